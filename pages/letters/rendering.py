"""Letters in words: HTML of one column that needs no picture and no script, and the same as plain text."""

from dataclasses import replace
from itertools import groupby
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.urls import reverse

from common.addresses import EVENTS, NEWS, base_of
from common.letters.channels import Letter
from pages.models.settings import DistrictSettings
from pages.models.subscribing import ItemKind
from pages.subscribing import tokens

# Stand in a rendered letter where the addresses of one person come; replaced, so that five thousand
# letters cost one rendering. No text of ours can hold them.
SETTINGS, END = "https://settings.invalid/\u2060", "https://end.invalid/\u2060"


def sections(entries):
    """Entries by kind, and within a kind by agency, each in the order given."""
    found = []
    for kind in ItemKind:
        of_kind = [each for each in entries if each["kind"] == kind]
        names = list(dict.fromkeys(each["agency"] for each in of_kind))
        of_kind.sort(key=lambda each: names.index(each["agency"]))
        agencies = [
            {"title": title, "entries": list(group)}
            for title, group in groupby(of_kind, key=lambda each: each["agency"])
        ]
        if agencies:
            found.append({"label": kind.label, "agencies": agencies})
    return found


def _district(site):
    """Read once for each site in hand, however many letters there are."""
    if not hasattr(site, "_letters_district"):
        site._letters_district = DistrictSettings.for_site(site)
    return site._letters_district


def _letter(site, subject, context, url):
    district = _district(site)
    context |= {
        "subject": subject,
        "district": district,
        "home_url": urljoin(base_of(site), "/"),
        "settings_url": SETTINGS,
        "end_url": END,
    }
    return Letter(
        subject=subject,
        html=render_to_string("pages/letters/letter_email.html", context),
        text=render_to_string("pages/letters/letter_email.txt", context).strip() + "\n",
        url=url,
        settings_url=SETTINGS,
        end_url=END,
        from_name=f"{district.district_name} 누리넷",
    )


def newsletter_letter(newsletter, site, frozen, public_ids=None):
    """The issue as frozen, without what is no longer public where ``public_ids`` says what is; None if nothing is."""
    entries = [
        each
        for each in frozen["items"]
        if not each.get("removed") and (public_ids is None or each["id"] in public_ids)
    ]
    if not entries:
        return None
    url = urljoin(base_of(site), newsletter.get_absolute_url()) if newsletter.slug else ""
    return _letter(site, frozen["title"], {"frozen": frozen, "entries": entries, "web_url": url}, url)


def digest_letter(site, entries, more):
    base = base_of(site)
    first = entries[0]["title"]
    count = len(entries) + more
    subject = f"[누리넷] {first}" + (f" 외 {count - 1}건" if count > 1 else "")
    more_url = urljoin(base, EVENTS if entries[0]["kind"] == ItemKind.EVENT else NEWS)
    context = {"sections": sections(entries), "more": more, "more_url": more_url}
    return _letter(site, subject, context, more_url)


def addressed(letter, subscription):
    """The letter with the private addresses of one subscriber in it."""
    base = base_of(subscription.site)
    settings_url = urljoin(base, reverse("subscription", args=[tokens.settings_token(subscription)]))
    end_url = urljoin(base, reverse("subscription_end", args=[tokens.end_token(subscription)]))

    def fill(text):
        return text.replace(SETTINGS, settings_url).replace(END, end_url)

    return replace(
        letter,
        html=fill(letter.html),
        text=fill(letter.text),
        settings_url=settings_url,
        end_url=end_url,
    )


def without_addresses(letter, site):
    """For who only looks: the private addresses lead to the form that everybody may see."""
    url = urljoin(base_of(site), reverse("subscribe"))
    html, text = (part.replace(SETTINGS, url).replace(END, url) for part in (letter.html, letter.text))
    return replace(letter, html=html, text=text, settings_url=url, end_url=url)
