"""Headings and paragraphs."""

import re

from wagtail import blocks

from common.clean_html import clean

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "hr"]
# What the editor never writes: any other element, a comment, a style, a class, a handler.
FOREIGN = re.compile(
    r"<[!?]|<(?!/?(?:p|br|hr|b|i|strong|em|ol|ul|li|a)\b)/?[a-z]|<[^>]*\s(?:style|class|lang|align|on\w+)\s*=",
    re.IGNORECASE,
)


class HeadingBlock(blocks.StructBlock):
    """A heading of the body. The page title is the h1, so a body begins at h2."""

    text = blocks.CharBlock(label="제목", max_length=120)
    level = blocks.ChoiceBlock(label="단계", choices=[("h2", "큰 제목"), ("h3", "작은 제목")], default="h2")

    class Meta:
        label = "제목"
        icon = "title"
        template = "components/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Prose with links and lists.

    The editor drops what else a paste brings; what comes another way (a file, another site, a script of
    ours) is cleaned before it is stored. A table has its own block, so its rows become lines here.
    """

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def get_prep_value(self, value):
        stored = super().get_prep_value(value)
        return clean(stored, tables=False) if stored and FOREIGN.search(stored) else stored

    class Meta:
        label = "글"
        icon = "pilcrow"
        template = "components/blocks/paragraph.html"
