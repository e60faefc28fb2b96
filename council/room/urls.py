"""/council/room/"""

from django.urls import path

from council.room import calendar_views, idea_views, meeting_views, todo_views, views

urlpatterns = [
    path("", views.RoomView.as_view(), name="council_room"),
    path("meetings/", views.MeetingsView.as_view(), name="council_room_meetings"),
    path("meetings/<uuid:uuid>/", meeting_views.MeetingView.as_view(), name="council_room_meeting"),
    path("minutes/<uuid:uuid>/", meeting_views.MinutesView.as_view(), name="council_room_minutes"),
    path("papers/", views.PapersView.as_view(), name="council_room_papers"),
    path("ideas/", idea_views.IdeasView.as_view(), name="council_room_ideas"),
    path("ideas/new/", idea_views.NewIdeaView.as_view(), name="council_room_idea_new"),
    path("ideas/<uuid:uuid>/", idea_views.IdeaView.as_view(), name="council_room_idea"),
    path("tasks/new/<int:pk>/", todo_views.NewTaskView.as_view(), name="council_room_task_new"),
    path("tasks/<int:pk>/done/", todo_views.DoneView.as_view(), name="council_room_task_done"),
    path("calendar/", calendar_views.RenewView.as_view(), name="council_room_calendar_renew"),
    path("calendar/<str:key>.ics", calendar_views.room_calendar, name="council_room_calendar"),
]
