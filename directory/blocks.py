"""Blocks of what agencies publish, besides the body."""

from wagtail import blocks


class PhoneBlock(blocks.StructBlock):
    number = blocks.CharBlock(label="번호", max_length=20)
    extension = blocks.CharBlock(label="내선", max_length=10, required=False)
    label = blocks.CharBlock(label="무엇을 위한 번호인가요", max_length=30, required=False)

    class Meta:
        label = "전화"
        icon = "mobile-alt"


class PhonesBlock(blocks.StreamBlock):
    """Numbers besides the main one."""

    phone = PhoneBlock()

    class Meta:
        max_num = 10
