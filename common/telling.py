"""What is published says in words what its pictures and files say."""

from django.core.exceptions import ValidationError

from common.body_text import plain_text

FEWEST_LETTERS = 20
UNREADABLE = {"image", "file", "embed"}
PICTURE_ALONE = (
    "그림이나 첨부 파일만 있으면 읽지 못하는 분이 있습니다. 포스터에 적힌 내용(무엇을, 언제, 어디서, 누구에게)을 "
    f"‘본문’에 글로 적어 주십시오. ‘한 줄 소개’와 본문의 글을 합하여 {FEWEST_LETTERS}자 이상이어야 게시할 수 있습니다. "
    "그때까지는 초안으로 저장해 두실 수 있습니다."
)


def letters(page):
    """How many letters and digits the summary and the body have, beside pictures and files."""
    return sum(character.isalnum() for character in f"{page.summary} {plain_text(page)}")


def is_picture_alone(page):
    """Whether the page shows a picture, a file or a film, and next to no words beside it."""
    shows = page.image_id or any(block["type"] in UNREADABLE for block in page.body.raw_data)
    return bool(shows) and letters(page) < FEWEST_LETTERS


def refuse_picture_alone(page):
    """Raise ``ValidationError`` with the sentence that the writer reads."""
    if is_picture_alone(page):
        raise ValidationError({"body": PICTURE_ALONE}, code="picture-alone")
