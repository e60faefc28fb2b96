"""The words of a body, without asking for its pictures and files."""

from common.body_text import plain_text
from pages.models import NewsPage

BODY = [
    {"type": "heading", "value": {"text": "제목", "level": "h2"}},
    {"type": "paragraph", "value": "<p>하나 &amp; 둘</p><ul><li>셋</li></ul>"},
    {"type": "callout", "value": {"kind": "info", "text": "<p>넷</p>"}},
    {"type": "contact", "value": {"department": "다섯", "phone": "02-1", "email": "", "hours": ""}},
    {"type": "steps", "value": {"title": "여섯", "steps": [{"title": "일곱", "text": "<p>여덟</p>"}]}},
    {
        "type": "faq",
        "value": {
            "title": "아홉",
            "questions": [
                {"type": "item", "id": "1", "value": {"question": "열?", "answer": "<p>열하나</p>"}}
            ],
        },
    },
    {
        "type": "table",
        "value": {
            "caption": "열둘",
            "rows": {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": ["열셋"]}]},
        },
    },
    {"type": "image", "value": {"picture": {"image": 1, "alt_text": "비밀 사진"}, "caption": "비밀"}},
    {"type": "file", "value": {"document": 1, "label": "비밀 파일"}},
    {"type": "gone", "value": "예전 것"},
]


def test_every_word_is_read_but_those_beside_pictures_and_files(agency_a, django_assert_num_queries):
    page = NewsPage(title="소식")
    page.body = page.body.stream_block.to_python(BODY)
    page = NewsPage.objects.get(pk=agency_a.page.add_child(instance=page).pk)

    with django_assert_num_queries(0):
        said = plain_text(page)

    words = said.split()
    assert words[:5] == ["제목", "하나", "&", "둘", "셋"]
    assert words[5:] == [
        "넷",
        "다섯",
        "02-1",
        "여섯",
        "일곱",
        "여덟",
        "아홉",
        "열?",
        "열하나",
        "열둘",
        "열셋",
    ]
