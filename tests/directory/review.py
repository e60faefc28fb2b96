"""Steps of a review, as people take them."""

import json

from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import NewsPage
from tests.factories import NewsPageFactory


def draft(agency, by, **fields):
    """A page that this person wrote and has not shown to anybody."""
    page = NewsPageFactory(parent=agency.page, live=False, owner=by, **fields)
    Revision.objects.for_instance(page).update(user=by)
    return NewsPage.objects.get(pk=page.pk)


def submit(page, by):
    """Send the page to review; returns the state of the task."""
    page.get_workflow().start(page, by)
    return fresh(page).current_workflow_task_state


def submitted(agency, by, **fields):
    page = draft(agency, by, **fields)
    return page, submit(page, by)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def decide(client, page, state, action, **data):
    """Press the button on the review screen."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, data, follow=True)


def sentences(response):
    """What the person is told."""
    return " ".join(str(message) for message in response.context["messages"])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client, page):
    """What the browser would send back of the editor just opened, if nothing were typed."""
    html = client.get(edit_url(page)).content.decode()
    return form_of(html)


def form_of(html):
    """The editor's fields; the blocks, which a script draws, are none."""
    typed = {key: value for key, value in querydict_from_html(html, form_id="page-edit-form").items()}
    return typed | {"body-count": "0"}


def autosave(client, page, typed):
    """What the editor's script sends while somebody types; returns the status and the answer."""
    answer = client.post(edit_url(page), typed, headers={"accept": "application/json"})
    return answer.status_code, json.loads(answer.content)
