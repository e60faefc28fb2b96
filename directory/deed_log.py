"""Lines of Wagtail's own log that are a sentence and, where one was given, a reason."""

from wagtail.log_actions import LogFormatter


def register_deeds(actions, deeds):
    """Register every member of ``deeds``, a ``TextChoices`` of action and sentence."""
    for deed in deeds:
        actions.register_action(str(deed))(_formatter(deed.label))


def register_steps(actions, steps):
    """Register every member of ``steps`` as its sentence alone: never a word that a person wrote."""
    for step in steps:
        actions.register_action(str(step))(_plain(step.label))


def _plain(sentence):
    class StepFormatter(LogFormatter):
        label = sentence.rstrip(".")
        message = sentence

    return StepFormatter


def _formatter(sentence):
    class DeedFormatter(LogFormatter):
        label = sentence

        def format_message(self, entry):
            reason = entry.data.get("reason", "")
            return f"{sentence}: {reason}" if reason else f"{sentence}."

        def format_comment(self, entry):
            return ""

    return DeedFormatter
