from django.urls import path

from participation.balloting import views, vote_views

urlpatterns = [
    path("", views.BallotListView.as_view(), name="ballots"),
    path("<int:pk>/", views.BallotView.as_view(), name="ballot"),
    path("<int:pk>/vote/", vote_views.VoteView.as_view(), name="ballot_vote"),
    path("<int:pk>/papers/", views.PapersView.as_view(), name="ballot_papers"),
    path("<int:pk>/papers.csv", views.PapersTableView.as_view(), name="ballot_papers_table"),
    path("<int:pk>/results.csv", views.ResultsTableView.as_view(), name="ballot_results_table"),
    path("<int:pk>/receipt/", views.ReceiptView.as_view(), name="ballot_receipt"),
]
