"""소식지 in the menu of headquarters."""

from django.urls import path
from wagtail.admin.viewsets.model import ModelViewSet

from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem
from pages.letters import admin_views as views
from pages.letters import deed_views as deeds
from pages.models.letters import Newsletter


class NewsletterViewSet(PlainViewSet):
    model = Newsletter
    name = "letters"
    icon = "mail"
    menu_label = "소식지"
    menu_order = 260
    menu_item_class = HeadquartersMenuItem
    add_to_admin_menu = True
    index_view_class = views.NewsletterIndexView
    add_view_class = views.NewsletterAddView
    edit_view_class = views.NewsletterEditView
    delete_view_class = views.NewsletterDeleteView
    search_fields = ["title"]
    ordering = "-created_at"

    def get_form_class(self, for_update=False):
        return ModelViewSet.get_form_class(self, for_update)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("counts/", views.CountsView.as_view(), name="counts"),
            path("<int:pk>/", views.NewsletterInspectView.as_view(), name="inspect"),
            path("<int:pk>/pick/", views.PickView.as_view(), name="pick"),
            path("<int:pk>/preview/", views.PreviewView.as_view(), name="preview"),
            path("<int:pk>/preview/html/", views.PreviewHTMLView.as_view(), name="preview_html"),
            path("<int:pk>/try/", deeds.TryView.as_view(), name="try"),
            path("<int:pk>/start/", deeds.StartView.as_view(), name="start"),
            path("<int:pk>/stop/", deeds.StopView.as_view(), name="stop"),
            path("<int:pk>/go-on/", deeds.GoOnView.as_view(), name="go_on"),
            path("<int:pk>/again/", deeds.SendAgainView.as_view(), name="send_again"),
            path("<int:pk>/take-out/<int:page>/", deeds.TakeOutView.as_view(), name="take_out"),
        ]
