"""The body of a sample page: its own sentences, and then the kinds of block its row asks for."""

import json

from django.utils.html import escape

from pages.sample.markup import paragraph_html, table

# One letter of a row's ``blocks`` column → the function that makes the block.
STEPS = {
    "program": [
        ("전화하거나 찾아오기", "이름과 연락처, 듣고 싶은 프로그램을 알려 주십시오."),
        ("상담하기", "몸 상태와 필요한 도움을 여쭙고 알맞은 반을 정합니다."),
        ("시작하기", "첫날 10분 일찍 오셔서 안내를 받으십시오."),
    ],
    "news": [
        ("안내문 읽기", "대상과 기간을 먼저 확인해 주십시오."),
        ("신청하기", "전화, 방문, 이메일 가운데 편한 방법으로 하십시오."),
        ("결과 받기", "신청하신 순서대로 문자로 알려 드립니다."),
    ],
    "event": [
        ("미리 신청하기", "자리가 정해져 있으니 전화로 먼저 알려 주십시오."),
        ("당일 접수하기", "행사 시작 20분 전부터 입구에서 접수합니다."),
        ("함께하기", "도움이 필요하시면 노란 조끼를 입은 봉사자를 찾으십시오."),
    ],
}
TABLES = {
    "program": (
        "회차별로 하는 일",
        ("회차", "하는 일", "준비물"),
        [
            ("1회", "서로 알기, 몸과 마음 살피기", "없음"),
            ("2–3회", "기초 익히기", "편한 옷"),
            ("4–6회", "함께 연습하기", "필기구"),
            ("마지막 회", "돌아보기와 나누기", "없음"),
        ],
    ),
    "news": (
        "한눈에 보기",
        ("무엇", "내용"),
        [
            ("대상", "동대문구에 살거나 일하는 분"),
            ("기간", "이달 말까지"),
            ("비용", "없음"),
            ("결과 알림", "문자와 누리집"),
        ],
    ),
    "event": (
        "시간 순서",
        ("시간", "순서"),
        [
            ("시작 20분 전", "접수와 안내"),
            ("처음 20분", "여는 인사와 오늘 할 일"),
            ("가운데", "본 행사와 체험"),
            ("마지막 20분", "나누기와 마무리"),
        ],
    ),
}
QUESTIONS = {
    "program": [
        (
            "다른 동네에 살아도 신청할 수 있나요?",
            "동대문구에 살거나 일하시면 됩니다. 자리가 남으면 다른 구에 사시는 분도 모십니다.",
        ),
        (
            "휠체어로 갈 수 있나요?",
            "예. 승강기와 장애인 화장실이 있습니다. 도움이 필요하면 미리 전화해 주십시오.",
        ),
        ("중간에 그만두면 돈을 돌려받나요?", "시작 전에는 모두, 시작한 뒤에는 남은 횟수만큼 돌려 드립니다."),
    ],
    "news": [
        ("전화로도 신청할 수 있나요?", "예. 평일 아홉 시부터 여섯 시까지 받습니다."),
        (
            "서류는 무엇이 필요한가요?",
            "신분을 확인할 수 있는 것이면 됩니다. 더 필요한 서류는 전화로 알려 드립니다.",
        ),
    ],
    "event": [
        ("비가 오면 어떻게 하나요?", "실내로 옮기거나 미룹니다. 하루 전에 문자와 누리넷으로 알려 드립니다."),
        (
            "주차할 수 있나요?",
            "자리가 적으니 버스나 지하철을 타 주십시오. 장애인 차량은 미리 알려 주시면 자리를 비워 둡니다.",
        ),
        ("아이를 데려가도 되나요?", "예. 유아차를 맡아 드리고, 수유할 수 있는 방이 있습니다."),
    ],
}
HEADINGS = {"program": "이런 것을 함께합니다", "news": "자세한 내용", "event": "이렇게 진행합니다"}
NOTICES = {
    "program": "건강이 좋지 않거나 열이 나면 쉬고 다음 시간에 오십시오.",
    "news": "내용이 바뀌면 이 소식을 고쳐 알려 드립니다.",
    "event": "사람이 몰리면 입장을 잠시 멈출 수 있습니다. 안내에 따라 주십시오.",
}


class BodyMaker:
    """Makes bodies for one agency, with its pictures (pk, alternative text), its document and its phone."""

    def __init__(self, agency, images, document):
        self.agency = agency
        self.images = images
        self.document = document

    def body(self, page_type, text, letters, number=0):
        sentences = [paragraph_html(f"<p>{escape(part)}</p>") for part in text.split("//") if part]
        # A heading stands before the second sentence, the rest below, in the order of the letters.
        makers = {
            "h": lambda: {"type": "heading", "value": {"text": HEADINGS[page_type], "level": "h2"}},
            "t": lambda: table(*TABLES[page_type]),
            "s": lambda: self._steps(page_type),
            "f": lambda: self._questions(page_type),
            "c": self._contact,
            "n": lambda: self._notice(page_type),
            "d": self._file,
            "i": lambda: self._picture(number + 1),  # not the one on top of the page again
        }
        wanted = [makers[letter]() for letter in letters if letter in makers]
        return json.dumps([*sentences[:1], *wanted[:1], *sentences[1:], *wanted[1:]])

    def _steps(self, page_type):
        steps = [{"title": title, "text": f"<p>{text}</p>"} for title, text in STEPS[page_type]]
        return {"type": "steps", "value": {"title": "이렇게 하십시오", "steps": steps}}

    def _questions(self, page_type):
        questions = [{"question": q, "answer": f"<p>{a}</p>"} for q, a in QUESTIONS[page_type]]
        return {"type": "faq", "value": {"title": "자주 묻는 질문", "questions": questions}}

    def _contact(self):
        value = {
            "department": self.agency.title,
            "phone": self.agency.phone,
            "email": f"hello@{self.agency.code}.example",
            "hours": "평일 09:00–18:00 (점심 12:00–13:00)",
        }
        return {"type": "contact", "value": value}

    def _notice(self, page_type):
        value = {"kind": "warning", "text": f"<p>{NOTICES[page_type]}</p>"}
        return {"type": "callout", "value": value}

    def _file(self):
        return {"type": "file", "value": {"document": self.document, "label": "안내문 내려받기"}}

    def _picture(self, number):
        image, alt = self.images[number % len(self.images)]
        value = {
            "picture": {"image": image, "alt_text": alt, "decorative": False},
            "caption": "",
            "credit": "누리넷 예시 그림",
        }
        return {"type": "image", "value": value}
