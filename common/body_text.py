"""The words of a page's body, as a reader reads them."""

from wagtail.blocks import CharBlock, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import get_text_for_indexing


def plain_text(page):
    """What the body says in words, read from how it is stored, so that no picture or file is looked up.

    Words beside pictures and files are left out: whether the public may read them depends on the collection.
    """
    return " ".join(_words(page.body.stream_block, page.body.raw_data))


def _words(block, raw):
    if isinstance(block, RichTextBlock):
        yield get_text_for_indexing(raw or "")
    elif isinstance(block, CharBlock):
        yield raw or ""
    else:
        for child, value in _parts(block, raw):
            yield from _words(child, value)


def _parts(block, raw):
    """The blocks inside ``block`` with what is stored for each."""
    if isinstance(block, StreamBlock):
        return [(block.child_blocks.get(part["type"]), part["value"]) for part in raw]
    if isinstance(block, ListBlock):
        return [(block.child_block, _item(part)) for part in raw]
    if isinstance(block, TypedTableBlock):
        columns = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
        return [pair for row in raw["rows"] for pair in zip(columns, row["values"], strict=False)]
    if isinstance(block, StructBlock) and not any(map(_is_file, block.child_blocks.values())):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    return []


def _item(part):
    """What an item of a list says; Wagtail stored bare values once, and still reads them."""
    is_named = isinstance(part, dict) and part.get("type") == "item" and "value" in part
    return part["value"] if is_named else part


def _is_file(block):
    return isinstance(block, ChooserBlock | ImageBlock)
