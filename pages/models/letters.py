"""소식지: what the secretariat puts together, and every letter that goes to somebody."""

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from common.letters.posted import DeliveryState, Posted, PostedQuerySet
from directory.models.term import Axis, Term
from pages.models.subscribing import Subscription

ITEM_TYPES = ["pages.NewsPage", "pages.EventPage", "directory.ProgramPage"]


class NewsletterState(models.TextChoices):
    DRAFT = "draft", "쓰는 중"
    SENDING = "sending", "보내는 중"
    STOPPED = "stopped", "멈춤"
    SENT = "sent", "보냄"


class NewsletterQuerySet(models.QuerySet):
    def frozen(self, site):
        """Those that have been sent, or begun to be, newest first: what the archive shows."""
        return self.filter(site=site).exclude(state=NewsletterState.DRAFT).order_by("-started_at", "-pk")

    def with_counts(self):
        """How many letters there are in each state, as ``counted_<state>``."""
        return self.annotate(
            **{
                f"counted_{state.value}": models.Count("deliveries", filter=Q(deliveries__state=state))
                for state in DeliveryState
            }
        )


class Newsletter(ClusterableModel):
    """One issue. What it says is frozen when its sending begins: ``frozen`` is what mail and archive show."""

    site = models.ForeignKey(
        "wagtailcore.Site", models.CASCADE, related_name="newsletters", verbose_name="누리집"
    )
    title = models.CharField("제목", max_length=120, help_text="편지의 제목이 됩니다.")
    intro = RichTextField(
        "여는 글", features=["bold", "ol", "ul", "link"], blank=True, help_text="짧을수록 끝까지 읽습니다."
    )
    terms = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="받는 분 좁히기",
        limit_choices_to={"axis__in": [Axis.LIFE, Axis.HOUSEHOLD, Axis.TOPIC]},
        help_text="고르지 않으면 소식지를 받겠다고 하신 모든 분께 갑니다. 고르면 그 관심을 고르셨거나 관심을 따로 고르지 않으신 분께 갑니다.",
    )
    state = models.CharField(
        "상태", max_length=7, choices=NewsletterState.choices, default=NewsletterState.DRAFT, editable=False
    )
    slug = models.CharField("주소", max_length=20, blank=True, editable=False)
    frozen = models.JSONField("보낸 그대로", default=dict, blank=True, editable=False)
    counts = models.JSONField("보낸 결과", default=dict, blank=True, editable=False)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    started_at = models.DateTimeField("보내기 시작한 때", null=True, blank=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    finished_at = models.DateTimeField("다 보낸 때", null=True, blank=True, editable=False)

    objects = NewsletterQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    panels = [
        FieldPanel("title"),
        FieldPanel("intro"),
        InlinePanel("items", heading="실을 글", label="글"),
        FieldPanel("terms", widget=forms.CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = "소식지"
        verbose_name_plural = "소식지"
        default_permissions = ["add", "change", "delete", "view"]
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug"], condition=~Q(slug=""), name="newsletter_address_is_one"
            ),
            models.CheckConstraint(
                condition=Q(state=NewsletterState.DRAFT) | (Q(started_at__isnull=False) & ~Q(slug="")),
                name="newsletter_is_frozen_when_sent",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_draft(self):
        return self.state == NewsletterState.DRAFT

    @property
    def is_public(self):
        return not self.is_draft

    @property
    def copy_items(self):
        """The frozen items; of those that headquarters took out afterwards, the empty place."""
        return self.frozen.get("items", [])

    @property
    def shown_items(self):
        return [item for item in self.copy_items if not item.get("removed")]

    def get_absolute_url(self):
        return reverse("newsletter", args=[self.slug])

    def audience(self):
        """Who gets it if it is sent now."""
        wanting = Subscription.objects.wanting_newsletters(self.site)
        return wanting.interested_in(list(self.terms.all()))

    # The doors; what happens behind them is in ``pages.letters.actions``.

    def start(self, *, by):
        from pages.letters.actions import start

        return start(self, by=by)

    def stop(self, *, by):
        from pages.letters.actions import stop

        return stop(self, by=by)

    def go_on(self, *, by):
        from pages.letters.actions import go_on

        return go_on(self, by=by)

    def send_unclear_again(self, *, by):
        from pages.letters.actions import send_unclear_again

        return send_unclear_again(self, by=by)

    def take_out(self, page_pk, *, by, reason):
        from pages.letters.actions import take_out

        return take_out(self, page_pk, by=by, reason=reason)


class NewsletterItem(Orderable):
    """One page that the issue tells of, with the secretariat's own words beside it."""

    newsletter = ParentalKey(Newsletter, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name="글")
    note = models.CharField(
        "덧붙이는 말", max_length=200, blank=True, help_text="비우면 글의 한 줄 소개가 실립니다."
    )

    panels = [PageChooserPanel("page", ITEM_TYPES), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = "소식지에 실을 글"
        verbose_name_plural = "소식지에 실을 글"
        default_permissions = []

    def __str__(self):
        return f"{self.newsletter_id} {self.page_id}"


class DeliveryQuerySet(PostedQuerySet):
    def to_send(self, now):
        """Those that nobody stopped."""
        stopped = ~Q(newsletter__state=NewsletterState.SENDING) & Q(newsletter__isnull=False)
        return super().to_send(now).exclude(stopped)


class Delivery(Posted):
    """One letter to one subscriber: an issue of the newsletter, or the digest of one moment (``slot``)."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    newsletter = models.ForeignKey(
        Newsletter, models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    slot = models.DateTimeField("어느 때의 모음", null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "편지"
        verbose_name_plural = "편지"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(newsletter__isnull=False, slot__isnull=True)
                | Q(newsletter__isnull=True, slot__isnull=False),
                name="letter_is_newsletter_or_digest",
            ),
            models.UniqueConstraint(
                fields=["newsletter", "subscription"],
                condition=Q(newsletter__isnull=False),
                name="newsletter_goes_once_to_each",
            ),
            models.UniqueConstraint(
                fields=["subscription", "slot"],
                condition=Q(slot__isnull=False),
                name="digest_goes_once_a_slot",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.CLAIMED)
                | Q(claimed_by__isnull=False, leased_until__isnull=False),
                name="claimed_letter_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="letters_to_send"),
        ]

    @property
    def address(self):
        return self.subscription.address


class DigestItem(models.Model):
    """A page that a subscriber was told of in a digest: the constraint keeps it from coming again."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="items")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "알린 글"
        verbose_name_plural = "알린 글"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["subscription", "page"], name="page_is_told_once_to_each"),
        ]

    def __str__(self):
        return f"{self.subscription_id} {self.page_id}"
