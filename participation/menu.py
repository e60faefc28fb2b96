"""공유복지 in the menu of the admin."""

from wagtail.admin.viewsets.base import ViewSetGroup

from participation.balloting.viewsets import BallotViewSet
from participation.issues.viewsets import ISSUE_VIEWSETS
from participation.moderating.viewsets import ModerationViewSet
from participation.planning.viewsets import PLAN_VIEWSETS
from participation.proxying.viewsets import ProxyingViewSet
from participation.surveying.viewsets import SurveyViewSet


class ParticipationGroup(ViewSetGroup):
    menu_label = "공유복지"
    menu_icon = "group"
    menu_order = 240
    items = (
        ModerationViewSet,
        *ISSUE_VIEWSETS,
        ProxyingViewSet,
        *PLAN_VIEWSETS,
        BallotViewSet,
        SurveyViewSet,
    )
