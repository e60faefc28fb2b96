"""Ways to read another agency's page that Wagtail once left open, or leaves open.

CVE-2026-25517 (previews), 44197 (compare), 44198 (history), 44200 (copy), 54260/54261/54263 (pictures),
CVE-2023-45809 (bulk actions name what they refuse), wagtail#12969 (select all), CVE-2022-21683 (comments).
"""

import pytest
from wagtail.models import PageSubscription

from directory.actions import transfer_membership
from directory.models import Agency, AgencyMembership
from tests.permissions.asking import ask
from tests.permissions.forms import forged_form
from tests.permissions.markers import said
from tests.permissions.people import EDITOR_A, EDITOR_B, person

READINGS = {
    "preview while adding below b": "/admin/pages/add/pages/newspage/{section}/preview/",
    "preview while editing": "/admin/pages/{page}/edit/preview/",
    "draft view": "/admin/pages/{page}/view_draft/",
    "revision view": "/admin/pages/{page}/revisions/{revision}/view/",
    "revision form": "/admin/pages/{page}/revisions/{revision}/revert/",
    "compare": "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "compare with live": "/admin/pages/{page}/revisions/compare/live...{revision}/",
    "history": "/admin/pages/{page}/history/",
    "history list": "/admin/pages/{page}/history/results/",
    "workflow history": "/admin/pages/{page}/workflow_history/",
    "workflow preview": "/admin/pages/workflow/preview/{page}/{task}/",
    "workflow detail": "/admin/pages/{page}/workflow_history/detail/{workflow_state}/",
    "usage": "/admin/pages/{page}/usage/",
    "copy form": "/admin/pages/{page}/copy/",
    "move form": "/admin/pages/{page}/move/",
    "delete form": "/admin/pages/{page}/delete/",
    "privacy": "/admin/pages/{page}/privacy/",
    "picture form": "/admin/images/{image}/",
    "picture preview": "/admin/images/{image}/preview/max-800x600/",
    "picture url": "/admin/images/{image}/generate_url/",
    "picture url made": "/admin/images/{image}/generate_url/output/?filter_method=original",
    "picture usage": "/admin/images/usage/{image}/",
    "document form": "/admin/documents/edit/{document}/",
    "document usage": "/admin/documents/usage/{document}/",
    "person": "/admin/users/edit/{person}/",
    "group": "/admin/groups/edit/{group}/",
    "collection": "/admin/collections/{collection}/",
}


def place(own, template, kind="in_review"):
    """The address filled with what the agency has."""
    page = own.pages[kind]
    state = own.pages["in_review"].current_workflow_state
    return template.format(
        page=page.pk,
        revision=page.latest_revision_id,
        section=own.section.pk,
        task=state.current_task_state.task_id,
        workflow_state=state.pk,
        image=own.image.pk,
        document=own.document.pk,
        person=own.editor.pk,
        group=own.agency.group_id,
        collection=own.agency.collection_id,
    )


@pytest.mark.parametrize("kind", ["draft", "in_review", "live", "scheduled"])
@pytest.mark.parametrize("reading", READINGS)
def test_nothing_of_b_is_read(world, reading, kind):
    answer = ask(world, EDITOR_A, place(world.b, READINGS[reading], kind))

    assert answer.refused
    assert answer.secrets == []


@pytest.mark.parametrize("kind", ["in_review", "live"])
@pytest.mark.parametrize("reading", ["revision view", "revision form", "compare with live"])
def test_a_revision_of_b_is_not_read_through_ones_own_page(world, reading, kind):
    template = READINGS[reading].replace("{page}", str(world.a.pages["draft"].pk))

    answer = ask(world, EDITOR_A, place(world.b, template, kind))

    assert answer.refused
    assert answer.secrets == []


class TestFormState:
    """What is typed waits on the server for the preview pane: under the name of the one who typed."""

    def test_what_b_types_is_not_in_a_s_preview(self, world):
        path = place(world.b, "/admin/pages/{page}/edit/preview/", "draft")
        form = forged_form(world.clients[EDITOR_B].get(path.replace("preview/", "")), destination=1)
        typed = world.clients[EDITOR_B].post(path, form | {"title": world.b.title("입력중")})
        assert typed.json()["is_valid"]

        answer = ask(world, EDITOR_A, path)

        assert answer.refused
        assert answer.secrets == []

    def test_a_cannot_put_its_words_into_b_s_preview(self, world):
        path = place(world.b, "/admin/pages/{page}/edit/preview/", "draft")

        assert ask(world, EDITOR_A, path, method="POST", data={"title": "위조"}).refused


class TestBulkActions:
    ACTIONS = (
        *(f"wagtailcore/page/{action}" for action in ("delete", "move", "publish", "unpublish")),
        *(f"directory/agencyimage/{action}" for action in ("add_tags", "add_to_collection", "delete")),
        *(f"directory/agencydocument/{action}" for action in ("add_tags", "add_to_collection", "delete")),
        *(f"accounts/user/{action}" for action in ("assign_role", "delete", "set_active_state")),
    )

    @pytest.mark.parametrize("action", ACTIONS)
    def test_select_all_shows_nothing_of_b(self, world, action):
        answer = ask(world, EDITOR_A, f"/admin/bulk/{action}/?id=all&childOf={world.b.section.pk}")

        assert answer.secrets == []

    @pytest.mark.parametrize("action", ACTIONS)
    def test_naming_b_s_things_shows_nothing_of_them(self, world, action):
        ids = {
            "page": [page.pk for page in world.b.pages.values()],
            "agencyimage": [world.b.image.pk],
            "agencydocument": [world.b.document.pk],
            "user": [world.b.editor.pk],
        }[action.split("/")[1]]
        chosen = "&".join(f"id={pk}" for pk in ids)

        assert ask(world, EDITOR_A, f"/admin/bulk/{action}/?{chosen}").secrets == []


class TestLists:
    @pytest.mark.parametrize(
        "path",
        [
            "",
            "pages/",
            "pages/{section}/",
            "pages/{section}/results/?q=수박화채",
            "pages/search/?q=수박화채",
            "pages/search/results/?q=수박화채",
            "pages/usage/pages/newspage/",
            "pages/usage/pages/eventpage/results/",
            "images/?q=수박화채",
            "images/results/",
            "documents/?q=수박화채",
            "reports/locked/",
            "reports/workflow/",
            "reports/workflow/?export=csv",
            "reports/workflow_tasks/",
            "reports/workflow_tasks/?export=xlsx",
            "reports/site-history/",
            "reports/site-history/results/?export=csv",
            "reports/aging-pages/",
            "reports/aging-pages/?export=csv",
            "reports/page-types-usage/",
            "redirects/",
            "users/",
            "groups/",
            "workflows/list/",
            "collections/",
        ],
    )
    def test_no_list_or_report_names_b_s_secrets(self, world, path):
        assert ask(world, EDITOR_A, place(world.b, f"/admin/{path}")).secrets == []

    @pytest.mark.parametrize("form", ["images/add/", "images/chooser/", "documents/add/"])
    def test_no_form_of_a_file_offers_tags(self, world, form):
        """Wagtail shows the popular tags of all agencies to each, and a tag may name a person."""
        answer = ask(world, EDITOR_A, f"/admin/{form}")

        assert answer.status == 200
        assert 'name="tags"' not in said(answer.response)


class TestComments:
    def test_who_left_the_agency_gets_no_more_comments_by_mail(self, world):
        """Wagtail mails a new comment to every follower of the page, without asking whether he may read it."""
        page, follower = world.b.pages["returned"], person(EDITOR_B)
        PageSubscription.objects.create(page=page, user=follower, comment_notifications=True)
        membership = AgencyMembership.objects.active().get(user=follower)

        transfer_membership(
            membership, Agency.objects.get(code="agency-a"), by=person("S"), reason="소속을 옮깁니다."
        )

        assert not PageSubscription.objects.filter(user=follower, page=page).exists()
