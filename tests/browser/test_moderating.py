"""살핌 in a browser: what residents and the secretariat see, on a desk and on a phone."""

import json
import os

from tests.browser.test_public_pages import violations

NARROW = 360


def look(visitor, path, problems):
    """Go there; note what axe finds and whether anything is to be scrolled sideways."""
    answer = visitor.go(path)
    visitor.settle()
    problems += [(path, answer.status)] if answer.status != 200 else []
    problems += [(path, line) for line in violations(visitor.page)]
    too_wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    problems += [(path, "scrolls sideways")] if too_wide else []
    if folder := os.environ.get("SCREENS"):
        width = visitor.page.viewport_size["width"]
        visitor.page.screenshot(
            path=f"{folder}/{path.strip('/').replace('/', '_')}_{width}.png", full_page=True
        )


def as_resident(visitor, made, name):
    visitor.page.context.add_cookies(
        [{"name": made["cookie"], "value": made["sessions"][name], "url": visitor.url}]
    )
    return visitor


def test_the_secretariat_answers_and_everybody_reads_of_it(visitor, nurinet):
    made = json.loads(nurinet.run("-m", "tests.browser.moderating").splitlines()[-1])
    problems = []
    anyone, desk = visitor(), visitor().sign_in("secretariat@nurinet.example")
    look(anyone, "/issues/takedown/", problems)
    look(desk, "/admin/moderation/", problems)
    look(desk, f"/admin/moderation/issue/{made['crisis']}/", problems)

    for each in (anyone, desk):
        each.page.set_viewport_size({"width": NARROW, "height": 800})
    for path in ("moderation/", "moderation/rules/", "takedown/", f"takedown/mine/{made['mine']}/"):
        look(anyone, f"/issues/{path}", problems)
    reader, author = visitor(width=NARROW), visitor(width=NARROW)
    look(as_resident(reader, made, "reader"), f"/issues/{made['issue']}/report/", problems)
    look(as_resident(author, made, "author"), made["decision"], problems)
    for path in (
        "",
        f"comment/{made['reported']}/",
        f"takedown/{made['takedown']}/",
        f"appeal/{made['appeal']}/",
    ):
        look(desk, f"/admin/moderation/{path}", problems)
    assert problems == []

    desk.go(f"/admin/moderation/comment/{made['reported']}/")
    desk.page.get_by_label("게시중단", exact=True).check()
    desk.page.get_by_label("까닭").select_option("advert")
    desk.page.get_by_role("button", name="처리하기").press("Enter")
    desk.page.wait_for_url("**/admin/moderation/")

    anyone.go("/issues/moderation/")
    assert "광고·도배" in anyone.page.inner_text("main")
    assert anyone.outside == []
    assert desk.complaints == []
