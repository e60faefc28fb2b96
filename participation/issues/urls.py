from django.urls import path

from participation.issues import author_views as author
from participation.issues import raising_views as raising
from participation.issues import speaking_views as speaking
from participation.issues import views

urlpatterns = [
    path("", views.IssueListView.as_view(), name="issues"),
    path("new/", raising.NewIssueView.as_view(), name="issue_new"),
    path("new/draft/", raising.DraftView.as_view(), name="issue_draft"),
    path("new/similar/", raising.SimilarView.as_view(), name="issue_similar"),
    path("mine/", author.MyIssuesView.as_view(), name="my_issues"),
    path("files/<uuid:uuid>/", views.attached, name="issue_file"),
    path("<int:number>/", views.IssueView.as_view(), name="issue"),
    path("<int:number>/mine.json", views.mine, name="issue_mine"),
    path("<int:number>/sent/", author.ManageView.as_view(just_sent=True), name="issue_sent"),
    path("<int:number>/manage/", author.ManageView.as_view(), name="issue_manage"),
    path("<int:number>/supplement/", author.SupplementView.as_view(), name="issue_supplement"),
    path("<int:number>/appeal/", author.AppealView.as_view(), name="issue_appeal"),
    path("<int:number>/withdraw/", author.WithdrawView.as_view(), name="issue_withdraw"),
    path("<int:number>/empathy/", speaking.EmpathyView.as_view(), name="issue_empathy"),
    path("<int:number>/follow/", speaking.FollowView.as_view(), name="issue_follow"),
    path("<int:number>/comments/new/", speaking.CommentView.as_view(), name="issue_comment"),
    path("<int:number>/comments/<uuid:uuid>/", speaking.EditCommentView.as_view(), name="issue_comment_edit"),
]
