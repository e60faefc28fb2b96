"""소개, 이용약관, 개인정보처리방침, 저작권, 접근성: pages of the site itself."""

from common.pages import PublicPage
from directory.cards import cards


class StandardPage(PublicPage):
    """A page of plain text about the site, written by the secretariat or the office."""

    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = "안내 페이지"
        verbose_name_plural = "안내 페이지"

    def get_context(self, request, *args, **kwargs):
        below = []
        if self.numchild:
            below = StandardPage.objects.published().child_of(self).order_by("path").for_cards()
        return super().get_context(request, *args, **kwargs) | {"subpages": cards(below, request)}
