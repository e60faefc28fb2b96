"""An editor looks at a page long before it is complete."""

import pytest
from wagtail.models import Page

from directory.models import AgencyPage, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, NewsPage
from tests.factories import EventPageFactory

NEW = (FacilityPage, ProgramPage, ResourcePage, NewsPage, EventPage)


def shown(page):
    response = page.make_preview_request()
    assert response.status_code == 200
    return response.render().content.decode() if hasattr(response, "render") else response.content.decode()


@pytest.mark.parametrize("model", NEW)
def test_a_page_that_was_never_saved_can_be_looked_at(model, agency_a):
    page = model(title="새초안", slug="new", depth=agency_a.page.depth + 1, path=agency_a.page.path + "0009")
    page.set_url_path(agency_a.page)

    html = shown(page)

    assert "새초안" in html
    assert agency_a.page.title in html


def test_a_section_that_was_never_saved_can_be_looked_at(directory_index):
    page = AgencyPage(
        title="새기관", slug="new", depth=directory_index.depth + 1, path=directory_index.path + "0009"
    )
    page.set_url_path(directory_index)

    assert "새기관" in shown(page)


def test_a_draft_shows_what_the_editor_chose_and_not_what_is_live(agency_a):
    from directory.models import Term

    event = EventPageFactory(parent=agency_a.page, slug="event", live=False)
    event.targets.add(Term.objects.get(axis="life", code="006"))
    event.starts_at = event.ends_at = None
    event.title = "바꾼 제목"
    revision = event.save_revision(clean=False)  # as the admin saves a draft

    html = shown(revision.as_object())

    assert "바꾼 제목" in html
    assert "노년" in html


def test_the_site_shows_nothing_of_a_preview(client, agency_a):
    event = EventPageFactory(parent=agency_a.page, slug="event", live=False)

    assert client.get(Page.objects.get(pk=event.pk).url).status_code == 404
