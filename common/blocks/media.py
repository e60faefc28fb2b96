"""Pictures, tables, files and outside media."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from common.blocks.text import ParagraphBlock
from common.facts import document_facts, image_facts
from common.films import HOST_NAMES, UNKNOWN_HOST, found_film, is_film
from common.querysets import is_open

PICTURE_SPECS = tuple(f"width-{width}|format-webp" for width in (480, 800, 1200))

FILM_AS_FILE = "영상 파일은 첨부할 수 없습니다. ‘영상’ 글을 새로 만들어 자막이나 대본과 함께 올리고, 여기에는 그 글의 링크를 넣어 주십시오."


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, or the explicit word that it is decoration."""

    picture = ImageBlock(label="사진")
    caption = blocks.CharBlock(label="설명글", required=False, max_length=200)
    credit = blocks.CharBlock(label="출처", required=False, max_length=100)

    class Meta:
        label = "사진"
        icon = "image"
        template = "components/blocks/picture.html"

    def public_picture(self, value):
        """The picture, unless its collection is closed to the public."""
        picture = value["picture"]
        return picture if picture and is_open(picture) else None

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"picture": self.public_picture(value)}

    def get_api_representation(self, value, context=None):
        picture = self.public_picture(value)
        alt = "" if picture is None or picture.decorative else picture.contextual_alt_text
        return {
            "picture": image_facts(picture, alt, *PICTURE_SPECS),
            "caption": value["caption"],
            "credit": value["credit"],
        }


class AccessibleTableBlock(blocks.StructBlock):
    """A table that has a caption and column headings, so that it can be read aloud."""

    caption = blocks.CharBlock(
        label="표 제목", max_length=150, help_text="무엇을 보여 주는 표인지 한 문장으로 적습니다."
    )
    rows = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label="글자", required=False)),
            ("rich_text", ParagraphBlock(required=False)),
        ],
        label="표",
    )
    first_column_is_heading = blocks.BooleanBlock(label="첫 칸이 줄의 제목입니다", required=False)

    class Meta:
        label = "표"
        icon = "table"
        template = "components/blocks/table.html"


class FileBlock(blocks.StructBlock):
    """A document to download; its format and size are shown beside its name."""

    document = DocumentChooserBlock(label="파일")
    label = blocks.CharBlock(label="보일 이름", required=False, max_length=120)

    class Meta:
        label = "첨부 파일"
        icon = "doc-full"
        template = "components/blocks/file.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["document"] and is_film(cleaned["document"].filename):
            raise blocks.StructBlockValidationError(block_errors={"document": ValidationError(FILM_AS_FILE)})
        return cleaned

    def public_document(self, value):
        """The document, unless its collection is closed to the public."""
        document = value["document"]
        return document if document and is_open(document) else None

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"document": self.public_document(value)}

    def get_api_representation(self, value, context=None):
        return {"document": document_facts(self.public_document(value)), "label": value["label"]}


class EmbedBlock(blocks.StructBlock):
    """A film at a known site. Nothing is asked of that site before the reader presses the button."""

    url = blocks.URLBlock(label="영상 주소", help_text=f"{HOST_NAMES}에 있는 영상의 주소입니다.")
    title = blocks.CharBlock(label="영상 제목", max_length=120)
    transcript = ParagraphBlock(label="자막이나 대본", required=False)

    class Meta:
        label = "영상"
        icon = "media"
        template = "components/blocks/embed.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if not found_film(cleaned["url"])[0]:
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(UNKNOWN_HOST.format(hosts=HOST_NAMES))}
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        host, player = found_film(value["url"])
        return super().get_context(value, parent_context) | {"host": host, "player": player}
