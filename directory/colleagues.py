"""Whose names a person meets in the filters of Wagtail's lists: colleagues', not every agency's people.

Wagtail offers everybody who ever wrote, locked or submitted anything (CVE-2023-45809 was of this kind).
"""

from functools import wraps

from accounts.models import User
from accounts.roles import HEADQUARTERS, is_headquarters


def colleagues(user):
    """People of the same agency, and headquarters, who review everybody's pages. Headquarters sees all."""
    if is_headquarters(user):
        return User.objects.all()
    groups = [*user.groups.values_list("name", flat=True), *HEADQUARTERS]
    return User.objects.filter(groups__name__in=groups).distinct()


def _narrowed(queryset):
    @wraps(queryset)
    def of_colleagues(request):
        return queryset(request).filter(pk__in=colleagues(request.user).values("pk"))

    return of_colleagues


def narrow_filters():
    """Give Wagtail's filters, which take a callable, the narrower list. Called once, at the start."""
    from wagtail.admin.views.pages.listing import PageFilterSet
    from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
    from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet

    filters = {
        PageFilterSet: ("owner", "edited_by"),
        LockedPagesReportFilterSet: ("locked_by",),
        WorkflowReportFilterSet: ("requested_by",),
    }
    for filterset, names in filters.items():
        for kind in (filterset, *_subclasses(filterset)):
            for name in names:
                people = kind.base_filters[name]
                if not hasattr(people.queryset, "__wrapped__"):
                    people.queryset = _narrowed(people.queryset)


def _subclasses(kind):
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)
