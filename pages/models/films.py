"""영상: the films in which agencies show themselves, in one library."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common.addresses import FILMS
from common.films import HOST_NAMES, UNKNOWN_HOST, found_film, is_film
from common.licences import attribution
from common.lists import list_context
from common.pages import PublicPage
from common.querysets import closed_collection, is_open
from common.serializers import fact_fields
from common.video_json_ld import video_object
from directory.cards import cards
from directory.choices import Choices
from directory.models import AgencyContentPage, AgencyContentQuerySet
from pages.films.captions import words
from pages.films.form import CaptionsPanel, FilmPageForm
from pages.films.hearing import refuse_unheard
from pages.films.playing import embed_code, length_in_words, player_facts
from pages.films.rows import row_context
from pages.filters import FilmFilterForm
from pages.models.film_captions import CaptionLanguage, FilmCaptions

LONGEST = 6 * 60 * 60
NO_FILM_FILE = "영상 파일(MP4, WebM)이 아닙니다. 영상을 골라 주십시오."
BOTH = "주소와 파일 가운데 하나만 남겨 주십시오. 한 글에는 영상이 하나입니다."
NO_ALT = "대표 그림(미리보기)을 설명하는 글을 적어 주십시오. 그림을 보지 못하는 분께 읽어 드립니다."


class FilmQuerySet(AgencyContentQuerySet):
    def for_newcomers(self):
        return self.filter(for_newcomers=True)

    def with_sign_language(self):
        return self.filter(has_sign_language=True)

    def for_cards(self):
        """Whether there are words, and not the words themselves."""
        captions = FilmCaptions.objects.filter(film=OuterRef("pk"))
        written = ExpressionWrapper(~Q(transcript=""), output_field=models.BooleanField())
        return (
            super()
            .for_cards()
            .defer("transcript")
            .annotate(has_captions=Exists(captions), has_transcript=written)
        )

    def for_facts(self):
        is_open = ~closed_collection("film_file__collection__path")
        films = super().for_facts().select_related("film_file").prefetch_related("captions")
        return films.annotate(film_file_is_open=is_open)


class FilmIndexPage(PublicPage):
    """영상: the films of all agencies in one place."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "영상 모음"
        verbose_name_plural = "영상 모음"

    def get_context(self, request, *args, **kwargs):
        root = self.site_root(request)
        url = self.get_url(request) or FILMS
        form = FilmFilterForm(request.GET, choices=Choices(root))
        films = form.narrow(FilmPage.objects.published().descendant_of(root)).newest_first()
        return (
            super().get_context(request, *args, **kwargs)
            | list_context(request, url=url, form=form, results=films, cards=cards)
            | row_context(request, url, form, films)
        )


class FilmPage(AgencyContentPage):
    """One film of an agency: at a known site or as a file of ours, with the words for whoever cannot hear it."""

    needs_words = True

    film_url = models.URLField(
        "영상 주소", max_length=500, blank=True, help_text=f"{HOST_NAMES}에 있는 영상의 주소입니다."
    )
    film_file = models.ForeignKey(
        "directory.AgencyDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="films",
        verbose_name="영상 파일",
    )
    transcript = models.TextField("대본", blank=True)
    seconds = models.PositiveIntegerField(
        "길이(초)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    made_in = models.PositiveSmallIntegerField(
        "만든 해",
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2099)],
    )
    has_sign_language = models.BooleanField("수어가 함께 나옵니다", default=False)
    for_newcomers = models.BooleanField("신규 교육자·방문자에게 보여 드릴 영상입니다", default=False)
    rights_holder = models.CharField(
        "저작권자", max_length=100, blank=True, help_text="비워 두면 우리 기관입니다."
    )
    consent_note = models.CharField(
        "촬영·공개 동의",
        max_length=200,
        blank=True,
        help_text="나오는 분(어린이는 보호자)의 동의를 어떻게 받았는지 적어 둡니다. 누리집에는 보이지 않습니다.",
    )

    objects = PageManager.from_queryset(FilmQuerySet)()

    base_form_class = FilmPageForm

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("film_url"), FieldPanel("film_file")], heading="영상(주소나 파일 가운데 하나)"
        ),
        MultiFieldPanel(
            [
                HelpPanel(template="pages/films/captions_help.html"),
                CaptionsPanel("captions", heading="자막", label="자막", max_num=len(CaptionLanguage)),
                FieldPanel("transcript"),
                FieldPanel("has_sign_language"),
            ],
            heading="들리지 않는 분을 위한 글(게시하려면 꼭 있어야 합니다)",
        ),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading="대표 그림(미리보기)"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("seconds"), FieldPanel("made_in")]), FieldPanel("for_newcomers")],
            heading="영상 소개",
        ),
        FieldPanel("body"),
        AgencyContentPage.reach_panel,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("rights_holder"), FieldPanel("consent_note")])], heading="권리와 동의"
        ),
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("spoken"),
        index.FilterField("for_newcomers"),
        index.FilterField("has_sign_language"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("film", "seconds", "length", "made_in", "transcript", "has_captions", "has_transcript"),
        *fact_fields("has_sign_language", "for_newcomers", "rights_holder", "attribution"),
    ]

    class Meta:
        verbose_name = "영상"
        verbose_name_plural = "영상"
        constraints = [
            models.CheckConstraint(
                condition=Q(film_url="") | Q(film_file__isnull=True), name="film_has_one_source"
            ),
            models.CheckConstraint(
                condition=Q(seconds__isnull=True) | Q(seconds__gte=1, seconds__lte=LONGEST),
                name="film_has_a_length",
            ),
        ]

    def clean(self):
        super().clean()
        if self.film_url and self.film_file_id:
            raise ValidationError({"film_file": BOTH})
        if self.film_url and not found_film(self.film_url)[0]:
            raise ValidationError({"film_url": UNKNOWN_HOST.format(hosts=HOST_NAMES)})
        if self.film_file and not is_film(self.film_file.filename):
            raise ValidationError({"film_file": NO_FILM_FILE})
        if self.image_id and not self.image_alt:
            raise ValidationError({"image_alt": NO_ALT})

    def check_publishable(self):
        """Its words are those of its captions or its transcript, not of its body."""
        if self.needs_words:
            refuse_unheard(self, [(each.language, each.text) for each in self.captions.all()])

    def save(self, *args, **kwargs):
        # What is said is indexed: captions are saved after the page, as its reach is.
        self.reach_has_changed = True
        return super().save(*args, **kwargs)

    @classmethod
    def get_indexed_objects(cls):
        return super().get_indexed_objects().prefetch_related("captions")

    @cached_property
    def has_captions(self):
        """For one film; `for_cards` reads it for many."""
        return bool(self.captions.all())

    @cached_property
    def has_transcript(self):
        return bool(self.transcript)

    @cached_property
    def film_file_is_open(self):
        return self.film_file is not None and is_open(self.film_file)

    @property
    def spoken(self):
        """What is said in the film: the transcript, or else the words of its Korean captions."""
        if self.transcript:
            return self.transcript
        korean = [each.text for each in self.captions.all() if each.language == CaptionLanguage.KOREAN]
        return words(korean[0]) if korean else ""

    def public_film(self, request=None):
        return player_facts(self, request)

    def public_card(self, request=None):
        return super().public_card(request) | {
            "seconds": self.seconds,
            "length": length_in_words(self.seconds),
            "made_in": self.made_in,
            "has_captions": self.has_captions,
            "has_transcript": self.has_transcript,
            "has_sign_language": self.has_sign_language,
            "for_newcomers": self.for_newcomers,
        }

    def public_facts(self, request=None):
        facts = super().public_facts(request)
        holder = self.rights_holder or (facts["agency"] or {}).get("title", "")
        return facts | {
            "film": self.public_film(request),
            "transcript": self.spoken,
            "rights_holder": self.rights_holder,
            "attribution": attribution(
                self.licence, holder=holder, title=self.title, address=facts["full_url"], year=self.made_in
            ),
        }

    def public_json_ld(self, facts, request=None):
        return [video_object(facts)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        facts = context["facts"]
        return context | {"embed_code": embed_code(facts, facts["full_url"])}
