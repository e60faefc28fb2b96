"""Model fields that more than one package needs."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose block definitions never reach a migration.

    The column is JSON whatever the blocks are, so editing the blocks must not produce a
    migration. The price: inside a data migration the value has no blocks, only ``raw_data``.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
