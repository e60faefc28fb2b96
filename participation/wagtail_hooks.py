"""Registration only; the logic is in the modules named here."""

from wagtail import hooks

from accounts.roles import is_headquarters
from participation.balloting import ballot_log
from participation.menu import ParticipationGroup
from participation.moderating.viewsets import WaitingPanel
from participation.planning import plan_log
from participation.planning.viewsets import PLAN_DEED_VIEWSETS
from participation.surveying import survey_log

for log in (ballot_log, plan_log, survey_log):
    hooks.register("register_log_actions", log.register)
for viewset in (ParticipationGroup, *PLAN_DEED_VIEWSETS):
    hooks.register("register_admin_viewset", viewset)


@hooks.register("construct_homepage_panels", order=20)
def what_waits(request, panels_shown):
    if is_headquarters(request.user):
        panels_shown.append(WaitingPanel())
