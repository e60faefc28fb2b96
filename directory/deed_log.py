"""Lines of Wagtail's own log that are a sentence and, where one was given, a reason."""

from wagtail.log_actions import LogFormatter


def register_deeds(actions, deeds):
    """Register every member of ``deeds``, a ``TextChoices`` of action and sentence."""
    for deed in deeds:
        actions.register_action(str(deed))(_formatter(deed.label))


def _formatter(sentence):
    class DeedFormatter(LogFormatter):
        label = sentence

        def format_message(self, entry):
            reason = entry.data.get("reason", "")
            return f"{sentence}: {reason}" if reason else f"{sentence}."

        def format_comment(self, entry):
            return ""

    return DeedFormatter
