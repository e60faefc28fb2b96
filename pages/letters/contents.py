"""What is in the letters of one batch, looked at in the moment of sending: what is not public now is not in them."""

from collections import defaultdict

from common.addresses import base_of
from pages.letters.items import entry, pages_by_id
from pages.letters.rendering import addressed, digest_letter, newsletter_letter
from pages.models.letters import DigestItem
from pages.models.subscribing import ItemKind

# Of more the letter says how many there are, and where.
MOST_ITEMS = 30


class Contents:
    """For a batch of deliveries a constant number of queries, and one rendering for each issue."""

    def __init__(self, deliveries):
        self.items = defaultdict(list)
        digests = [each.pk for each in deliveries if not each.newsletter_id]
        if digests:
            rows = DigestItem.objects.filter(delivery__in=digests).order_by("pk")
            for delivery, page in rows.values_list("delivery_id", "page_id"):
                self.items[delivery].append(page)
        ids, self.sites = defaultdict(set), {}
        for each in deliveries:
            site = self.sites.setdefault(each.subscription.site_id, each.subscription.site)
            ids[site.pk] |= set(self._ids_of(each))
        self.pages = {pk: pages_by_id(site, ids[pk]) for pk, site in self.sites.items()}
        self.rendered = {}

    def _ids_of(self, delivery):
        if delivery.newsletter_id:
            return [item["id"] for item in delivery.newsletter.frozen["items"]]
        return self.items[delivery.pk]

    def letter_for(self, delivery):
        """The letter, or None where nothing is left to be told of."""
        letter = self._newsletter(delivery) if delivery.newsletter_id else self._digest(delivery)
        return letter and addressed(letter, delivery.subscription)

    def _newsletter(self, delivery):
        newsletter = delivery.newsletter
        if newsletter.pk not in self.rendered:
            public = self.pages[newsletter.site_id].keys()
            site = self.sites[newsletter.site_id]
            self.rendered[newsletter.pk] = newsletter_letter(newsletter, site, newsletter.frozen, public)
        return self.rendered[newsletter.pk]

    def _digest(self, delivery):
        site = self.sites[delivery.subscription.site_id]
        pages, base = self.pages[site.pk], base_of(site)
        left = [pages[pk] for pk in self.items[delivery.pk] if pk in pages]
        left.sort(key=lambda pair: list(ItemKind).index(pair[0]))
        if not left:
            return None
        shown = tuple(page.pk for _, page in left[:MOST_ITEMS])
        key = (site.pk, shown, len(left))
        if key not in self.rendered:
            entries = [entry(kind, page, base) for kind, page in left[:MOST_ITEMS]]
            self.rendered[key] = digest_letter(site, entries, len(left) - len(shown))
        return self.rendered[key]
