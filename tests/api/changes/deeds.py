"""What editors, the secretariat and importers do to what is public: each deed on things picked by chance."""

import uuid
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Lock

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, Page, PageViewRestriction

from accounts.models import User
from directory.keeping.duplicates import merge
from directory.models import Agency, AgencyImage, AgencyPage, Benefit, FacilityPage, MergeSuggestion, Term
from pages.models import NewsPage
from tests.api.world import a_body, link
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

LOGIN = BaseViewRestriction.LOGIN
FACTORIES = (EventPageFactory, FacilityPageFactory, NewsPageFactory, ProgramPageFactory, ResourcePageFactory)


class Claims:
    """Wagtail's tree does not bear two hands on one branch, with us or without: each page has one hand at a time."""

    def __init__(self):
        self._lock, self._held = Lock(), set()

    @contextmanager
    def of(self, pks):
        pks = set(pks)
        with self._lock:
            is_free = not pks & self._held
            if is_free:
                self._held |= pks
        try:
            yield is_free
        finally:
            if is_free:
                with self._lock:
                    self._held -= pks


class Writer:
    """``chance``: a seeded ``random.Random``; ``claims``: shared by all writers."""

    def __init__(self, chance, claims):
        self.chance, self.claims = chance, claims
        self.done = {}

    def act(self):
        """One deed that comes about."""
        for _ in range(50):
            deed = self.chance.choices(list(DEEDS), list(DEEDS.values()))[0]
            with suppress(ValidationError):  # an address that is taken there: undone whole, as in the admin
                is_done = deed(self)
                if not is_done:
                    continue
                self.done[deed.__name__] = self.done.get(deed.__name__, 0) + 1
                return

    def word(self):
        return f"말 {self.chance.randrange(10**6)}"

    def pick(self, pages):
        pks = list(pages.order_by("pk").values_list("pk", flat=True))
        return self.chance.choice(pks) if pks else None

    def leaf(self, **narrowed):
        return self.pick(Page.objects.filter(depth__gt=4, **narrowed))

    def section(self, **narrowed):
        return self.pick(AgencyPage.objects.filter(**narrowed))

    def body(self):
        other = self.leaf()
        body = a_body(page=Page.objects.filter(pk=other).first())
        if image := self.pick(AgencyImage.objects.all()):
            picture = {"image": AgencyImage.objects.get(pk=image), "decorative": True, "alt_text": ""}
            body.append(("image", {"picture": picture, "caption": self.word(), "credit": ""}))
        return body

    @contextmanager
    def holding(self, pk, *more, below=False):
        """The page, fresh and in no other's hand; None where it is held or gone. One transaction."""
        page = Page.objects.filter(pk=pk).first()
        wanted = {pk, *more}
        if page and below:
            wanted |= set(Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True))
        with self.claims.of(wanted) as is_free, transaction.atomic():
            page = Page.objects.filter(pk=pk).first() if is_free else None
            yield page and page.specific


def publish(writer):
    parent = writer.section()
    with writer.holding(parent) as page:
        if page:
            factory = writer.chance.choice(FACTORIES)
            live = writer.chance.random() < 0.9
            factory(
                parent=page,
                title=writer.word(),
                slug=f"p-{uuid.UUID(int=writer.chance.getrandbits(128))}",
                summary=writer.word(),
                body=writer.body(),
                live=live,
            )
        return page


def edit(writer):
    with writer.holding(writer.leaf(alias_of=None)) as page:
        if page:
            page.summary = writer.word()
            if writer.chance.random() < 0.5:
                page.title = writer.word()
            if writer.chance.random() < 0.3:
                page.body = writer.body()
            revision = page.save_revision()
            if writer.chance.random() < 0.8:
                revision.publish(skip_permission_checks=True)
        return page


def unpublish(writer):
    with writer.holding(writer.leaf(live=True)) as page:
        if page:
            page.unpublish()
        return page


def republish(writer):
    with writer.holding(writer.leaf(live=False, alias_of=None)) as page:
        if page:
            page.save_revision().publish(skip_permission_checks=True)
        return page


def delete(writer):
    pk = writer.leaf()
    parent = Page.objects.filter(pk=pk).first()
    with writer.holding(pk, parent and parent.get_parent().pk) as page:
        if page:
            page.delete()
        return page


def move(writer):
    pk, to = writer.leaf(), writer.section()
    parent = Page.objects.filter(pk=pk).first()
    with writer.holding(pk, to, parent and parent.get_parent().pk) as page:
        target = page and Page.objects.filter(pk=to).first()
        if not target or page.get_parent().pk == to:
            return None
        page.move(target, pos="last-child")
        return page


def alias(writer):
    pk, to = writer.leaf(live=True, alias_of=None), writer.section()
    with writer.holding(pk, to) as page:
        if page:
            page.create_alias(parent=Page.objects.get(pk=to), update_slug=f"a-{uuid.uuid4()}")
        return page


def merge_two(writer):
    facilities = FacilityPage.objects.filter(live=True, alias_of=None)
    kept, other = writer.pick(facilities), writer.pick(facilities)
    if kept == other or kept is None:
        return None
    with writer.holding(kept, other) as page:
        if not page or not page.live or not FacilityPage.objects.filter(pk=other, live=True).exists():
            return None
        first, second = sorted((kept, other))
        pair = {"first_id": first, "second_id": second}
        suggestion, _ = MergeSuggestion.objects.get_or_create(**pair, defaults={"score": 90, "reasons": []})
        if suggestion.state != "open":
            return None
        merge(suggestion, page, by=User.objects.get(email="secretariat@nurinet.example"))
        return page


def close(writer):
    with writer.holding(writer.pick(FacilityPage.objects.filter(alias_of=None))) as page:
        if page:
            page.status = "open" if page.status == "closed" else "closed"
            page.save_revision().publish(skip_permission_checks=True)
        return page


def restrict(writer):
    pk = writer.leaf() if writer.chance.random() < 0.8 else writer.section()
    if pk is None:
        return None
    with transaction.atomic():
        page = Page.objects.filter(pk=pk).first()
        if page and not PageViewRestriction.objects.filter(page=page).exists():
            PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)
    return page


def open_again(writer):
    """Wagtail does not bear two hands that take away one restriction."""
    pk = writer.pick(PageViewRestriction.objects.all())
    with transaction.atomic():
        restriction = PageViewRestriction.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if restriction:
            restriction.delete()
    return restriction


def switch_section(writer):
    with writer.holding(writer.section()) as page:
        if page:
            if page.live:
                page.unpublish()
            else:
                page.save_revision().publish(skip_permission_checks=True)
        return page


def rename_section(writer):
    with writer.holding(writer.section()) as page:
        if page:
            page.title = f"기관 {writer.word()}"
            page.save_revision().publish(skip_permission_checks=True)
        return page


def slug(writer):
    pk, below = (
        (writer.section(), True) if writer.chance.random() < 0.3 else (writer.leaf(alias_of=None), False)
    )
    with writer.holding(pk, below=below) as page:
        if page:
            page.slug = f"s-{writer.chance.randrange(10**9)}"
            page.save_revision().publish(skip_permission_checks=True)
        return page


def expire(writer):
    pk = writer.leaf() if writer.chance.random() < 0.9 else writer.section()
    with writer.holding(pk) as page:
        if page:
            soon = timezone.now() + timedelta(seconds=writer.chance.uniform(-1, 2))
            page.expire_at = None if page.expire_at else soon
            page.save()
        return page


def benefit(writer):
    chosen = Benefit.objects.filter(pk=writer.pick(Benefit.objects.all())).first()
    kind = writer.chance.randrange(4)
    if chosen is None or kind == 0:
        return BenefitFactory(title=writer.word(), targets=Term.objects.filter(axis="life")[:1])
    with transaction.atomic():
        chosen = Benefit.objects.select_for_update().filter(pk=chosen.pk).first()
        if chosen:
            if kind == 1:
                chosen.is_hidden = not chosen.is_hidden
            elif kind == 2:
                past = timezone.localdate() - timedelta(days=1)
                chosen.ends_on = None if chosen.ends_on else past
            else:
                chosen.summary = writer.word()
            chosen.save()
    return chosen


def drop_benefit(writer):
    chosen = Benefit.objects.filter(pk=writer.pick(Benefit.objects.all())).first()
    if chosen:
        chosen.delete()
    return chosen


def switch_pictures(writer):
    with transaction.atomic():
        pks = list(Agency.objects.order_by("pk").values_list("collection", flat=True))
        collection = writer.chance.choice(pks)
        list(Agency.objects.select_for_update().filter(collection=collection))
        there = CollectionViewRestriction.objects.filter(collection=collection)
        if first := there.first():
            first.delete()
        else:
            CollectionViewRestriction.objects.create(collection_id=collection, restriction_type=LOGIN)
    return collection


def rename_term(writer):
    term = Term.objects.get(pk=writer.pick(Term.objects.filter(axis__in=["life", "topic"])))
    term.label = f"{term.code} {writer.word()}"
    term.save()
    return term


def name_in_prose(writer):
    """A page that says nothing but another page's address."""
    with writer.holding(writer.pick(NewsPage.objects.filter(alias_of=None))) as page:
        target = page and Page.objects.filter(pk=writer.leaf()).first()
        if target:
            page.body = [("paragraph", link("page", target))]
            page.save_revision().publish(skip_permission_checks=True)
        return target


DEEDS = {
    publish: 30,
    edit: 22,
    unpublish: 7,
    republish: 12,
    delete: 6,
    move: 6,
    alias: 2,
    merge_two: 3,
    close: 3,
    restrict: 4,
    open_again: 6,
    switch_section: 3,
    rename_section: 2,
    slug: 4,
    expire: 5,
    benefit: 7,
    drop_benefit: 1,
    switch_pictures: 2,
    rename_term: 1,
    name_in_prose: 3,
}
