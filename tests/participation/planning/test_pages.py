"""What everybody reads of plans: the same for all, at a constant price, and nothing of a draft."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.models import PlanState, Status, YearlyTarget, YearPlan
from participation.planning.links import link
from participation.planning.tables import by_year
from tests.factories.participation import make_issue
from tests.factories.plan import make_notice, make_plan, make_project

pytestmark = pytest.mark.django_db
PAGES = ("/plan/", "/plan/6/", "/plan/6/1-1/", "/plan/6/years/2027/")


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(queries)


@pytest.fixture
def plan():
    plan = make_plan()
    make_project(plan, result=5)
    YearPlan.objects.create(plan=plan, nth=1, summary="첫해에 할 일", published_at="2026-11-01T00:00Z")
    return plan


class TestADraftIsNowhere:
    @pytest.fixture(autouse=True)
    def _draft(self):
        draft = make_plan(is_public=False, vision="비밀인 비전")
        make_project(draft, title="비밀인 사업")
        YearPlan.objects.create(plan=draft, nth=1, summary="비밀", published_at="2026-11-01T00:00Z")

    @pytest.mark.parametrize(
        "path",
        ["/plan/6/", "/plan/6/1-1/", "/plan/6/projects.csv", "/plan/6/years/2027/", "/plan/6/files/1/"],
    )
    def test_not_on_a_page_or_in_a_table(self, client, path):
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("path", ["/api/plan/6/", "/api/plan/6/1-1/"])
    def test_not_in_the_api(self, client, path):
        answer = client.get(path)

        assert answer.status_code == 404
        assert "찾으시는 것이 없습니다" in answer.json()["message"]

    @pytest.mark.parametrize("path", ["/plan/", "/api/plan/", "/api/plan/?plan=6", "/api/plan/?year=2027"])
    def test_not_in_a_list(self, client, path):
        assert "비밀" not in client.get(path).content.decode()

    def test_not_beside_another(self, client):
        make_plan(5, 2023)

        assert "제6기" not in client.get("/plan/5/").content.decode()

    def test_not_to_staff_on_the_public_page(self, client, office):
        client.force_login(office)

        assert client.get("/plan/6/").status_code == 404


class TestPages:
    def test_the_current_plan_and_its_own_address_tell_the_same(self, client, plan):
        for path in ("/plan/", "/plan/6/"):
            page = client.get(path).content.decode()
            assert all(word in page for word in (plan.title, plan.vision, "예시 전략 1", "1-1 예시 사업 1-1"))
            assert "목표 10집, 실적 5집 (달성 50%)" in page

    def test_one_project_has_a_header_and_a_caption_for_each_number(self, client, plan):
        page = client.get("/plan/6/1-1/").content.decode()

        assert "<caption>연도별 예산(천원)</caption>" in page
        assert '<th scope="col">2027년</th>' in page
        assert '<meter min="0" max="100" value="50"' in page

    def test_private_issues_are_not_told(self, client, plan, office):
        issue = make_issue(status=Status.ADOPTED, title="보이는 과제")
        link(issue, plan.strategies.get().projects.get(), by=office, why="같은 일")
        assert "보이는 과제" in client.get("/plan/6/1-1/").content.decode()

        type(issue).objects.filter(pk=issue.pk).update(hold="reported")

        assert "보이는 과제" not in client.get("/plan/6/1-1/").content.decode()
        assert client.get("/api/plan/6/1-1/").json()["issues"] == []

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("", ["1-1", "1-2", "2-1"]),
            ("strategy=1", ["1-1", "1-2"]),
            ("department=다른과", ["1-2"]),
            ("status=under_way", ["2-1"]),
            ("year=2027", ["1-1", "1-2", "2-1"]),
            ("year=2028", ["1-2"]),
            ("year=1999", ["1-1", "1-2", "2-1"]),
            (
                "strategy=x&status=x&department=" + "9" * 60 + "&page=99999999999999999999",
                ["1-1", "1-2", "2-1"],
            ),
        ],
    )
    def test_filters_stand_in_the_address(self, client, plan, question, found):
        second = make_project(plan, "1-2", department_text="다른과")
        YearlyTarget.objects.create(indicator=second.indicators.get(), nth=2, target=1)
        make_project(plan, "2-1", state="under_way")

        response = client.get(f"/plan/6/?{question}")

        assert [each["project"].number for each in response.context["projects"]] == found

    @pytest.mark.parametrize(
        "path",
        [
            "/plan/99999999999999999999/",
            "/plan/6/9-9/",
            "/plan/6/years/99999/",
            "/plan/notices/9999999999999999999/",
        ],
    )
    def test_what_is_not_there(self, client, plan, path):
        assert client.get(path).status_code == 404

    def test_pages_are_for_everybody(self, client, plan):
        make_notice(plan)
        for path in (*PAGES, f"/plan/notices/{plan.notices.get().pk}/"):
            response = client.get(path)
            assert not response.cookies
            assert "csrfmiddlewaretoken" not in response.content.decode()
            assert "private" not in response.get("Cache-Control", "")

    def test_numbers_stand_under_their_year(self, plan):
        project = plan.strategies.get().projects.get()

        rows = by_year(project.budgets.all(), plan)

        assert [(year, row and row.amount) for year, row in rows] == [
            *((2027, 1000), (2028, None)),
            *((2029, None), (2030, None)),
        ]


class TestPrice:
    def test_one_project_and_fifty_cost_the_same(self, client, plan, office, settings):
        settings.PAGE_CACHE = False
        paths = [*PAGES, "/plan/6/projects.csv", "/api/plan/", "/api/plan/6/", "/api/plan/6/1-1/"]
        issue = make_issue(status=Status.ADOPTED)
        link(issue, plan.strategies.get().projects.get(), by=office, why="같은 일")
        [client.get(path) for path in paths]
        few = {path: cost(client, path) for path in paths}
        for number in range(2, 51):
            made = make_project(plan, f"{1 + number // 20}-{number}", result=1)
            link(issue, made, by=office, why="같은 일") if number < 10 else None

        many = {path: cost(client, path) for path in paths}

        assert many == few
        assert max(many.values()) <= 30, many


class TestTable:
    def test_korean_for_spreadsheets_and_no_formula(self, client, plan):
        make_project(plan, "1-2", title="=1+1")

        answer = client.get("/plan/6/projects.csv")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert [row["번호"] for row in rows] == ["1-1", "1-2"]
        assert rows[0]["2027년 예산(천원)"] == "1000"
        assert rows[0]["2027년 실적"] == "5.00"
        assert rows[1]["세부사업"] == "'=1+1"


class TestApi:
    def test_the_list_and_what_it_leads_to(self, client, plan):
        (item,) = client.get("/api/plan/").json()["items"]

        assert (item["term"], item["status"], item["first_year"], item["last_year"]) == (
            6,
            "settled",
            2027,
            2030,
        )
        (project,) = item["strategies"][0]["projects"]
        assert (project["number"], project["status"]) == ("1-1", "ready")
        whole = client.get(project["detail_url"].replace("http://testserver", "")).json()
        assert whole["budgets"] == [{"year": 2027, "amount": 1000, "spent": None}]
        assert whole["indicators"][0]["targets"] == [{"year": 2027, "target": "10", "result": "5"}]
        assert client.get("/api/plan/6/").json()["year_plans"][0]["year"] == 2027

    @pytest.mark.parametrize(
        ("question", "terms"),
        [
            ("plan=6", [6]),
            ("plan=5", [5]),
            ("year=2026", [5]),
            ("status=stopped", []),
            ("department=예시과", [6, 5]),
            ("modified_since=2026-11-27", []),
            ("modified_since=2026-11-26T09:59:59%2B09:00", [6, 5]),
            ("modified_since=2026-11-26T09:59:59+09:00", [6, 5]),
            ("limit=1", [6]),
            ("limit=1&offset=1", [5]),
        ],
    )
    def test_filters(self, client, plan, question, terms):
        fifth = make_plan(5, 2023)
        YearlyTarget.objects.create(indicator=make_project(fifth).indicators.get(), nth=4, target=1)

        assert [item["term"] for item in client.get(f"/api/plan/?{question}").json()["items"]] == terms

    @pytest.mark.parametrize(
        "question",
        [
            *("plan=six", "plan=-1", "status=gone", "year=27", "year=%EF%BC%92027", "unknown=1"),
            *(
                "modified_since=yesterday",
                "modified_since=0000-00-00",
                "modified_since=0001-01-01T00:00:00%2B23:59",
            ),
            *("limit=51", "offset=99999999999999999999", "department=" + "a" * 101),
        ],
    )
    def test_what_makes_no_sense_is_refused_with_a_sentence(self, client, plan, question):
        answer = client.get(f"/api/plan/?{question}")

        assert answer.status_code == 400
        assert re.search("[가-힣]{2}", answer.json()["message"])

    def test_an_issue_tells_where_it_is_in_the_plan(self, client, plan, office):
        issue = make_issue(status=Status.ADOPTED)
        assert client.get(f"/api/issues/{issue.pk}/").json()["plan_items"] == []
        link(issue, plan.strategies.get().projects.get(), by=office, why="같은 일")

        (item,) = client.get(f"/api/issues/{issue.pk}/").json()["plan_items"]

        assert (item["title"], item["url"]) == ("1-1 예시 사업 1-1", "http://testserver/plan/6/1-1/")
        assert (item["state"]["code"], item["reason"]) == ("ready", "같은 일")

    def test_only_reading(self, client, plan):
        assert client.post("/api/plan/").status_code == 405

    def test_a_change_is_told_by_modified_since(self, client, plan, office, time_machine):
        time_machine.move_to("2026-12-01 00:00:00Z")
        link(
            make_issue(status=Status.ADOPTED), plan.strategies.get().projects.get(), by=office, why="같은 일"
        )

        (item,) = client.get("/api/plan/?modified_since=2026-12-01").json()["items"]

        assert item["strategies"][0]["projects"][0]["number"] == "1-1"


class TestStaffScreens:
    @pytest.fixture(autouse=True)
    def _in(self, client, office):
        client.force_login(office)

    def test_a_plan_with_its_strategies_is_written_on_one_screen(self, client):
        sent = {
            "term": "7", "first_year": "2031", "vision": "예시", "summary": "",
            "strategies-TOTAL_FORMS": "2", "strategies-INITIAL_FORMS": "0",
            "strategies-0-number": "1", "strategies-0-title": "하나", "strategies-0-why": "", "strategies-0-ORDER": "1",
            "strategies-1-number": "2", "strategies-1-title": "둘", "strategies-1-why": "", "strategies-1-ORDER": "2",
            "files-TOTAL_FORMS": "0", "files-INITIAL_FORMS": "0",
        }  # fmt: skip

        twice = client.post("/admin/plans/new/", sent | {"strategies-1-number": "1"})
        response = client.post("/admin/plans/new/", sent)
        again = client.post("/admin/plans/new/", sent)

        assert twice.status_code == 200
        assert response.status_code == 302, response.context["form"].errors
        assert again.status_code == 200
        assert "이미 있는 기수" in again.content.decode()
        plan = type(make_plan()).objects.get(term=7)
        assert (plan.state, plan.last_year, plan.strategies.count()) == (PlanState.DRAFT, 2034, 2)

    def test_a_project_with_money_and_goals(self, client):
        plan = make_plan()
        strategy = make_project(plan).strategy
        sent = {
            "strategy": strategy.pk, "position": "2", "title": "새 사업", "content": "무엇을 합니다.",
            "department": "", "department_text": "예시과", "partners_text": "",
            "budgets-TOTAL_FORMS": "1", "budgets-INITIAL_FORMS": "0",
            "budgets-0-nth": "1", "budgets-0-amount": "500", "budgets-0-spent": "", "budgets-0-ORDER": "1",
            "indicators-TOTAL_FORMS": "1", "indicators-INITIAL_FORMS": "0",
            "indicators-0-name": "지표", "indicators-0-unit": "집", "indicators-0-baseline": "", "indicators-0-ORDER": "1",
            "indicators-0-targets-TOTAL_FORMS": "1", "indicators-0-targets-INITIAL_FORMS": "0",
            "indicators-0-targets-0-nth": "1", "indicators-0-targets-0-target": "3",
            "indicators-0-targets-0-result": "", "indicators-0-targets-0-ORDER": "1",
        }  # fmt: skip

        nobody = client.post("/admin/plan_projects/new/", sent | {"department_text": ""})
        wrong = client.post("/admin/plan_projects/new/", sent | {"budgets-0-nth": "5"})
        response = client.post("/admin/plan_projects/new/", sent)

        assert (nobody.status_code, wrong.status_code) == (200, 200)
        assert response.status_code == 302
        made = strategy.projects.get(position=2)
        assert made.indicators.get().targets.get().target == 3

    def test_a_strategy_with_projects_stays(self, client):
        plan = make_plan()
        strategy = make_project(plan).strategy
        sent = {
            "term": "6", "first_year": "2027", "vision": "예시", "summary": "",
            "strategies-TOTAL_FORMS": "1", "strategies-INITIAL_FORMS": "1", "strategies-0-id": strategy.pk,
            "strategies-0-number": "1", "strategies-0-title": "하나", "strategies-0-ORDER": "1",
            "strategies-0-DELETE": "on", "files-TOTAL_FORMS": "0", "files-INITIAL_FORMS": "0",
        }  # fmt: skip

        response = client.post(f"/admin/plans/edit/{plan.pk}/", sent)

        assert "지울 수 없습니다" in response.content.decode()
        assert plan.strategies.exists()

    def test_every_screen_opens_and_deeds_are_done(self, client):
        plan = make_plan()
        project, issue = make_project(plan), make_issue(status=Status.ADOPTED)
        paths = [
            *("/admin/plans/", f"/admin/plans/{plan.pk}/", f"/admin/plans/edit/{plan.pk}/"),
            *("/admin/plan_projects/", f"/admin/plan_projects/{project.pk}/", "/admin/plan_years/"),
            *(f"/admin/plan_projects/edit/{project.pk}/", f"/admin/plan_projects/{project.pk}/progress/"),
            *(
                f"/admin/plans/{plan.pk}/leave-out/",
                f"/admin/plans/{plan.pk}/announce/",
                "/admin/plan_years/new/",
            ),
        ]
        assert {client.get(path).status_code for path in paths} == {200}

        base = f"/admin/plan_projects/{project.pk}"
        none = client.post(f"{base}/link/", {"issue": "9" * 30, "why": "같은 일"})
        client.post(f"{base}/link/", {"issue": issue.pk, "why": "같은 일"})
        client.post(f"{base}/move/", {"to": "under_way", "seen": "ready", "reason": "시작합니다."})
        late = client.post(f"{base}/move/", {"to": "stopped", "seen": "ready", "reason": "멈춥니다."})
        client.post(
            f"{base}/progress/", {"year": "2027", "on": "2026-11-26", "text": "한 일", "achieved": "5"}
        )

        assert "그런 번호의 과제가 없거나" in none.content.decode()
        assert "방금 다른 분이" in late.content.decode()
        project.refresh_from_db()
        assert (project.state, project.links.count(), project.progress.count()) == ("under_way", 1, 1)
        assert issue.steps.count() == 4
