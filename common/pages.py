"""The page that every public page type of Nurinet is."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Site
from wagtail.search import index

from common import boosts, json_ld
from common.blocks import BodyBlock
from common.bodies import load_bodies
from common.facts import image_facts, iso
from common.fields import BodyField
from common.forms import PublicPageForm
from common.licences import Licence, licence_facts
from common.moments import next_of
from common.querysets import PublicPageManager, is_open
from common.serializers import BodyFactField, fact_fields
from common.signals import public_things_changed
from common.telling import refuse_picture_alone

# What saving a draft, or asking for its review, writes of the page itself.
OF_DRAFTS = {
    *("draft_title", "latest_revision", "latest_revision_created_at", "has_unpublished_changes"),
    *("go_live_at", "locked", "locked_at", "locked_by", COMMENTS_RELATION_NAME),
}
PASTE_HELP = "한글·워드·엑셀에서 복사한 글은 깨끗하게 붙고, 표는 제목 줄이 있는 표 블록이 됩니다."


def is_public_now(page):
    """Live and not past its expiry, also in the minute before the runner takes it down."""
    return page.live and (page.expire_at is None or page.expire_at > timezone.now())


class PublicPage(Page):
    """What all public pages share: a stable id, a summary, a picture, a body, who answers, since when.

    The seam to the outside is plain data (JSON types only), each step holding the one before it:
    ``public_card()`` for lists, ``public_facts()`` for the page's own head, ``public_record()`` with
    the body. Templates, API, JSON-LD, search and feeds read them alike, and a later issue stores
    them. A subclass adds its own facts to them and nowhere else.
    """

    card_image_specs = ("fill-480x320|format-webp",)
    detail_image_specs = tuple(
        f"{spec}|format-webp" for spec in ("max-480x360", "max-800x600", "max-1200x900")
    )

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(
        "한 줄 소개",
        max_length=200,
        blank=True,
        help_text="목록과 검색 결과에 보입니다. 쉬운 말로 한두 문장.",
    )
    image = models.ForeignKey(
        "directory.AgencyImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="대표 사진",
        help_text="포스터만으로는 읽지 못하는 분이 있습니다. 내용은 꼭 본문에도 적어 주십시오.",
    )
    image_alt = models.CharField(
        "대표 사진 대체 텍스트",
        max_length=200,
        blank=True,
        help_text="사진을 보지 못하는 분께 읽어 드릴 설명입니다.",
    )
    image_is_decorative = models.BooleanField("대표 사진은 장식입니다", default=False)
    body = BodyField(BodyBlock(), blank=True, verbose_name="본문")
    department = models.CharField("담당부서", max_length=80, blank=True)
    phone = models.CharField("문의 전화", max_length=40, blank=True)
    confirmed_on = models.DateField(
        "최종 확인일", null=True, blank=True, help_text="내용이 맞는지 마지막으로 확인한 날입니다."
    )
    licence = models.CharField(
        "이용 조건", max_length=12, choices=Licence.choices, default=Licence.ALL_RIGHTS
    )
    allows_ai_training = models.BooleanField("인공지능 학습에 써도 됩니다(AI유형)", default=False)

    objects = PublicPageManager()

    # Whether a page of this type is published only with words beside its pictures (`common.telling`).
    needs_words = False

    # Which live pages of this type are public no more, as a condition: a facility that closed.
    withdrawn = None

    # The pages above, from the front door down, where the front door's routing has read them.
    trail = None

    base_form_class = PublicPageForm

    exclude_fields_in_copy = ["uuid"]

    body_panels = [
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")],
            heading="대표 사진",
        ),
        FieldPanel("body", help_text=PASTE_HELP),
    ]
    responsibility_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("department"), FieldPanel("phone")]),
            FieldPanel("confirmed_on"),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("allows_ai_training")]),
        ],
        heading="담당과 이용 조건",
    )
    content_panels = [*Page.content_panels, *body_panels, responsibility_panel]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("search_description")], heading="주소와 검색엔진")
    ]
    settings_panels = [PublishingPanel(), CommentPanel()]

    search_fields = [
        *Page.search_fields,
        index.SearchField("title", boost=boosts.TITLE),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("uuid"),
    ]
    api_fields = [
        *fact_fields("uuid", "summary", "image", "department", "phone", "confirmed_on", "licence"),
        *fact_fields("published_at", "updated_at"),
        APIField("body", serializer=BodyFactField()),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.image_id and not self.image_alt and not self.image_is_decorative:
            raise ValidationError(
                {"image_alt": "대표 사진을 설명하는 글을 적거나 ‘장식입니다’를 골라 주십시오."}
            )

    def save(self, *args, update_fields=None, **kwargs):
        # Wagtail makes an alias by copying every field, also those `exclude_fields_in_copy` names.
        if self._state.adding and self.alias_of_id:
            self.uuid = uuid.uuid4()
        with transaction.atomic():
            result = super().save(*args, update_fields=update_fields, **kwargs)
            # Here, and not at `post_save`: the page's children are written after that.
            if update_fields is None or not OF_DRAFTS.issuperset(update_fields):
                public_things_changed.send(sender=type(self), pks=[self.pk])
        return result

    def check_publishable(self):
        """What a draft may lack and a public page may not; raises ``ValidationError``."""
        if self.needs_words:
            refuse_picture_alone(self)

    def publish(self, revision, *args, **kwargs):
        """Every way out leads through here: form, review, many at once, schedule, code."""
        if self.needs_words:
            revision.as_object().check_publishable()
        return super().publish(revision, *args, **kwargs)

    def get_admin_display_title(self):
        """The public title, where there is one: choosers show pages to people who may not see their drafts."""
        return self.title if self.live else super().get_admin_display_title()

    def with_content_json(self, content):
        """A revision may change what a page says, never which page it is."""
        page = super().with_content_json(content)
        page.uuid = self.uuid
        return page

    def route(self, request, path_components):
        """A section that is not published hides everything below it."""
        if not is_public_now(self):
            raise Http404
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """Wagtail's rule without its query for the pages above, which the front door's routing has read."""
        trail = [*(self.trail or []), self]
        if self.trail is None or any(page.alias_of_id for page in trail):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page__path__in=self.paths_above_and_self())

    def paths_above_and_self(self):
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    @cached_property
    def image_is_open(self):
        """For one page; `with_image` reads it for many."""
        return self.image is not None and is_open(self.image)

    def public_image(self, specs):
        if not self.image_is_open:
            return None
        return image_facts(self.image, "" if self.image_is_decorative else self.image_alt, *specs)

    def public_reference(self, request=None):
        """How facts of other pages name this one. They must have made sure that the public may know it."""
        return {
            "id": self.pk,
            "uuid": str(self.uuid),
            "title": self.title,
            "url": self.get_url(request) or "",
        }

    def moments(self):
        """When, by the clock alone, the page begins to say something else; passed ones and None may be among them."""
        return ()

    def says_otherwise_at(self):
        """The next of its moments; None where it goes on saying the same."""
        return next_of(self.moments())

    def public_card(self, request=None):
        """What a list, a search result or a feed item shows. Shapes: ISO 8601 strings, codes with labels."""
        return {
            "uuid": str(self.uuid),
            "type": self._meta.label,
            "type_label": str(self._meta.verbose_name),
            "title": self.title,
            "url": self.get_url(request) or "",
            "summary": self.summary,
            "image": self.public_image(self.card_image_specs),
        }

    def public_facts(self, request=None):
        """What the page says to the public beside its body: the card, and what only the page itself shows."""
        return self.public_card(request) | {
            "full_url": self.get_full_url(request) or "",
            "image": self.public_image(self.detail_image_specs),
            "search_description": self.search_description or self.summary,
            "department": self.department,
            "phone": self.phone,
            "confirmed_on": iso(self.confirmed_on),
            "licence": licence_facts(self.licence, self.allows_ai_training),
            "published_at": iso(self.first_published_at),
            "updated_at": iso(self.last_published_at),
        }

    def public_body(self):
        """The body as plain data, block by block: ``[{"type", "value", "id"}]``. Prose is HTML.

        Every block says itself what of it is public (`common/blocks`): links to drafts have no
        address, files in closed collections are left out, pictures are addresses and words.
        """
        return self.body.stream_block.get_api_representation(self.body)

    def public_record(self, request=None):
        """Everything the page says to the public."""
        return self.public_facts(request) | {"body": self.public_body()}

    def public_json_ld(self, facts, request=None):
        """The same facts in schema.org's words, for search engines."""
        return [json_ld.web_page(facts)]

    def site_root(self, request):
        """The district the reader is in: the root of the request's Site, else of the page's own."""
        site = Site.find_for_request(request) or self.get_site()
        return site.root_page if site else self

    def breadcrumbs(self, request):
        """The way from the front door to this page; the front door itself has none. A preview looks it up."""
        above = self.trail
        if above is None:
            above = self.get_ancestors().filter(path__startswith=self.site_root(request).path)
        crumbs = [{"title": page.title, "url": page.get_url(request) or ""} for page in above]
        if not crumbs:
            return []
        crumbs[0]["title"] = "홈"
        return [*crumbs, {"title": self.title, "url": self.get_url(request) or ""}]

    def get_context(self, request, *args, **kwargs):
        load_bodies([self])
        facts = self.public_facts(request)
        breadcrumbs = self.breadcrumbs(request)
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts,
            "breadcrumbs": breadcrumbs,
            "json_ld": [*self.public_json_ld(facts, request), *json_ld.breadcrumb_list(breadcrumbs, facts)],
        }
