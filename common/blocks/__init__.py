"""The body that every page of Nurinet is written in."""

from wagtail.blocks import StreamBlock

from common.blocks.layout import CalloutBlock, ContactBlock, FAQBlock, StepsBlock
from common.blocks.media import AccessibleTableBlock, EmbedBlock, FileBlock, PictureBlock
from common.blocks.text import HeadingBlock, ParagraphBlock

__all__ = ["BodyBlock"]


class BodyBlock(StreamBlock):
    """Text first, then what explains it. Adding a block here needs no migration (see BodyField)."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = PictureBlock()
    table = AccessibleTableBlock()
    file = FileBlock()
    embed = EmbedBlock()
    callout = CalloutBlock()
    contact = ContactBlock()
    steps = StepsBlock()
    faq = FAQBlock()

    class Meta:
        block_counts = {}
