"""Registration only: the access log among the reports, the desk, and the security links of one's own account."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.panels import FactorNote
from accounts.residents.desk_views import DeskView
from accounts.roles import is_headquarters
from accounts.views import AccessLogReportView


class AccessLogMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.view_accesslog")


@hooks.register("register_reports_menu_item")
def access_log_in_reports():
    return AccessLogMenuItem("접속기록", reverse("access_log"), icon_name="history", order=50)


@hooks.register("register_admin_urls")
def access_log_urls():
    return [
        path("reports/access-log/", AccessLogReportView.as_view(), name="access_log"),
        path(
            "reports/access-log/results/",
            AccessLogReportView.as_view(results_only=True),
            name="access_log_results",
        ),
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request):
        return is_headquarters(request.user)


@hooks.register("register_admin_menu_item")
def desk_in_menu():
    return DeskMenuItem("창구 본인확인", reverse("residents_desk"), icon_name="key", order=610)


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("residents/desk/", DeskView.as_view(), name="residents_desk")]


# After the dashboard has been laid out, which starts from an empty page.
@hooks.register("construct_homepage_panels", order=100)
def factor_note(request, panels):
    panels.append(FactorNote())


@hooks.register("register_account_menu_item")
def password_of_mine(request):
    return {"url": reverse("account_change_password"), "label": "비밀번호 바꾸기", "help_text": ""}


@hooks.register("register_account_menu_item")
def factors_of_mine(request):
    return {
        "url": reverse("mfa_index"),
        "label": "2단계 인증",
        "help_text": "인증 앱이나 패스키를 등록하면 비밀번호가 새어 나가도 계정을 지킬 수 있습니다.",
    }


@hooks.register("register_account_menu_item")
def sessions_of_mine(request):
    return {
        "url": reverse("usersessions_list"),
        "label": "로그인한 기기",
        "help_text": "다른 기기에 남은 로그인을 끊을 수 있습니다.",
    }
