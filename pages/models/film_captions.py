"""자막: what is said and heard in a film, with the moment of each sentence."""

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from pages.films.captions import as_webvtt, read_captions

TEXT_HELP = (
    "시간 줄 아래에 그때 하는 말을 적습니다. 말하는 사람과 (박수), (음악) 같은 소리도 적으면 좋습니다. "
    "예: 00:00:01.000 --> 00:00:04.000 다음 줄에 ‘안녕하십니까. 햇살복지관입니다.’ "
    "글을 지우려면 이 자막을 지워 주십시오."
)


class CaptionLanguage(models.TextChoices):
    """Languages that residents of a Korean district read, by their BCP 47 codes."""

    KOREAN = "ko", "한국어"
    ENGLISH = "en", "영어"
    CHINESE = "zh", "중국어"
    VIETNAMESE = "vi", "베트남어"
    JAPANESE = "ja", "일본어"
    THAI = "th", "태국어"
    MONGOLIAN = "mn", "몽골어"
    RUSSIAN = "ru", "러시아어"
    FILIPINO = "fil", "필리핀어"
    KHMER = "km", "크메르어"
    UZBEK = "uz", "우즈베크어"
    NEPALI = "ne", "네팔어"


class FilmCaptions(models.Model):
    """The captions of a film in one language, as WebVTT.

    A text and no file: it is part of the revision that is reviewed, and nothing of a draft lies anywhere
    that has an address.
    """

    film = ParentalKey("pages.FilmPage", on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(
        "언어", max_length=3, choices=CaptionLanguage.choices, default=CaptionLanguage.KOREAN
    )
    text = models.TextField("자막 글")

    panels = [
        FieldPanel("language"),
        FieldPanel("upload", heading="자막 파일"),
        FieldPanel("text", heading="자막 글", help_text=TEXT_HELP),
    ]

    class Meta:
        verbose_name = "자막"
        verbose_name_plural = "자막"
        default_permissions = []
        ordering = ["pk"]
        # With a condition that always holds: Django's formsets would say the rule in the names of the columns.
        constraints = [
            models.UniqueConstraint(
                fields=["film", "language"],
                condition=Q(language__isnull=False),
                name="captions_once_per_language",
            ),
        ]

    def __str__(self):
        return self.get_language_display()

    def save(self, *args, **kwargs):
        """Whoever brings them, what is kept are captions; raises ``ValidationError``."""
        self.text = as_webvtt(read_captions(self.text))
        return super().save(*args, **kwargs)
