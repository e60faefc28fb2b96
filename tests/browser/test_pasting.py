"""Pasting from Hangul, Word and Excel into the body, with what they really put on the clipboard."""

import json

import pytest

from tests.browser.test_admin_pages import EDITOR
from tests.common.test_clean_html import HANGUL, WORD

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-number-format:General}</style></head>
<body><table><col width=72><tr><td class=xl65>이름</td><td>수</td></tr><tr><td>쌀</td><td>3</td></tr></table></body></html>"""

BODY = "document.querySelector('#body-root').rootBlock"
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const at = document.activeElement;
  at.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


class Desk:
    """The body of a new piece of news, in a real editor."""

    def __init__(self, visitor):
        self.visitor = visitor(width=1280).sign_in(EDITOR)
        self.page = self.visitor.page
        self.visitor.go("/admin/pages/")
        section = self.page.url.rstrip("/").rpartition("/")[2]
        self.visitor.go(f"/admin/pages/add/pages/newspage/{section}/")
        self.page.wait_for_function("document.querySelector('#body-root')?.rootBlock")

    def add(self, kind):
        """A new block at the end, ready to be typed in."""
        self.page.evaluate(
            f"""kind => {{
              const body = {BODY};
              const state = body.blockDef.initialChildStates[kind];
              window.added = body.insert({{type: kind, value: state}}, body.children.length, {{animate: false}});
            }}""",
            kind,
        )
        field = "[contenteditable=true], input[type=text]"
        self.page.wait_for_function(f"window.added.element.querySelector('{field}')")
        self.page.evaluate(f"window.added.element.querySelector('{field}').focus()")

    def paste(self, html, text="글"):
        self.page.evaluate(PASTE, [html, text])
        self.page.wait_for_timeout(500)

    def blocks(self):
        """``[(kind, words or rows)]`` as the form would send them."""
        children = self.page.evaluate(f"{BODY}.children.map(child => [child.type, child.block.getValue()])")
        return [(kind, self._said(kind, value)) for kind, value in children]

    @staticmethod
    def _said(kind, value):
        if kind == "paragraph":
            blocks = json.loads(value)["blocks"] if isinstance(value, str) else value["blocks"]
            return [block["text"] for block in blocks]
        if kind == "table":
            rows = value["rows"]
            return [
                [column["heading"] for column in rows["columns"]],
                *(row["values"] for row in rows["rows"]),
            ]
        return value

    def told(self):
        return " ".join(self.page.locator("#body-root [role=status].help-info").all_inner_texts())


@pytest.fixture
def desk(visitor):
    desk = Desk(visitor)
    yield desk
    assert desk.visitor.complaints == []


def test_a_table_of_hangul_becomes_a_table_with_headings(desk):
    desk.add("paragraph")

    desk.paste(HANGUL)

    assert desk.blocks() == [
        ("paragraph", ["겨울 난방비를 지원합니다."]),
        ("table", [["구분", "구분", "금액"], ["가구", "1인", "10만 원"], ["가구", "2인", "15만 원"]]),
    ]
    assert "합쳐진 칸 2개는 풀어서" in desk.told()


def test_word_brings_words_and_lists_only(desk):
    desk.add("paragraph")

    desk.paste(WORD)

    assert desk.blocks() == [
        ("paragraph", ["모집 안내", "2026년 봉사자를 모집합니다.", "첫째 일", "둘째 일"])
    ]


def test_words_after_a_table_stay_after_it(desk):
    desk.add("paragraph")

    desk.paste("<p>앞 글</p><table><tr><th>가<th>나<tr><td>1<td>2</table><p>뒤 글</p>")

    assert desk.blocks() == [
        ("paragraph", ["앞 글"]),
        ("table", [["가", "나"], ["1", "2"]]),
        ("paragraph", ["뒤 글"]),
    ]


def test_a_table_alone_leaves_no_empty_paragraph(desk):
    desk.add("paragraph")

    desk.paste(EXCEL)

    assert desk.blocks() == [("table", [["이름", "수"], ["쌀", "3"]])]


def test_a_table_fills_the_table_block_that_it_is_pasted_into(desk):
    desk.add("table")

    desk.paste(EXCEL)

    assert desk.blocks() == [("table", [["이름", "수"], ["쌀", "3"]])]


def test_where_no_table_can_stand_its_rows_become_lines(desk):
    desk.add("callout")

    desk.paste(EXCEL)

    ((_kind, callout),) = desk.blocks()
    assert "이름: 쌀, 수: 3" in json.dumps(callout, ensure_ascii=False)
