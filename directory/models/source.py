"""공개 자료: the official lists the importer knows, and what their columns are called."""

from django.db import models
from django.db.models import Q

from common.licences import Licence, licence_facts


class SourceKind(models.TextChoices):
    FACILITIES = "facilities", "시설"
    BENEFITS = "benefits", "복지서비스"


class Origin(models.TextChoices):
    """Whose help it is. Shown beside every benefit; lists never mix them silently."""

    STATE = "state", "중앙부처"
    CITY = "city", "서울시"
    DISTRICT = "district", "동대문구"
    PRIVATE = "private", "민간"


class Projection(models.TextChoices):
    """Coordinate systems of Korean lists; empty means that the range of the numbers tells."""

    WGS84 = "4326", "위도·경도 (EPSG:4326)"
    BESSEL = "5174", "중부원점 Bessel (EPSG:5174)"
    UTMK = "5179", "UTM-K (EPSG:5179)"
    GRS80_500 = "5181", "중부원점 GRS80, 50만 (EPSG:5181)"
    GRS80_600 = "5186", "중부원점 GRS80, 60만 (EPSG:5186)"
    BESSEL_OLD = "2097", "중부원점 Bessel, 보정 전 (EPSG:2097)"


class ImportSource(models.Model):
    """공개 자료: one official list in all its editions. Its rows are known by ``(source, id of the row)``."""

    code = models.SlugField("코드", max_length=60, unique=True, allow_unicode=True)
    kind = models.CharField("무엇의 목록", max_length=10, choices=SourceKind.choices)
    name = models.CharField("이름", max_length=60, help_text="시설 화면에 출처로 보입니다.")
    publisher = models.CharField("공개한 기관", max_length=60, blank=True)
    url = models.URLField("자료 안내 주소", max_length=500, blank=True)
    licence = models.CharField(
        "이용 조건", max_length=12, choices=Licence.choices, default=Licence.ALL_RIGHTS
    )
    attribution = models.CharField("출처 표시 문구", max_length=300, blank=True)
    origin = models.CharField("누구의 지원", max_length=8, choices=Origin.choices, blank=True)
    crs = models.CharField("좌표계", max_length=4, choices=Projection.choices, blank=True)
    default_kind = models.ForeignKey(
        "directory.FacilityKind",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="목록 전체의 시설종류",
        help_text="줄마다 종류가 적혀 있지 않은 목록에만 고릅니다.",
    )
    agency = models.ForeignKey(
        "directory.AgencyPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="새 시설을 맡을 기관",
        help_text="비우면 공공데이터 묶음에 싣습니다.",
    )

    class Meta:
        verbose_name = "공개 자료"
        verbose_name_plural = "공개 자료"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def facts(self):
        return {
            "code": self.code,
            "name": self.name,
            "publisher": self.publisher,
            "url": self.url,
            "licence": licence_facts(self.licence, False),
            "attribution": self.attribution,
        }


class HeaderAlias(models.Model):
    """What a column may be called: for one source, or for every source where none is named."""

    source = models.ForeignKey(
        ImportSource, models.CASCADE, null=True, blank=True, related_name="aliases", verbose_name="공개 자료"
    )
    kind = models.CharField("무엇의 목록", max_length=10, choices=SourceKind.choices)
    field = models.CharField("칸", max_length=30)
    header = models.CharField("제목 줄의 이름", max_length=80)
    key = models.CharField("비교하는 이름", max_length=80, editable=False)

    class Meta:
        verbose_name = "칸 이름"
        verbose_name_plural = "칸 이름"
        ordering = ["field", "header", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], condition=Q(source__isnull=False), name="header_once_per_source"
            ),
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(source__isnull=True), name="header_once_for_every_source"
            ),
        ]

    def __str__(self):
        return f"{self.header} → {self.field}"
