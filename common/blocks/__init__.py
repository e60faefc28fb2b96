"""The body that every page of Nurinet is written in."""

from django.core.exceptions import BadRequest
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

    def value_from_datadict(self, data, files, prefix):
        """No browser sends half a form; whoever builds one by hand is told so, instead of an error of ours."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError, OverflowError) as error:
            raise BadRequest("The blocks of the form do not fit together.") from error
