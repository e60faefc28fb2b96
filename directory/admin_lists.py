"""Lists of the admin: fifty to a page, found by the database, in one order to the end."""

from wagtail.admin.views.generic.base import BaseListingView


class TotalOrder:
    """Whatever a list is ordered by, ``then`` and the number end it: no row stands on two of its pages, or on none."""

    then = ()

    def order_queryset(self, queryset):
        asked = self.ordering or ()
        asked = (asked,) if isinstance(asked, str) else tuple(asked)
        if not asked:
            return queryset
        return queryset.order_by(*asked, *self.then, "-pk" if asked[0].startswith("-") else "pk")


class AdminListView(TotalOrder, BaseListingView):
    paginate_by = 50
    search_backend_name = None
