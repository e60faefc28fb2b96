"""What every agency's content has in common."""

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalManyToManyField
from modelsearch.tasks import insert_or_update_object_task
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common.boosts import KEYWORD
from common.pages import PublicPage
from common.querysets import PublicPageQuerySet
from common.serializers import fact_fields
from directory.cards import load_relations
from directory.models.agency import AgencyPage
from directory.models.area import Dong
from directory.models.term import Axis, Term


class AgencyContentQuerySet(PublicPageQuerySet):
    """Reads across agencies. Filters take codes and ignore what does not exist."""

    def for_agency(self, slug):
        return self.filter(agency__slug=slug)

    def in_dong(self, code):
        """Pages that name the dong; pages for the whole district name none and are not in it.

        A retired dong and its successors mean each other, in both directions: old addresses go on
        working, and a page that still names 용신동 is found under 용두동.
        """
        same = Dong.objects.filter(Q(code=code) | Q(dong__code=code) | Q(successors__code=code))
        return self.filter(pk__in=self.model.objects.filter(dongs__in=same).values("pk"))

    def for_target(self, axis, code):
        return self.filter(targets__axis=axis, targets__code=code)

    def about(self, code):
        return self.filter(topics__code=code)

    def for_cards(self):
        return super().for_cards().select_related("agency").defer("agency__body")

    def with_card(self):
        return super().with_card().prefetch_related("targets", "topics", "dongs")

    def for_facts(self):
        return super().for_facts().select_related("agency").defer("agency__body")


class AgencyContentPage(PublicPage):
    """A page of an agency. Its agency is the section it stands in, never a choice in a form."""

    agency = models.ForeignKey(
        AgencyPage, models.RESTRICT, editable=False, related_name="%(class)ss", verbose_name="기관"
    )
    targets = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="대상",
        limit_choices_to={"axis__in": [Axis.LIFE, Axis.HOUSEHOLD]},
    )
    topics = ParentalManyToManyField(
        Term, blank=True, related_name="+", verbose_name="주제", limit_choices_to={"axis": Axis.TOPIC}
    )
    dongs = ParentalManyToManyField(
        Dong, blank=True, related_name="+", verbose_name="동", help_text="고르지 않으면 구 전체입니다."
    )

    objects = PageManager.from_queryset(AgencyContentQuerySet)()

    reach_panel = MultiFieldPanel(
        [FieldPanel("targets"), FieldPanel("topics"), FieldPanel("dongs")], heading="누구를 위한 것인가요"
    )
    search_fields = [
        *PublicPage.search_fields,
        index.FilterField("agency"),
        index.RelatedFields("agency", [index.SearchField("title", boost=KEYWORD)]),
        index.RelatedFields("targets", [index.SearchField("label", boost=KEYWORD)]),
        index.RelatedFields("topics", [index.SearchField("label", boost=KEYWORD)]),
        index.RelatedFields(
            "dongs",
            [index.SearchField("name", boost=KEYWORD), index.SearchField("official_name", boost=KEYWORD)],
        ),
    ]
    api_fields = [*PublicPage.api_fields, *fact_fields("agency", "targets", "topics", "dongs")]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.path and (self.agency_id is None or not self.path.startswith(self.agency.path)):
            self.agency = AgencyPage.objects.containing(self.path).get()
        result = super().save(*args, **kwargs)
        # The search index was written before the reach was: modelcluster saves it last.
        if self.__dict__.pop("reach_has_changed", False):
            insert_or_update_object_task.enqueue(self._meta.app_label, self._meta.model_name, str(self.pk))
        return result

    @classmethod
    def get_indexed_objects(cls):
        """With what their entries name, in as many queries for one page as for a thousand."""
        return super().get_indexed_objects().prefetch_related("targets", "topics", "dongs")

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.agency_id = self.agency_id
        return page

    @property
    def section(self):
        """The agency the page answers to; looked up by its place in the tree before the first save."""
        if self.agency_id is None and self.path:
            return AgencyPage.objects.containing(self.path).first()
        return self.agency if self.agency_id else None

    def public_agency(self, request=None):
        section = self.section
        return section and section.public_reference(request) | {"slug": section.slug}

    def public_card(self, request=None):
        return super().public_card(request) | {
            "agency": self.public_agency(request),
            "targets": [term.facts() for term in self.targets.all()],
            "topics": [term.facts() for term in self.topics.all()],
            "dongs": [dong.facts() for dong in self.dongs.all()],
        }

    def get_context(self, request, *args, **kwargs):
        load_relations([self])
        return super().get_context(request, *args, **kwargs)
