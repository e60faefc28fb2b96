"""Bodies of one page or of many: what they refer to is loaded together."""

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue

from common.facts import document_facts
from common.querysets import is_open, mark_open


def load_bodies(pages):
    """Load the blocks of ``pages`` with their pictures and documents, and the pages' own pictures.

    One query for each kind of thing, however many pages: a StreamField left alone asks once for
    every page.
    """
    blocks = [block for body in bound([page.body for page in pages]) for block in body]
    pictures = [block.value["picture"] for block in blocks if block.block_type == "image"]
    documents = [block.value["document"] for block in blocks if block.block_type == "file"]
    mark_open([*pictures, *documents])
    own = [page.image for page in pages if page.image_id]
    prefetch_related_objects([picture for picture in [*own, *pictures] if picture], "renditions")


def bound(bodies):
    """The same bodies, their raw blocks made into values as if all were one body."""
    if bodies:
        raw = [block for body in bodies for block in body.raw_data]
        blocks = iter(StreamValue(bodies[0].stream_block, raw, is_lazy=True))
        for body in bodies:
            for position in range(len(body)):
                body[position] = next(blocks)
    return bodies


def public_files(page):
    """The files that the body offers to the public, each with the name that it is shown by."""
    values = [block.value for block in page.body if block.block_type == "file"]
    return [
        document_facts(value["document"]) | {"title": value["label"] or value["document"].title}
        for value in values
        if value["document"] and is_open(value["document"])
    ]


def prose(pages):
    """Every text in the bodies of ``pages``, as it is stored."""
    return [text for page in pages for text in _texts(list(page.body.raw_data))]


def _texts(raw):
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _texts(value)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from _texts(value)
