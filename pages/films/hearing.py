"""A film is published with the words of what is heard in it: in captions, or as a transcript."""

from django.core.exceptions import ValidationError

from common.telling import FEWEST_LETTERS
from pages.films.captions import words
from pages.models.film_captions import CaptionLanguage

NO_FILM = "보여 드릴 영상이 없습니다. ‘영상 주소’를 적거나 ‘영상 파일’을 골라 주십시오. 그때까지는 초안으로 저장해 두실 수 있습니다."
UNHEARD = (
    "자막이나 대본이 없으면 게시할 수 없습니다. 소리를 듣지 못하는 청각장애인도 영상의 내용을 알 수 있어야 합니다"
    "(장애인차별금지법 제21조, 한국형 웹 콘텐츠 접근성 지침 ‘자막 제공’). ‘자막’에 한국어 자막 파일(VTT, SRT)을 올리거나, "
    "‘대본’에 영상에서 하는 말과 들리는 소리를 적어 주십시오. "
    f"말이 없는 영상이면 무엇이 보이고 들리는지 {FEWEST_LETTERS}자 이상 적습니다. 그때까지는 초안으로 저장해 두실 수 있습니다."
)


def letters(text):
    return sum(character.isalnum() for character in text)


def refuse_unheard(film, captions):
    """Raise ``ValidationError`` with the sentences that the writer reads.

    ``captions`` are pairs of language and WebVTT: those of a form are not the film's own yet.
    """
    refusals = []
    if not (film.film_url or film.film_file_id):
        refusals.append(ValidationError(NO_FILM, code="no-film"))
    korean = [text for language, text in captions if language == CaptionLanguage.KOREAN and text]
    if letters(film.transcript) < FEWEST_LETTERS and not any(letters(words(text)) for text in korean):
        refusals.append(ValidationError(UNHEARD, code="unheard"))
    if refusals:
        raise ValidationError(refusals)
