"""On the edit screen of a page that was pulled and that a person has changed: the original says something else now."""

from django.contrib import messages
from django.utils.html import format_html

from pages.models.pulling import PulledItem


def tell_of_the_original(request, page):
    if request.method != "GET":
        return
    item = PulledItem.objects.filter(page=page.pk, is_held=True).select_related("source").first()
    if item is None or (
        item.changed_at
        and page.latest_revision_created_at
        and page.latest_revision_created_at > item.changed_at
    ):
        return
    said = "원본이 바뀌었거나 취소되었습니다. 직접 고친 글이라 그대로 두었으니 원본을 보고 고쳐 주십시오."
    link = format_html(' <a href="{}">{} 원문 보기</a>', item.url, item.source.name) if item.url else ""
    messages.warning(request, format_html("{}{}", said, link))
