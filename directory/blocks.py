"""Blocks of what agencies publish, besides the body."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from directory.importing.cleaning.phones import phones

NO_NUMBER = "전화번호로 읽을 수 없습니다. 02-2127-5000처럼 적어 주십시오."
ONE_NUMBER = "번호는 하나만 적어 주십시오. 나머지는 ‘다른 전화번호’에 적습니다."


def read_number(text):
    """The one telephone number of a field, as Koreans write it, with its extension; a sentence if it is none."""
    found = phones(text).value
    if not found:
        raise ValidationError(NO_NUMBER)
    if len(found) > 1:
        raise ValidationError(ONE_NUMBER)
    return found[0]


class PhoneBlock(blocks.StructBlock):
    number = blocks.CharBlock(label="번호", max_length=20)
    extension = blocks.RegexBlock(
        regex=r"\A[0-9~,\- ]*\Z",
        label="내선",
        max_length=10,
        required=False,
        error_messages={"invalid": "내선은 숫자로 적어 주십시오."},
    )
    label = blocks.CharBlock(label="무엇을 위한 번호인가요", max_length=30, required=False)

    class Meta:
        label = "전화"
        icon = "mobile-alt"

    def clean(self, value):
        value = super().clean(value)
        try:
            phone = read_number(value["number"])
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"number": error}) from error
        value["number"] = phone.number
        value["extension"] = value["extension"] or phone.extension
        return value


class PhonesBlock(blocks.StreamBlock):
    """Numbers besides the main one."""

    phone = PhoneBlock()

    class Meta:
        max_num = 10
