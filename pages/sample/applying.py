"""Sign-up on this site: one programme with questions of its own, one event that is full and has a line."""

import uuid

from directory.applying.actions import apply
from directory.applying.builder import answers_of
from directory.models import Application, ProgramQuestion
from pages.models import EventQuestion

PROGRAM, EVENT = "실버 요가: 의자에 앉아서", "설맞이 만두 빚기"
QUESTIONS = {
    PROGRAM: (
        ("요가를 해 보셨습니까", "radio", "처음입니다\n조금 해 보았습니다\n오래 했습니다"),
        ("함께 오시는 분이 있으면 몇 분입니까", "number", ""),
        ("선생님께 하고 싶은 말씀", "multiline", ""),
    ),
    EVENT: (("무엇을 가져오실 수 있습니까", "checkboxes", "앞치마\n담아 갈 그릇\n장갑"),),
}
ANSWERS = {PROGRAM: ("처음입니다", 1, "잘 부탁드립니다(예시)."), EVENT: (["앞치마"],)}
# More than the event has places.
NUMBERS = {PROGRAM: 3, EVENT: 8}
NAMES = ("가람", "나루", "다온", "라온", "마루", "보람", "새봄", "아람")


def open_sign_up(page):
    """Before the page is saved: what its agency would choose in the editor."""
    if page.title not in QUESTIONS:
        return page
    question_type = ProgramQuestion if page.title == PROGRAM else EventQuestion
    page.takes_applications = page.takes_waiting = True
    page.asks_photo_consent = page.title == EVENT
    page.how_to_apply = f"누리넷 또는 {page.how_to_apply}"
    page.questions = [
        question_type(label=label, field_type=kind, choices=choices, sort_order=number)
        for number, (label, kind, choices) in enumerate(QUESTIONS[page.title])
    ]
    return page


def bring_applications(page):
    """Plainly invented people, by the product's own steps."""
    if page.title not in QUESTIONS:
        return
    page = type(page).objects.get(pk=page.pk)
    names = [question.name for question in page.questions.all()]
    answers = answers_of(page, dict(zip(names, ANSWERS[page.title], strict=True)))
    for number, name in enumerate(NAMES[: NUMBERS[page.title]]):
        key = uuid.uuid4()
        apply(
            page,
            uuid=key,
            name=f"{name}(예시)",
            phone=f"02-000-98{number:02}",
            email=f"applicant{number}@example.kr",
            answers=answers,
            consents=[{"purpose": "personal", "version": "1", "given": True, "at": ""}],
        )
        Application.objects.get(uuid=key).prove()
