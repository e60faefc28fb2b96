"""What others may do with a work: 공공누리 (KOGL) types, or nothing without asking."""

from django.db import models


class Licence(models.TextChoices):
    """공공누리 types 0–4 as announced in 2026, and the default for private agencies' works."""

    ALL_RIGHTS = "all-rights", "저작권 있음(이용하려면 문의)"
    KOGL_0 = "kogl-0", "공공누리 제0유형(조건 없음)"
    KOGL_1 = "kogl-1", "공공누리 제1유형(출처표시)"
    KOGL_2 = "kogl-2", "공공누리 제2유형(출처표시·상업적 이용 금지)"
    KOGL_3 = "kogl-3", "공공누리 제3유형(출처표시·변경 금지)"
    KOGL_4 = "kogl-4", "공공누리 제4유형(출처표시·상업적 이용 금지·변경 금지)"


KOGL_ATTRIBUTION = (
    "본 저작물은 ‘{holder}’에서 {year}작성하여 {kind}으로 개방한 ‘{title}’ 저작물을 이용하였으며, "
    "해당 저작물은 ‘{address}’에서 무료로 볼 수 있습니다."
)


def attribution(licence, *, holder, title, address, year=None):
    """The sentence that 공공누리 asks whoever uses a work to write beside it; empty where one may not use it."""
    if licence == Licence.ALL_RIGHTS:
        return ""
    kind = Licence(licence).label.partition("(")[0]
    year = f"{year}년 " if year else ""
    return KOGL_ATTRIBUTION.format(holder=holder, title=title, address=address, year=year, kind=kind)


def licence_facts(licence, allows_ai_training):
    """The licence as plain data: its code, its Korean label, and whether AI training is allowed."""
    return {"code": licence, "label": Licence(licence).label, "ai_training": allows_ai_training}
