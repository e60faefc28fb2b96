"""소식지 for headquarters: the list, one issue with its progress, picking, looking at it before it goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from common.letters.clock import is_quiet
from common.sites import staff_site_of
from directory.action_views import HeadquartersMixin
from directory.admin_lists import TotalOrder
from directory.importing.admin.source_views import CarefulDeleteView
from pages.letters.actions import counts_of
from pages.letters.freezing import freeze, left_out
from pages.letters.picking import PickFilterForm, add_items
from pages.letters.rendering import newsletter_letter, without_addresses
from pages.models.letters import DeliveryState, Newsletter, NewsletterState
from pages.models.subscribing import Frequency, Subscription, SubscriptionState


def letters_crumb():
    return {"url": reverse("letters:index"), "label": "소식지"}


def letter_of(newsletter):
    """The issue as it would be, or was, in a mailbox; None where nothing can be in it."""
    frozen = newsletter.frozen if newsletter.is_public else freeze(newsletter)
    letter = newsletter_letter(newsletter, newsletter.site, frozen)
    return letter and without_addresses(letter, newsletter.site)


class NewsletterIndexView(TotalOrder, IndexView):
    columns = [
        TitleColumn("title", label="제목", url_name="letters:inspect", sort_key="title"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("started_at", label="보낸 때", sort_key="started_at"),
        DateColumn("created_at", label="만든 때", sort_key="created_at"),
    ]

    @property
    def header_buttons(self):
        url = reverse("letters:counts")
        return [*super().header_buttons, HeaderButton("구독 현황", url=url, icon_name="group")]


class NewsletterAddView(CreateView):
    def get_initial_form_instance(self):
        return Newsletter(site=staff_site_of(self.request))

    def get_success_url(self):
        return reverse("letters:inspect", args=[self.object.pk])


class NewsletterEditView(EditView):
    """Only a draft is changed: what was sent stays as it was sent."""

    def dispatch(self, request, *args, **kwargs):
        with transaction.atomic():
            # Locked, or what was typed would be saved over a sending that began meanwhile.
            rows = Newsletter.objects.select_for_update(of=("self",), no_key=True)
            newsletter = get_object_or_404(rows, pk=kwargs["pk"])
            if self.user_has_permission("change") and not newsletter.is_draft:
                messages.error(request, "이미 보내기 시작한 소식지는 고칠 수 없습니다.")
                return redirect("letters:inspect", newsletter.pk)
            return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("letters:inspect", args=[self.object.pk])


class NewsletterDeleteView(CarefulDeleteView):
    def refusal(self):
        return "" if self.object.is_draft else "이미 보낸 소식지는 지우지 않습니다."


class OneNewsletterMixin(HeadquartersMixin):
    header_icon = "mail"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        newsletters = Newsletter.objects.select_related("site", "started_by")
        self.newsletter = get_object_or_404(newsletters, pk=kwargs["pk"])


class NewsletterPage(OneNewsletterMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen below one issue."""

    def get_page_subtitle(self):
        return self.newsletter.title

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items(), letters_crumb()]
        inspect = {
            "url": reverse("letters:inspect", args=[self.newsletter.pk]),
            "label": self.newsletter.title,
        }
        return [*items, inspect, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"newsletter": self.newsletter}


class NewsletterInspectView(NewsletterPage):
    template_name = "pages/admin/newsletter.html"
    page_title = "소식지"

    def get_breadcrumbs_items(self):
        return super().get_breadcrumbs_items()[:-2] + [{"url": "", "label": self.newsletter.title}]

    def get_context_data(self, **kwargs):
        newsletter = self.newsletter
        return (
            super().get_context_data(**kwargs)
            | (self._plan() if newsletter.is_draft else self._progress())
            | {"entries": registry.get_logs_for_instance(newsletter)[:20], "is_quiet": is_quiet()}
        )

    def _plan(self):
        return {
            "chosen": freeze(self.newsletter)["items"],
            "left_out": left_out(self.newsletter),
            "readers": self.newsletter.audience().count(),
        }

    def _progress(self):
        counts = counts_of(self.newsletter)
        total = sum(counts.values())
        open_letters = sum(counts.get(state, 0) for state in (DeliveryState.WAITING, DeliveryState.CLAIMED))
        return {
            "counts": [
                (state.label, counts[state])
                for state in DeliveryState
                if counts.get(state) and state not in (DeliveryState.WAITING, DeliveryState.CLAIMED)
            ],
            "total": total,
            "done": total - open_letters,
            "unclear": counts.get(DeliveryState.UNCLEAR, 0),
            "is_sending": self.newsletter.state == NewsletterState.SENDING,
            "is_stopped": self.newsletter.state == NewsletterState.STOPPED,
        }


class PickView(NewsletterPage):
    template_name = "pages/admin/newsletter_pick.html"
    page_title = "글 고르기"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        return response if self.newsletter.is_draft else redirect("letters:inspect", self.newsletter.pk)

    def post(self, request, *args, **kwargs):
        try:
            count = add_items(self.newsletter, request.POST.getlist("page"))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.get(request, *args, **kwargs)
        messages.success(request, f"글 {count}건을 실었습니다.")
        return redirect("letters:inspect", self.newsletter.pk)

    def get_context_data(self, **kwargs):
        form = PickFilterForm(self.request.GET or {"days": "31"})
        return super().get_context_data(**kwargs) | {
            "form": form,
            "found": form.found(self.newsletter.site),
            "known": set(self.newsletter.items.values_list("page_id", flat=True)),
        }


class PreviewView(NewsletterPage):
    """As mail programs show it, and as plain text."""

    template_name = "pages/admin/newsletter_preview.html"
    page_title = "미리보기"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"letter": letter_of(self.newsletter)}


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewHTMLView(OneNewsletterMixin, View):
    def get(self, request, *args, **kwargs):
        letter = letter_of(self.newsletter)
        return HttpResponse(letter.html if letter else "실을 글이 없습니다.")


class CountsView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    """구독 현황: numbers, never who."""

    template_name = "pages/admin/subscription_counts.html"
    page_title = "구독 현황"
    header_icon = "group"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), letters_crumb(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        living, active = Subscription.objects.living(), Subscription.objects.active()
        return super().get_context_data(**kwargs) | {
            "tables": [
                ("상태", _by_choice(living, "state", SubscriptionState)),
                ("받는 주기", _by_choice(active, "frequency", Frequency)),
                ("소식지", [("받음", active.filter(wants_newsletter=True).count())]),
                ("대상·주제", _by_name(active, "terms__label")),
                ("동네", _by_name(active, "dongs__name")),
                ("기관", _by_name(active, "agencies__title")),
            ]
        }


def _by_choice(subscriptions, field, choices):
    counts = dict(subscriptions.order_by().values_list(field).annotate(count=Count("pk")))
    return [(each.label, counts[each]) for each in choices if counts.get(each)]


def _by_name(subscriptions, name):
    rows = subscriptions.filter(**{f"{name}__isnull": False}).order_by().values_list(name)
    return list(rows.annotate(count=Count("pk")).order_by("-count", name))
