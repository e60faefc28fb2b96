"""The page that every public page type of Nurinet is."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from common.blocks import BodyBlock
from common.facts import image_facts, iso
from common.fields import BodyField
from common.licences import Licence, licence_facts
from common.querysets import PublicPageManager


class PublicPage(Page):
    """What all public pages share: a stable id, a summary, a picture, a body, who answers, since when.

    ``public_card()`` and ``public_facts()`` are the one seam to the outside: plain data (JSON types
    only) that templates, API, JSON-LD, search and feeds read alike. A subclass adds its own facts
    to them and nowhere else.
    """

    card_image_spec = "fill-480x320|format-webp"
    detail_image_spec = "max-1200x900|format-webp"
    share_image_spec = "fill-1200x630|format-webp"

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

    exclude_fields_in_copy = ["uuid"]

    body_panels = [
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")],
            heading="대표 사진",
        ),
        FieldPanel("body"),
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
    settings_panels = [PublishingPanel()]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("uuid"),
    ]
    api_fields = [
        APIField("uuid"),
        APIField("summary"),
        APIField("body"),
        APIField("department"),
        APIField("phone"),
        APIField("confirmed_on"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.image_id and not self.image_alt and not self.image_is_decorative:
            raise ValidationError(
                {"image_alt": "대표 사진을 설명하는 글을 적거나 ‘장식입니다’를 골라 주십시오."}
            )

    def save(self, *args, **kwargs):
        # Wagtail makes an alias by copying every field, also those `exclude_fields_in_copy` names.
        if self._state.adding and self.alias_of_id:
            self.uuid = uuid.uuid4()
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A revision may change what a page says, never which page it is."""
        page = super().with_content_json(content)
        page.uuid = self.uuid
        return page

    def route(self, request, path_components):
        """A section that is not published hides everything below it."""
        if path_components and not self.live:
            raise Http404
        return super().route(request, path_components)

    def public_card(self, request=None):
        """What a list, a search result or a feed item shows. Shapes: ISO 8601 strings, codes with labels."""
        return {
            "uuid": str(self.uuid),
            "type": self._meta.label,
            "type_label": str(self._meta.verbose_name),
            "title": self.title,
            "url": self.get_url(request),
            "summary": self.summary,
            "image": image_facts(self.image, self.image_alt, self.card_image_spec),
        }

    def public_facts(self, request=None):
        """Everything the page says to the public: the card, and what only the page itself shows."""
        return self.public_card(request) | {
            "full_url": self.get_full_url(request),
            "image": image_facts(self.image, self.image_alt, self.detail_image_spec),
            "department": self.department,
            "phone": self.phone,
            "confirmed_on": iso(self.confirmed_on),
            "licence": licence_facts(self.licence, self.allows_ai_training),
            "published_at": iso(self.first_published_at),
            "updated_at": iso(self.last_published_at),
        }

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"facts": self.public_facts(request)}
