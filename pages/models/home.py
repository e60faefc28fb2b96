"""The front door of one district."""

from common.pages import PublicPage


class HomePage(PublicPage):
    """Search first; for whom; today and this week; newest; agencies; crisis numbers."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "directory.DirectoryIndexPage",
        "pages.NewsIndexPage",
        "pages.EventIndexPage",
        "pages.StandardPage",
    ]

    class Meta:
        verbose_name = "첫 화면"
        verbose_name_plural = "첫 화면"
