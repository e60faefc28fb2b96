"""Headings and paragraphs."""

from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class HeadingBlock(blocks.StructBlock):
    """A heading of the body. The page title is the h1, so a body begins at h2."""

    text = blocks.CharBlock(label="제목", max_length=120)
    level = blocks.ChoiceBlock(label="단계", choices=[("h2", "큰 제목"), ("h3", "작은 제목")], default="h2")

    class Meta:
        label = "제목"
        icon = "title"
        template = "components/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Prose with links and lists; what else a paste brings is dropped by the feature list."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        label = "글"
        icon = "pilcrow"
        template = "components/blocks/paragraph.html"
