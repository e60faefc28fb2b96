"""살핌 in the admin, for headquarters alone; and the line on its home."""

from django.urls import path, reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Site

from directory.viewsets import HeadquartersMenuItem
from participation.models import Comment, Issue
from participation.moderating import decide_views, queue_views
from participation.moderating.queue import KINDS, counts, waiting


class ModerationViewSet(ViewSet):
    name = "moderation"
    icon = "glasses"
    menu_label = "살핌"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        thing = decide_views.ThingView
        return [
            path("", queue_views.QueueView.as_view(), name="index"),
            path("issue/<int:pk>/", thing.as_view(model=Issue), name="issue"),
            path("comment/<int:pk>/", thing.as_view(model=Comment), name="comment"),
            path("takedown/<int:pk>/", decide_views.TakedownView.as_view(), name="takedown"),
            path("appeal/<int:pk>/", decide_views.AppealView.as_view(), name="appeal"),
        ]


class WaitingPanel(Component):
    """How much waits, on the home of headquarters: numbers, no text."""

    name = "moderation"
    order = 60
    template_name = "wagtailadmin/home/nurinet_moderation.html"

    def get_context_data(self, parent_context):
        entries = waiting(Site.find_for_request(parent_context["request"]))
        index = reverse("moderation:index")
        numbers = [
            (KINDS[kind][0], f"{index}?kind={kind}", number)
            for kind, number in counts(entries).items()
            if number
        ]
        return {"total": len(entries), "kinds": numbers}
