"""Shapes of issues, plans, ballots and what a search finds."""

from api.openapi.parts import DAY, MOMENT, NUMBER, TEXT, TRUTH, UUID, WHOLE, closed, many, maybe, ref

CHOICE, TERM = ref("Choice"), ref("Term")
ANYTHING = {"type": "object"}

ISSUE_FIELDS = {
    "number": WHOLE,
    "uuid": UUID,
    "title": TEXT,
    "url": TEXT,
    "status": CHOICE,
    "author": TEXT,
    "origin": CHOICE,
    "dong": ref("Dong"),
    "topics": many(TERM),
    "targets": many(TERM),
    "counts": closed({"empathies": WHOLE, "proxy_empathies": WHOLE, "comments": WHOLE}),
    "body": TEXT,
    "submitted_at": MOMENT,
    "published_at": maybe(MOMENT),
    "updated_at": MOMENT,
    "due_on": maybe(DAY),
    "is_late": TRUTH,
    "merged_into": maybe(WHOLE),
    "steps": many(ref("IssueStep")),
}
STEP_FIELDS = {
    "at": MOMENT,
    "kind": CHOICE,
    "from_status": maybe(CHOICE),
    "to_status": maybe(CHOICE),
    "body": TEXT,
    "office": TEXT,
    "reason": TEXT,
    "due_on": maybe(DAY),
}
PLAN_ITEM = {
    "plan": {"type": ["string", "integer"]},
    "title": TEXT,
    "url": maybe(TEXT),
    "state": maybe(CHOICE),
    "department": TEXT,
    "reason": TEXT,
    "since": maybe(TEXT),
    "latest": TEXT,
    "latest_on": maybe(TEXT),
}
PROJECT_FIELDS = {
    "number": TEXT,
    "title": TEXT,
    "status": TEXT,
    "status_label": TEXT,
    "department": TEXT,
    "issues": many(WHOLE),
    "updated_at": MOMENT,
    "html_url": TEXT,
    "detail_url": TEXT,
}
WHOLE_PROJECT = {
    "plan": WHOLE,
    "strategy": closed({"number": WHOLE, "title": TEXT}),
    "content": TEXT,
    "partners": {},
    "status_reason": TEXT,
    "budgets": many(closed({"year": WHOLE, "amount": maybe(WHOLE), "spent": maybe(WHOLE)})),
    "indicators": many(ANYTHING),
    "progress": many(closed({"on": DAY, "year": WHOLE, "text": TEXT, "achieved": {}, "office": TEXT})),
}
PLAN_FIELDS = {
    "term": WHOLE,
    "title": TEXT,
    "first_year": WHOLE,
    "last_year": WHOLE,
    "status": TEXT,
    "status_label": TEXT,
    "vision": TEXT,
    "published_at": maybe(MOMENT),
    "settled_on": maybe(DAY),
    "updated_at": maybe(MOMENT),
    "html_url": TEXT,
    "detail_url": TEXT,
    "csv_url": TEXT,
}
BALLOT_FIELDS = {
    "id": WHOLE,
    "title": TEXT,
    "kind": TEXT,
    "state": TEXT,
    "opens_at": MOMENT,
    "closes_at": MOMENT,
    "modified_at": MOMENT,
    "detail_url": TEXT,
    "html_url": TEXT,
}


def _plan(project, more):
    strategy = closed({"number": WHOLE, "title": TEXT, "why": TEXT, "projects": many(ref(project))})
    return closed(PLAN_FIELDS | {"strategies": many(strategy)} | more)


def schemas():
    return {
        "Issue": closed(ISSUE_FIELDS),
        "IssueStep": closed(STEP_FIELDS),
        "IssueTombstone": closed({"number": WHOLE, "gone": {"const": True}, "updated_at": MOMENT}),
        "WholeIssue": closed(
            ISSUE_FIELDS
            | {
                "problem": TEXT,
                "wish": TEXT,
                "merged_issues": many(WHOLE),
                "plan_items": many(closed(PLAN_ITEM)),
            }
        ),
        "Project": closed(PROJECT_FIELDS),
        "WholeProject": closed(PROJECT_FIELDS | WHOLE_PROJECT),
        "Plan": _plan("Project", {}),
        "WholePlan": _plan(
            "WholeProject",
            {
                "summary": TEXT,
                "year_plans": many(closed({"year": WHOLE, "summary": TEXT, "result": TEXT})),
                "notices": many(closed({"title": TEXT, "starts_on": DAY, "ends_on": DAY, "html_url": TEXT})),
            },
        ),
        "Ballot": closed(BALLOT_FIELDS),
        "WholeBallot": closed(
            BALLOT_FIELDS
            | {
                "explanation": TEXT,
                "most": WHOLE,
                "grounds": TEXT,
                "options": many(closed({"number": WHOLE, "text": TEXT, "issue": maybe(WHOLE)})),
                "notes": many(closed({"at": MOMENT, "kind": TEXT, "office": TEXT, "text": TEXT})),
                "results": maybe(ref("BallotResults")),
            }
        ),
        "BallotResults": closed(
            {
                "voters": WHOLE,
                "papers": WHOLE,
                "digest": TEXT,
                "papers_url": TEXT,
                "options": many(
                    closed(
                        {
                            "number": WHOLE,
                            "text": TEXT,
                            "rank": maybe(WHOLE),
                            "votes": WHOLE,
                            "points": maybe(NUMBER),
                            "by_place": {},
                        }
                    )
                ),
                "offline": many(ANYTHING),
            }
        ),
        "Found": closed(
            {
                "kind": TEXT,
                "type": TEXT,
                "type_label": TEXT,
                "uuid": UUID,
                "title": TEXT,
                "url": TEXT,
                "agency": TEXT,
                "extract": TEXT,
                "is_similar": TRUTH,
            }
        ),
        "SearchMeta": closed(
            {
                "total_count": WHOLE,
                "similar_count": WHOLE,
                "is_capped": TRUTH,
                "query": TEXT,
                "searched": {},
                "how": {},
                "kinds": {"type": "object", "additionalProperties": WHOLE},
            }
        ),
    }


ISSUE = {
    "number": 12,
    "title": "버스 정류장에 의자가 없습니다",
    "url": "https://nurinet.example/issues/12/",
    "status": {"code": "gathering", "label": "공감 모으는 중"},
    "author": "주민",
}
PLAN = {
    "term": 6,
    "title": "제6기 지역사회보장계획",
    "first_year": 2027,
    "last_year": 2030,
    "detail_url": "https://nurinet.example/api/plan/6/",
}
PROJECT = {"number": "2-3", "title": "혼자 사시는 분 안부 묻기", "department": "복지정책과", "issues": [12]}
BALLOT = {
    "id": 3,
    "title": "2027년에 먼저 할 일",
    "state": "open",
    "detail_url": "https://nurinet.example/api/ballots/3/",
}
FOUND = {
    "kind": "facility",
    "title": "동대문종합사회복지관",
    "url": "https://nurinet.example/directory/dongdaemun-welfare/",
    "agency": "동대문종합사회복지관",
    "extract": "반찬을 집으로 가져다드립니다.",
    "is_similar": False,
}
