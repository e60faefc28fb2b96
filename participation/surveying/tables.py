"""Surveys as CSV: what everybody may see, and for headquarters every sheet, in no order."""

from directory.applying.builder import in_words


def results_table(results):
    yield ["질문", "답", "수", "비율(%)"]
    for question in results.questions:
        for cell in question.cells:
            yield [question.label, cell.label, cell.words, "" if cell.share is None else cell.share]
        if not question.cells:
            yield [question.label, question.note, "", ""]


def sheets_table(survey):
    """By the random key of the sheets, which is not told."""
    questions = list(survey.questions.all())
    yield [question.label for question in questions]
    for answers in survey.sheets.order_by("pk").values_list("answers", flat=True).iterator():
        yield [in_words(question.field_type, answers.get(question.name) or "") for question in questions]
