"""What the history of a benefit says."""

from wagtail.log_actions import LogFormatter

CURATED = "directory.curate_benefit"


def register(actions):
    @actions.register_action(CURATED)
    class CuratedFormatter(LogFormatter):
        label = "복지서비스의 주제와 공개를 정했습니다"

        def format_message(self, entry):
            topics = ", ".join(entry.data.get("topics", ())) or "목록에 적힌 대로"
            shown = "숨김" if entry.data.get("is_hidden") else "보임"
            return f"주제: {topics} · 주민에게: {shown}"

        def format_comment(self, entry):
            return ""
