"""The box above a list of the admin, where what is listed stands in the search index."""

from django.db.models import Q

from common.looking import typed_so_far


class SiteSearchMixin:
    """Asks the site's own search, at every key; the list stays in its own order.

    ``key_fields`` are searched besides, by their whole value: numbers that no search index holds.
    """

    is_searchable = True
    key_fields = ()

    def search_queryset(self, queryset):
        text = self.search_query
        if not text:
            return queryset
        found = Q(pk__in=typed_so_far(text, queryset))
        for name in self.key_fields:
            found |= Q(**{f"{name}__iexact": text.strip()})
        return queryset.filter(found)
