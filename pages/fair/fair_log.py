"""What Wagtail's own log says of questions and awards: the step, never a word that a person wrote."""

from django.db.models import TextChoices

from directory.deed_log import register_steps


class Step(TextChoices):
    ASKED = "pages.ask_at_booth", "부스에 질문했습니다."
    ANSWERED = "pages.answer_at_booth", "질문에 답했습니다."
    CLOSED = "pages.close_booth_question", "답하지 않고 닫았습니다."
    FORGOTTEN = "pages.forget_booth_question", "질문한 분의 개인정보를 지웠습니다."
    WITHDRAWN = "pages.withdraw_award", "공개 동의를 거두었습니다."


def register(actions):
    register_steps(actions, Step)
