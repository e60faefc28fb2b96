"""What the search remembers: words that mean the same, the words of public texts, and what was asked."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

# What was asked on fewer days may be one person's own matter: it is counted, but never shown or suggested.
SHOWN_AFTER_DAYS = 3


class SynonymQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_on=True).order_by("pk")


class Synonym(models.Model):
    """Words that find what was written with other words: 어르신, 노인 find each other; 할머니 finds 노인 as well.

    ``words`` and ``instead`` are clean words parted by ", " (`search.synonyms.words_of`). Without ``instead``
    the words stand for each other; with it, whoever asks for one of ``words`` finds ``instead`` too, not the
    other way. ``shipped_as`` is the line of our own thesaurus that the row came with, empty for the district's.
    """

    words = models.CharField("찾는 말", max_length=300)
    instead = models.CharField("함께 찾을 말", max_length=300, blank=True)
    note = models.CharField("메모", max_length=200, blank=True)
    is_on = models.BooleanField("찾을 때 쓰기", default=True)
    shipped_as = models.CharField("처음 들어 있던 줄", max_length=700, blank=True, editable=False)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = "동의어"
        verbose_name_plural = "동의어"
        ordering = ["words", "instead"]
        constraints = [
            models.UniqueConstraint(
                name="synonyms_are_said_once",
                fields=["words", "instead"],
                violation_error_message="이미 있는 동의어입니다.",
            ),
            models.CheckConstraint(name="synonym_has_words", condition=~Q(words="")),
        ]

    def __str__(self):
        return f"{self.words} => {self.instead}" if self.instead else self.words

    @property
    def is_edited(self):
        """Whether the district changed a line that came with the product."""
        return bool(self.shipped_as) and str(self) != self.shipped_as


class Vocabulary(models.Model):
    """The words of all public texts, how many texts have each, and the titles: one row a database.

    ``content`` is compressed JSON (`search.lexicons`), made when the content version was ``version``.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    content = models.BinaryField("내용")
    documents = models.PositiveIntegerField("글의 수")
    version = models.CharField("내용 판", max_length=100)
    made_at = models.DateTimeField("만든 때")

    class Meta:
        verbose_name = "낱말 모음"
        verbose_name_plural = "낱말 모음"
        constraints = [models.CheckConstraint(name="one_vocabulary", condition=Q(id=1))]

    def __str__(self):
        return f"글 {self.documents:,}건의 낱말"


class SearchTallyQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(days__gte=SHOWN_AFTER_DAYS)

    def missed(self):
        """Words asked often enough to be shown, for which the last search found nothing."""
        return self.shown().filter(missed__gt=0)

    def answered(self):
        """The same for which the last search found something; the most asked first."""
        return self.shown().filter(missed=0).order_by("-asked", "text")

    def least_asked_first(self):
        return self.order_by("days", "last_on", "asked", "pk")


class SearchTally(models.Model):
    """How often words were searched for. Nobody is named, and no moment is finer than a day."""

    text = models.CharField("찾은 말", max_length=40, unique=True)
    asked = models.PositiveIntegerField("찾은 횟수", default=0)
    missed = models.PositiveIntegerField("찾지 못한 횟수", default=0)  # since something was last found
    days = models.PositiveIntegerField("찾은 날수", default=0)
    last_on = models.DateField("마지막으로 찾은 날")

    objects = SearchTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "찾은 말"
        verbose_name_plural = "찾은 말"
        ordering = ["-asked", "text"]
        constraints = [
            models.CheckConstraint(name="missed_is_part_of_asked", condition=Q(missed__lte=F("asked")))
        ]
        indexes = [models.Index(fields=["days", "last_on"], name="search_tally_days")]

    def __str__(self):
        return self.text

    @property
    def week(self):
        """The week it was last asked in, from Monday to Sunday."""
        monday = self.last_on - timedelta(days=self.last_on.weekday())
        return f"{monday:%Y-%m-%d} – {monday + timedelta(days=6):%m-%d}"
