"""Blocks that give facts a form: a notice, a contact, steps, questions."""

from wagtail import blocks

from common.blocks.text import ParagraphBlock


class CalloutBlock(blocks.StructBlock):
    """Something the reader must not miss."""

    kind = blocks.ChoiceBlock(label="종류", choices=[("info", "알림"), ("warning", "주의")], default="info")
    text = ParagraphBlock(label="내용")

    class Meta:
        label = "강조 상자"
        icon = "warning"
        template = "components/blocks/callout.html"


class ContactBlock(blocks.StructBlock):
    """Whom to ask: a department and its public numbers, never a private person's."""

    department = blocks.CharBlock(label="담당", max_length=80)
    phone = blocks.CharBlock(label="전화", required=False, max_length=40)
    email = blocks.EmailBlock(label="이메일", required=False)
    hours = blocks.CharBlock(label="상담 시간", required=False, max_length=120)

    class Meta:
        label = "문의처"
        icon = "user"
        template = "components/blocks/contact.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="할 일", max_length=80)
    text = ParagraphBlock(label="설명", required=False)

    class Meta:
        label = "단계"


class StepsBlock(blocks.StructBlock):
    """How to do something, in order."""

    title = blocks.CharBlock(label="제목", required=False, max_length=80)
    steps = blocks.ListBlock(StepBlock(), label="단계", min_num=1)

    class Meta:
        label = "순서 안내"
        icon = "order"
        template = "components/blocks/steps.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="질문", max_length=150)
    answer = ParagraphBlock(label="답")

    class Meta:
        label = "질문과 답"


class FAQBlock(blocks.StructBlock):
    """Questions people ask, each with its answer."""

    title = blocks.CharBlock(label="제목", required=False, max_length=80, default="자주 묻는 질문")
    questions = blocks.ListBlock(QuestionBlock(), label="질문과 답", min_num=1)

    class Meta:
        label = "자주 묻는 질문"
        icon = "help"
        template = "components/blocks/faq.html"
