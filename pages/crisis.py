"""Numbers that help at once, day and night, in all of Korea; the office may change them for its district."""

CRISIS_NUMBERS = (
    ("129", "보건복지 상담"),
    ("109", "자살예방 상담"),
    ("119", "화재·구급"),
    ("112", "범죄·학대 신고"),
    ("1366", "여성 긴급전화"),
    ("1388", "청소년 상담"),
    ("120", "다산콜센터"),
)


def default_crisis_numbers():
    return [
        {"type": "number", "value": {"number": number, "label": label}} for number, label in CRISIS_NUMBERS
    ]
