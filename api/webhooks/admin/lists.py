"""웹훅: every receiver with how it goes, one with its last tries, and all tries of one."""

import django_filters
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from api.changes import cursor_of
from api.models import ChangeCounter
from api.webhooks.admin.forms import type_choices
from api.webhooks.messages import is_expired
from api.webhooks.models import Delivery, Subscriber
from directory.action_views import HeadquartersMixin, ThingScreen
from directory.admin_lists import AdminListView

SHOWN = 20
STATES = (("failing", "실패하고 있음"), ("disabled", "저절로 꺼짐"), ("off", "멈춤"), ("on", "켜짐"))
OUTCOMES = (("received", "받음"), ("failed", "받지 못함"), ("test", "시험"))
RECEIVED = Q(status__gte=200, status__lt=300)


def webhooks_crumb():
    return {"url": reverse("webhooks:index"), "label": "웹훅"}


def outcome(delivery):
    """What the receiver said, in a few letters."""
    return str(delivery.status) if delivery.status else "답 없음"


def contents(delivery):
    """What was in it, and which try it was."""
    told = "시험" if delivery.is_test else f"{delivery.items}건"
    return f"{told} · {delivery.attempt}번째" if delivery.attempt > 1 else told


class SubscriberFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", method="in_state", choices=STATES)

    class Meta:
        model = Subscriber
        fields = []

    def in_state(self, subscribers, name, value):
        wanted = {
            "failing": Q(failures__gt=0, is_on=True),
            "disabled": Q(disabled_at__isnull=False),
            "off": Q(is_on=False, disabled_at=None),
            "on": Q(is_on=True),
        }
        return subscribers.filter(wanted[value])


class SubscriberListView(HeadquartersMixin, AdminListView):
    page_title = "웹훅"
    header_icon = "globe"
    model = Subscriber
    verbose_name_plural = "웹훅"
    filterset_class = SubscriberFilterSet
    is_searchable = True
    search_fields = ["name", "address", "contact"]
    index_url_name = "webhooks:index"
    index_results_url_name = "webhooks:index_results"
    default_ordering = "name"
    columns = [
        TitleColumn("name", label="받는 곳", url_name="webhooks:inspect", sort_key="name"),
        Column("address", label="주소", sort_key="address"),
        Column("state", label="상태"),
        Column("last_error", label="까닭", accessor=lambda each: each.disabled_why or each.last_error),
        DateColumn("last_success_at", label="마지막으로 받은 때", sort_key="last_success_at"),
    ]

    def get_base_queryset(self):
        return Subscriber.objects.all()

    @property
    def header_buttons(self):
        return [HeaderButton("웹훅 더하기", url=reverse("webhooks:add"), icon_name="plus")]


class OneSubscriberMixin(HeadquartersMixin):
    header_icon = "globe"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        found = Subscriber.objects.select_related("site")
        self.subscriber = get_object_or_404(found, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.subscriber)

    def get_success_url(self):
        return reverse("webhooks:inspect", args=[self.subscriber.pk])

    def trail(self):
        return [webhooks_crumb(), {"url": self.get_success_url(), "label": str(self.subscriber)}]


class SubscriberScreen(OneSubscriberMixin, ThingScreen):
    template_name = "api/webhooks/subscriber.html"
    crumb = ("webhooks:index", "웹훅")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = self.subscriber

    def get_page_subtitle(self):
        return ""

    def get_context_data(self, **kwargs):
        subscriber, counter, names = self.subscriber, ChangeCounter.read(), dict(type_choices())
        is_old = is_expired(subscriber, counter)
        return super().get_context_data(**kwargs) | {
            "subscriber": subscriber,
            "types": [names.get(label, label) for label in subscriber.types],
            "cursor": "" if is_old else cursor_of(counter, subscriber.position),
            "is_up_to_date": not is_old and subscriber.position == counter.last,
            "is_readable": subscriber.is_readable(),
            "deliveries": [
                (delivery, outcome(delivery)) for delivery in subscriber.deliveries.newest_first()[:SHOWN]
            ],
            "entries": self.entries(),
        }


class DeliveryFilterSet(WagtailFilterSet):
    outcome = django_filters.ChoiceFilter(label="결과", method="with_outcome", choices=OUTCOMES)

    class Meta:
        model = Delivery
        fields = []

    def with_outcome(self, deliveries, name, value):
        wanted = {"received": RECEIVED, "failed": ~RECEIVED | Q(status=None), "test": Q(is_test=True)}
        return deliveries.filter(wanted[value])


class DeliveryListView(OneSubscriberMixin, AdminListView):
    """Every try that is kept, the newest first."""

    page_title = "보낸 기록"
    model = Delivery
    verbose_name_plural = "보낸 기록"
    filterset_class = DeliveryFilterSet
    default_ordering = "-created_at"
    columns = [
        DateColumn("created_at", label="언제", sort_key="created_at"),
        Column("status", label="답", accessor=outcome, sort_key="status"),
        Column("is_test", label="무엇을", accessor=contents),
        Column("milliseconds", label="걸린 시간(ms)", sort_key="milliseconds"),
        Column("error", label="까닭, 답의 앞부분", accessor=lambda each: f"{each.error} {each.excerpt}"),
        Column("cursor", label="여기까지(cursor)"),
        Column("message_id", label="번호"),
    ]

    def get_base_queryset(self):
        return Delivery.objects.filter(subscriber=self.subscriber)

    def get_index_url(self):
        return reverse("webhooks:deliveries", args=[self.subscriber.pk])

    def get_index_results_url(self):
        return reverse("webhooks:deliveries_results", args=[self.subscriber.pk])

    def get_breadcrumbs_items(self):
        home = super().get_breadcrumbs_items()[:-1]
        return [*home, *self.trail(), {"url": "", "label": self.page_title}]
