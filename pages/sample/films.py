"""Films of the invented agencies: some as tiny files of ours, some as examples of addresses elsewhere, one unheard draft."""

from dataclasses import dataclass

from django.core.files.base import ContentFile

from common.licences import Licence
from directory.models import AgencyDocument
from pages.models import FilmCaptions, FilmPage
from pages.sample.data import SAMPLE_FILMS

CAPTIONS = """WEBVTT

00:00:00.500 --> 00:00:02.500
(잔잔한 음악) 예시 영상입니다.

00:00:03.000 --> 00:00:05.800
실제 기관의 영상은 이 자리에 놓입니다.
"""
ENGLISH = """WEBVTT

00:00:00.500 --> 00:00:02.500
(soft music) This is a sample film.

00:00:03.000 --> 00:00:05.800
An agency's own film will stand here.
"""


@dataclass(frozen=True)
class SampleFilm:
    """``source`` is the ending of a file of ours, or an address that is plainly an example."""

    agency: str
    title: str
    summary: str
    source: str
    made_in: int
    seconds: int = 6
    lines: tuple = ()
    state: str = "live"
    licence: str = Licence.ALL_RIGHTS
    for_newcomers: bool = False
    signed: bool = False
    english: bool = False


FILMS = (
    SampleFilm(
        *(
            "haetsal",
            "햇살복지관 한 바퀴(예시)",
            "1층 마을 부엌부터 옥상 텃밭까지 함께 둘러봅니다.",
            "mp4",
            2026,
        ),
        for_newcomers=True,
        english=True,
        licence=Licence.KOGL_1,
    ),
    SampleFilm(
        *(
            "neulbom",
            "어르신의 두 번째 집, 늘봄(예시)",
            "경로식당과 노래교실의 하루를 담았습니다.",
            "webm",
            2026,
        ),
        for_newcomers=True,
        licence=Licence.KOGL_4,
    ),
    SampleFilm(
        *(
            "nararan",
            "나란히 걷는 하루(예시)",
            "당사자가 직접 찍고 편집한 자립생활 이야기입니다.",
            "mp4",
            2025,
        ),
        signed=True,
        for_newcomers=True,
        licence=Licence.KOGL_2,
    ),
    SampleFilm(
        *(
            "council",
            "협의체는 무슨 일을 하나요(예시)",
            "새로 오신 위원과 방문자께 드리는 소개입니다.",
            "SampleFilm1",
            2026,
        ),
        seconds=612,
        for_newcomers=True,
        lines=(
            "안녕하십니까. 지역사회보장협의체 사무국입니다.",
            "협의체는 주민과 기관과 구청이 한자리에 모여 우리 동네 복지를 의논하는 곳입니다.",
            "(회의 장면) 대표협의체와 실무협의체, 분과와 동 위원회가 어떻게 이어지는지 보시겠습니다.",
        ),
    ),
    SampleFilm(
        *(
            "haetsal",
            "마을 부엌의 겨울 김장(예시)",
            "이웃 서른 분이 함께 담근 김장 이야기입니다.",
            "SampleFilm2",
            2025,
        ),
        seconds=433,
        lines=("(웃음소리) 올해는 배추가 참 좋습니다.", "담근 김치는 혼자 사시는 어르신 댁으로 갑니다."),
    ),
    SampleFilm(
        *(
            "neulbom",
            "노래교실 발표회(예시)",
            "한 해 동안 배운 노래를 이웃과 나누었습니다.",
            "SampleFilm3",
            2025,
        ),
        seconds=548,
        lines=("(박수) 늘봄합창단의 발표회를 시작하겠습니다.", "(합창) 첫 곡은 고향의 봄입니다."),
    ),
    SampleFilm(
        *(
            "nararan",
            "우리 기관을 소개합니다(자막을 기다리는 초안, 예시)",
            "자막을 넣은 뒤 검토를 요청할 영상입니다.",
            "SampleFilm4",
            2026,
        ),
        seconds=655,
        state="draft",
    ),
)


def bring_films(agency, account, section, desk, images, alts):
    """The films of one agency; returns how many."""
    own = [film for film in FILMS if film.agency == agency.code]
    for film in own:
        page = _page(film, account, desk.editor, agency)
        page.image_id, page.image_alt = images[0][0], f"영상의 첫 장면: {alts[images[0][1]]}"
        if not film.lines and film.state == "live":
            page.captions = [FilmCaptions(language="ko", text=CAPTIONS)]
            if film.english:
                page.captions.add(FilmCaptions(language="en", text=ENGLISH))
        desk.bring(page, section, film.state)
    return len(own)


def _page(film, account, editor, agency):
    is_ours = film.source in SAMPLE_FILMS
    return FilmPage(
        title=film.title,
        slug=f"film-{agency.code}-{FILMS.index(film) + 1}",
        summary=film.summary,
        film_url="" if is_ours else f"https://www.youtube.com/watch?v={film.source}",
        film_file=_file(film, account, editor) if is_ours else None,
        transcript="\n\n".join(film.lines),
        seconds=film.seconds,
        made_in=film.made_in,
        for_newcomers=film.for_newcomers,
        has_sign_language=film.signed,
        licence=film.licence,
        allows_ai_training=film.licence == Licence.KOGL_1,
        rights_holder=agency.title,
        consent_note="나오는 분 모두에게 서면 동의를 받았습니다(예시).",
        department="홍보 담당(예시)",
        phone=agency.phone,
    )


def _file(film, account, editor):
    document = AgencyDocument(title=film.title, collection=account.collection, uploaded_by_user=editor)
    content = SAMPLE_FILMS[film.source].read_bytes()
    document.file.save(f"{account.code}.{film.source}", ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()
    return document
