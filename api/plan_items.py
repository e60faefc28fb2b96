"""A plan and its 세부사업 as plain data. Codes stay; money is in thousands of won; numbers are exact, as text."""

from django.utils import timezone

from participation.planning import tables


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def _number(value):
    return None if value is None else format(value.normalize(), "f")


def _address(plan, thing):
    return f"{plan.site.root_url}{thing.get_absolute_url()}"


def plan_brief(plan, by_strategy):
    return {
        "term": plan.term,
        "title": plan.title,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "status": plan.state,
        "status_label": plan.get_state_display(),
        "vision": plan.vision,
        "published_at": _moment(plan.published_at),
        "settled_on": plan.settled_on.isoformat() if plan.settled_on else None,
        "updated_at": _moment(plan.updated_at),
        "html_url": _address(plan, plan),
        "detail_url": f"{plan.site.root_url}/api/plan/{plan.term}/",
        "csv_url": f"{_address(plan, plan)}projects.csv",
        "strategies": [
            {
                "number": strategy.number,
                "title": strategy.title,
                "why": strategy.why,
                "projects": by_strategy.get(strategy.pk, []),
            }
            for strategy in plan.strategies.all()
        ],
    }


def plan_whole(plan, by_strategy):
    year_plans = plan.year_plans.filter(published_at__lte=timezone.now()).order_by("nth")
    return plan_brief(plan, by_strategy) | {
        "summary": plan.summary,
        "year_plans": [
            {"year": plan.year(each.nth), "summary": each.summary, "result": each.result}
            for each in year_plans
        ],
        "notices": [
            {
                "title": notice.title,
                "starts_on": notice.starts_on.isoformat(),
                "ends_on": notice.ends_on.isoformat(),
                "html_url": _address(plan, notice),
            }
            for notice in plan.notices.public().select_related("plan", "year_plan__plan")
        ],
    }


def project_brief(project, issues):
    plan = project.plan
    return {
        "number": project.number,
        "title": project.title,
        "status": project.state,
        "status_label": project.get_state_display(),
        "department": project.department_name,
        "issues": issues,
        "updated_at": _moment(project.updated_at),
        "html_url": _address(plan, project),
        "detail_url": f"{plan.site.root_url}/api/plan/{plan.term}/{project.number}/",
    }


def project_whole(project, issues):
    plan = project.plan
    return project_brief(project, issues) | {
        "plan": plan.term,
        "strategy": {"number": project.strategy.number, "title": project.strategy.title},
        "content": project.content,
        "partners": tables.partners_of(project),
        "status_reason": project.state_reason,
        "budgets": [
            {"year": plan.year(row.nth), "amount": row.amount, "spent": row.spent}
            for row in project.budgets.all()
        ],
        "indicators": [_indicator(plan, indicator) for indicator in project.indicators.all()],
        "progress": [
            {
                "on": line.on.isoformat(),
                "year": plan.year(line.nth),
                "text": line.text,
                "achieved": line.achieved,
                "office": line.office,
            }
            for line in project.progress.all()
        ],
    }


def _indicator(plan, indicator):
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": _number(indicator.baseline),
        "less_is_better": indicator.less_is_better,
        "targets": [
            {"year": plan.year(row.nth), "target": _number(row.target), "result": _number(row.result)}
            for row in indicator.targets.all()
        ],
    }
