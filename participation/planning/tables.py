"""The numbers of a 세부사업 as rows under the four years, for the page, the table file and other systems."""

from common.csv_tables import csv_file
from participation.models import IssueLink

MOST_ROWS = 5000


def by_year(rows, plan):
    """One place for each of the four years, in order; None where nothing was written."""
    known = {row.nth: row for row in rows}
    return [(year, known.get(plan.nth(year))) for year in plan.years]


def budgets_of(project):
    rows = by_year(project.budgets.all(), project.plan)
    spent = [row.spent for _, row in rows if row and row.spent is not None]
    return {
        "rows": rows,
        "amount": sum(row.amount for _, row in rows if row),
        "spent": sum(spent) if spent else None,
    }


def indicators_of(project):
    return [
        {
            "indicator": indicator,
            "rows": [
                {"year": year, "row": row, "percent": row and row.percent(indicator.less_is_better)}
                for year, row in by_year(indicator.targets.all(), project.plan)
            ],
        }
        for indicator in project.indicators.all()
    ]


def latest_of(project):
    """The last year of which a result is known, of the first indicator that has one; for cards."""
    for each in indicators_of(project):
        known = [row for row in each["rows"] if row["row"] and row["row"].result is not None]
        if known:
            return {"indicator": each["indicator"]} | known[-1]
    return None


def issue_numbers(projects):
    """Numbers of the public issues by project, in one query."""
    numbers = {}
    links = IssueLink.objects.public().filter(project__in=[project.pk for project in projects])
    for project, issue in links.order_by("issue").values_list("project", "issue"):
        numbers.setdefault(project, []).append(issue)
    return numbers


def headings(plan):
    return [
        *("기수", "전략 번호", "추진전략", "번호", "세부사업", "담당 부서", "함께하는 기관", "상태"),
        *(f"{year}년 예산(천원)" for year in plan.years),
        *("성과지표", "단위", "기준값"),
        *(f"{year}년 {what}" for year in plan.years for what in ("목표", "실적")),
        "이어진 과제",
    ]


def rows_of(plan, projects):
    """One row for each indicator of each project; one for a project without any."""
    numbers = issue_numbers(projects)
    for project in projects:
        budgets = [row and row.amount for _, row in by_year(project.budgets.all(), plan)]
        issues = " ".join(map(str, numbers.get(project.pk, [])))
        for indicator in list(project.indicators.all()) or [None]:
            yield [
                *(plan.term, project.strategy.number, project.strategy.title, project.number, project.title),
                *(project.department_name, partners_of(project), project.get_state_display()),
                *budgets,
                *_measured(indicator, plan),
                issues,
            ]


def _measured(indicator, plan):
    if indicator is None:
        return [""] * (3 + 2 * len(plan.years))
    rows = by_year(indicator.targets.all(), plan)
    values = [value for _, row in rows for value in ((row.target, row.result) if row else ("", ""))]
    return [indicator.name, indicator.unit, indicator.baseline, *values]


def partners_of(project):
    names = [page.title for page in project.partners.all() if page.live]
    return ", ".join([*names, *filter(None, [project.partners_text])])


def csv_of(plan, projects):
    rows = [headings(plan), *rows_of(plan, projects[:MOST_ROWS])]
    return csv_file(rows, f"plan-{plan.term}-projects", is_short=True)
