"""Answers of public APIs and HTML tables: one row for each record, whatever stands around the records."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.reading import UnreadableFile, read

NURI, HAETSAL = {"시설명": "누리", "정원": "3"}, {"시설명": "햇살", "전화": "02"}
TABLE = [["시설명", "정원", "전화"], ["누리", "3"], ["햇살", "", "02"]]


def cells_of(content):
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return [row.cells for row in read(text.encode()).rows]


def refusal_of(content):
    with pytest.raises(UnreadableFile) as refusal:
        cells_of(content)
    return str(refusal.value)


class TestJson:
    @pytest.mark.parametrize(
        "answer",
        [
            [NURI, HAETSAL],
            {"DATA": [NURI, HAETSAL]},
            {"fields": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "records": [NURI, HAETSAL]},
            {"tbWelfare": {"list_total_count": 2, "RESULT": {"CODE": "INFO-000"}, "row": [NURI, HAETSAL]}},
            {
                "response": {
                    "header": {"resultCode": "00"},
                    "body": {"items": [NURI, HAETSAL], "totalCount": "2"},
                }
            },
            {"response": {"body": {"items": {"item": [NURI, HAETSAL]}, "pageNo": 1}}},
            {"title": "목록", "made": "2026", "list": [NURI, HAETSAL]},
            TABLE,
        ],
    )
    def test_records_are_found_in_each_shape(self, answer):
        assert cells_of(answer) == TABLE

    @pytest.mark.parametrize(
        "answer",
        [NURI, {"response": {"body": {"items": {"item": NURI}}}}, {"items": NURI | {"o": [{"a": 1}] * 3}}],
    )
    def test_one_object_may_stand_for_a_list(self, answer):
        cells = cells_of(answer if "items" not in answer else {"items": {"item": answer["items"]}})

        assert [row[:2] for row in cells] == [["시설명", "정원"], ["누리", "3"]]

    def test_one_record_on_each_line_is_a_list(self):
        assert cells_of(f"{json.dumps(NURI)}\n\n{json.dumps(HAETSAL)}\n") == TABLE

    def test_columns_are_called_as_the_answer_explains_them(self):
        answer = {
            "DESCRIPTION": {"SCHUL_NM": "학교명", "X": " "},
            "DATA": [{"schul_nm": "가람", "x": None}, {"schul_nm": "누리", "x": 1}],
        }

        assert cells_of(answer) == [["학교명", "x"], ["가람"], ["누리", "1"]]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            (True, "true"),
            (3, "3"),
            (30.0, "30"),
            (37.50, "37.5"),
            (1123051500, "1123051500"),
            ("03924", "03924"),
            (["어르신", "중장년"], "어르신, 중장년"),
            (
                [{"이름": "콜센터", "전화": 129}, {"이름": "구청", "전화": ""}],
                "이름: 콜센터 | 전화: 129\n이름: 구청",
            ),
            ({"x": 1, "y": [2, 3]}, "x: 1 | y: 2, 3"),
            ("가\u0000나\ud800다", "가나다"),
            ("두\n줄", "두\n줄"),
        ],
    )
    def test_a_value_becomes_one_text(self, value, text):
        answer = json.dumps([{"a": "x", "b": value, "c": "끝"}])

        assert cells_of(answer)[1] == ["x", text, "끝"]

    @pytest.mark.parametrize(
        ("key", "value", "text"),
        [
            ("dataStdDate", 1782831600000, "2026-07-01"),
            ("기준일자", "1782831600000", "2026-07-01"),
            ("regDtm", 1782869755000, "2026-07-01 10:35:55"),
            ("capacity", 1782831600000, "1782831600000"),
            ("startDate", 20260701, "20260701"),
            ("startDate", 202607011030, "202607011030"),
            ("startDate", "2025-12-18 00:00:00.0", "2025-12-18 00:00:00.0"),
        ],
    )
    def test_milliseconds_are_a_day_in_korea_where_a_day_is_meant(self, key, value, text):
        assert cells_of([{key: value}])[1] == [text]

    def test_a_number_that_is_none_is_missing(self):
        assert cells_of('[{"a": "x", "b": NaN}]') == [["a", "b"], ["x"]]

    def test_points_of_a_map_are_longitude_and_latitude(self):
        answer = {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"명": "누리"}, "geometry": {"type": "Point", "coordinates": [127.04, 37.58]}},
                {"type": "Feature", "properties": {"명": "구역"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]}},
                {"type": "Feature", "properties": None, "geometry": None},
            ],
        }  # fmt: skip

        assert cells_of(answer) == [["명", "경도", "위도"], ["누리", "127.04", "37.58"], ["구역"]]
        assert "좌표 없이" in read(json.dumps(answer).encode()).notes[0]

    def test_a_page_of_an_answer_tells_what_is_missing(self):
        sheet = read(json.dumps({"totalCount": 4376, "items": [NURI, HAETSAL]}).encode())

        assert "4,376건" in sheet.notes[0]

    def test_a_file_cut_short_is_refused_with_its_line(self):
        assert "2번째 줄" in refusal_of('[{"a": 1},\n{"b": ')

    @settings(deadline=None, max_examples=60)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc가"), inner, max_size=3)
            ),
            max_leaves=12,
        )
    )
    def test_any_answer_is_a_sheet_or_a_sentence(self, answer):
        try:
            outcome = read(json.dumps({"DATA": answer}).encode()).rows
        except UnreadableFile as refusal:
            outcome = str(refusal)

        assert outcome


class TestErrorsWithSuccess:
    """APIs answer 200 with an error inside; a day's file may be such an answer."""

    @pytest.mark.parametrize(
        ("answer", "code", "meaning"),
        [
            ({"RESULT": {"CODE": "INFO-200", "MESSAGE": "해당하는 데이터가 없습니다."}}, "INFO-200", "자료가 없습니다"),
            ({"tb": {"RESULT": {"CODE": "ERROR-300", "MESSAGE": "필수"}}}, "ERROR-300", "요청 변수가 빠졌습니다"),
            ({"response": {"header": {"resultCode": "03", "resultMsg": "NODATA_ERROR"}, "body": None}}, "03", "자료가 없습니다"),
            ({"response": {"header": {"resultCode": "22"}, "body": {"items": ""}}}, "22", "횟수를 넘었습니다"),
            ({"code": -4, "msg": "등록되지 않은 인증키 입니다."}, "-4", "등록되지 않은 인증키 입니다"),
            (
                "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>"
                "SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode>"
                "</cmmMsgHeader></OpenAPI_ServiceResponse>",
                "30",
                "등록되지 않은 인증키",
            ),
            ("<RESULT><CODE>INFO-100</CODE><MESSAGE>인증키</MESSAGE></RESULT>", "INFO-100", "유효하지 않은 인증키"),
            ("<wantedList><resultCode>10</resultCode><resultMessage>x</resultMessage></wantedList>", "10", "잘못"),
        ],
    )  # fmt: skip
    def test_the_code_and_its_meaning_are_told(self, answer, code, meaning):
        reason = refusal_of(answer)

        assert f"코드 {code})" in reason
        assert meaning in reason

    @pytest.mark.parametrize(
        "answer",
        [
            [],
            {"DATA": []},
            {"response": {"header": {"resultCode": "00"}, "body": {"items": "", "totalCount": 0}}},
            "<response><header><resultCode>00</resultCode></header><body><items/></body></response>",
            ["가", "나"],
        ],
    )
    def test_no_record_is_no_file(self, answer):
        assert "한 건도 없습니다" in refusal_of(answer)


class TestXml:
    @pytest.mark.parametrize(
        ("before", "tag", "after"),
        [
            ("<response><header><resultCode>00</resultCode></header><body><items>", "item", "</items></body></response>"),
            ("<wantedList><totalCount>2</totalCount><resultCode>0</resultCode>", "servList", "</wantedList>"),
            ("<root>", "row", "</root>"),
            ('<a:root xmlns:a="x"><list_total_count>2</list_total_count>', "a:row", "</a:root>"),
            ('<?xml version="1.0" encoding="EUC-KR"?>\n<root>', 'row id="1"', "</root>"),
        ],
    )  # fmt: skip
    def test_records_are_found_in_each_shape(self, before, tag, after):
        end = tag.partition(" ")[0]
        first = f"<{tag}><시설명> 누리 </시설명><정원>3</정원></{end}>"
        second = f"<{tag}><시설명>햇살</시설명><정원/><전화>02</전화></{end}>"

        assert cells_of(before + first + second + after) == TABLE
        assert cells_of(before + first + after) == [["시설명", "정원"], ["누리", "3"]]

    def test_it_is_read_in_the_encoding_it_has_not_the_one_it_says(self):
        content = '<?xml version="1.0" encoding="UTF-8"?><root><row><명>누리</명></row></root>'.encode(
            "cp949"
        )

        assert [row.cells for row in read(content).rows] == [["명"], ["누리"]]

    def test_lists_of_one_record_stay_in_it(self):
        links = "".join(
            f"<applmetList><c>070</c><link>{place}</link></applmetList>" for place in ("주민센터", "구청")
        )

        cells = cells_of(f"<wantedDtl><servId>W1</servId><servNm>자활</servNm>{links}</wantedDtl>")

        assert cells == [
            ["servId", "servNm", "applmetList"],
            ["W1", "자활", "c: 070 | link: 주민센터\nc: 070 | link: 구청"],
        ]

    def test_a_bare_ampersand_is_mended_and_told(self):
        sheet = read(
            b"<root><row><u>http://a.kr/?b=1&c=2</u><t>&amp;&#44032;</t><d><![CDATA[a&b]]></d></row></root>"
        )

        assert sheet.rows[1].cells == ["http://a.kr/?b=1&c=2", "&가", "a&b"]
        assert "‘&’" in sheet.notes[0]

    @pytest.mark.parametrize(
        "definition",
        ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', "<!ELEMENT root ANY>"],
    )
    def test_definitions_are_refused(self, definition):
        assert "안전하지 않아" in refusal_of(
            f"<!DOCTYPE root [{definition}]><root><row><a>x</a></row></root>"
        )

    def test_a_file_cut_short_is_refused_with_its_line(self):
        assert "2번째 줄" in refusal_of("<root>\n<row><a>누리</a></r")

    @pytest.mark.parametrize("deep", ["<a>" * 50_000 + "</a>" * 50_000, "[" * 50_000, '{"a":' * 50_000])
    def test_what_is_nested_without_end_is_refused(self, deep):
        assert "깊이" in refusal_of(deep)


class TestHtml:
    def test_the_biggest_table_is_read_without_what_stands_around_it(self):
        content = """

        <html><head><title>조회</title><style>td {x}</style></head><script>if (a < b) "<td>x</td>"</script>
        <table><tr><td>메뉴</td></tr></table>
        <table class="a > b"><caption>시설명, 정원 표입니다.</caption><!-- <tr><td>옛것</td></tr> -->
          <thead><tr><th>시설명</th><th>주소</th></tr></thead>
          <tr><td style='mso-number-format:"\\@"'>누리&nbsp;센터 &amp; 햇살</td><td>제기로<br>1 &lt;2층&gt;</td></tr>
          <tr><td>가람</td><td><![if !supportEmptyParas]>제기로
             2<![endif]></td></tr>
        </table></html>"""

        sheet = read(content.encode())

        assert [(row.number, row.cells) for row in sheet.rows] == [
            (1, ["시설명", "주소"]),
            (2, ["누리 센터 & 햇살", "제기로\n1 <2층>"]),
            (3, ["가람", "제기로 2"]),
        ]
        assert "표 2개" in sheet.notes[0]

    def test_merged_cells_keep_their_columns(self):
        content = (
            "<table><tr><th>구분<th>시설명<th>주소<th>정원"
            "<tr><td rowspan=2>노인<td>가<td rowspan='2'>제기로<td>1<tr><td>나<td>2<tr><td>총계<td colspan=3>2</table>"
        )

        sheet = read(content.encode())

        assert [row.cells for row in sheet.rows[1:]] == [
            ["노인", "가", "제기로", "1"],
            ["노인", "나", "제기로", "2"],
        ]
        assert sheet.totals == [(4, 2)]

    def test_a_table_may_stand_in_a_cell_of_another(self):
        inner = "<table><tr><td>시설명</td><td>정원</td></tr><tr><td>누리</td><td>1</td></tr></table>"

        assert cells_of(f"<table><tr><td>왼쪽</td><td>{inner}</td></tr></table>") == [
            ["시설명", "정원"],
            ["누리", "1"],
        ]

    @pytest.mark.parametrize("junk", ["<a ", "<!", "<!--", "</", "<td ' ", "&", "<table><tr><td>"])
    def test_hostile_markup_ends_soon(self, junk):
        with pytest.raises(UnreadableFile):
            read(
                ("<table><tr><td>" + junk * 20_000).encode()[:100_000]
                + b"<td colspan=999>" * 3
                + b"x"
                + b"<td>y" * 600
            )
