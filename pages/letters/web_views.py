"""The copies on the web: what was sent, as it was sent."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import ListView, TemplateView

from common.sites import crumbs, site_of
from pages.models.letters import Newsletter


class NewsletterListView(ListView):
    template_name = "pages/letters/letters.html"
    context_object_name = "newsletters"
    paginate_by = 20

    def get_queryset(self):
        return Newsletter.objects.frozen(site_of(self.request)).only("title", "slug", "started_at", "frozen")

    def paginate_queryset(self, queryset, page_size):
        """The nearest page there is, whatever was asked for."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        trail = crumbs(("소식 받기", reverse("subscribe")), ("소식지", self.request.path))
        return super().get_context_data(**kwargs) | {"breadcrumbs": trail}


class NewsletterView(TemplateView):
    template_name = "pages/letters/letter.html"

    def get_context_data(self, **kwargs):
        newsletter = get_object_or_404(Newsletter.objects.frozen(site_of(self.request)), slug=kwargs["slug"])
        return super().get_context_data(**kwargs) | {
            "newsletter": newsletter,
            "breadcrumbs": crumbs(
                ("소식 받기", reverse("subscribe")),
                ("소식지", reverse("newsletters")),
                (newsletter.title, self.request.path),
            ),
        }
