"""복지정보: the front page of the register."""

from common.pages import PublicPage


class DirectoryIndexPage(PublicPage):
    """복지정보: the facilities, programmes and agencies of the district."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["directory.AgencyPage"]

    class Meta:
        verbose_name = "복지정보"
        verbose_name_plural = "복지정보"
