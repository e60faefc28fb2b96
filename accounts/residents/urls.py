"""/me/: signing in and up, being verified, and what is one's own."""

from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.kakao import views as kakao
from allauth.socialaccount.providers.naver import views as naver
from django.urls import path

from accounts.residents import join_views, my_views, sign_in_views, verify_views
from accounts.residents.social import if_offered

urlpatterns = [
    path("", my_views.MeView.as_view(), name="me"),
    path("edit/", my_views.EditView.as_view(), name="me_edit"),
    path("consents/", my_views.ConsentView.as_view(), name="me_consents"),
    path("download/", my_views.DownloadView.as_view(), name="me_download"),
    path("sessions/", my_views.SessionsView.as_view(), name="me_sessions"),
    path("leave/", my_views.LeaveView.as_view(), name="me_leave"),
    path("left/", my_views.LeftView.as_view(), name="me_left"),
    path("sign-in/", sign_in_views.SignInView.as_view(), name="me_sign_in"),
    path("sign-in/code/", sign_in_views.CodeView.as_view(), name="me_code"),
    path("join/", join_views.JoinView.as_view(), name="me_join"),
    path("join/guardian/", join_views.GuardianView.as_view(), name="me_guardian"),
    path("verify/", verify_views.VerifyView.as_view(), name="me_verify"),
    path("verify/done/", verify_views.VerifyDoneView.as_view(), name="me_verify_done"),
    path("verify/practice/", verify_views.PracticeView.as_view(), name="me_practice"),
    # The names are allauth's own: it leads people there by them.
    path("kakao/login/", if_offered("kakao", kakao.oauth2_login), name="kakao_login"),
    path("kakao/login/callback/", if_offered("kakao", kakao.oauth2_callback), name="kakao_callback"),
    path("naver/login/", if_offered("naver", naver.oauth2_login), name="naver_login"),
    path("naver/login/callback/", if_offered("naver", naver.oauth2_callback), name="naver_callback"),
    path("sign-in/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
]
