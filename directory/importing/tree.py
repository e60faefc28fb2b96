"""Writing many pages of one type at once, leaving behind what Wagtail leaves when it publishes each.

``add_child`` and ``publish`` cost some sixty queries and several looks through the whole search index for
each page. Here every table is written once for each chunk: tree, page, relations, revision, log,
references, search index. Signals of single pages are not sent; whoever uses this sends
``public_content_changed`` when all is written.
"""

import uuid
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.text import slugify
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from common.indexing import index_many
from common.signals import public_things_changed
from directory.reach import link_table

CHUNK = 500
LONGEST_SLUG = 200


def hold(page, relations):
    """Give a page its relations in memory: ``{name: list of instances}``; those not named are empty."""
    page._cluster_related_objects = {
        name: list(relations.get(name, ())) for name in relation_names(type(page))
    }


def relation_names(model):
    names = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return names + [field.name for field in get_all_child_m2m_relations(model)]


def loaded(model, pks, *related):
    """Whole pages with their relations in memory, in few queries. ``related``: foreign keys to follow."""
    names = relation_names(model)
    pages = list(
        model.objects.filter(pk__in=pks).select_related(*related).prefetch_related(*names).order_by("pk")
    )
    for page in pages:
        hold(page, {name: getattr(page, name).all() for name in names})
    return pages


def _base_row(page):
    return Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields})


@cache
def _hash(content_path):
    return ReferenceIndex._get_content_path_hash(content_path)


class PageWriter:
    """Adds pages of ``model`` below ``parent`` and revises them, all at one ``moment``. Within a transaction."""

    def __init__(self, model, parent, moment):
        self.model, self.parent, self.moment = model, parent, moment
        self.content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        self.base_type = ContentType.objects.get_for_model(Page, for_concrete_model=False)
        self.deed = uuid.uuid4()
        self.slugs = None

    def add(self, pages):
        """Insert new pages, whose relations are held in memory, as published ones."""
        self._place(pages)
        rows = Page.objects.bulk_create([_base_row(page) for page in pages])
        for page, row in zip(pages, rows, strict=True):
            page.pk = page.id = page.page_ptr_id = row.pk
            page._state.adding = False
        self._insert_own_columns(pages)
        for page in pages:
            page._state.db = rows[0]._state.db
        Page.objects.filter(pk=self.parent.pk).update(numchild=F("numchild") + len(pages))
        self.write_relations(pages)
        self.revise(pages)

    def _insert_own_columns(self, pages):
        """``bulk_create`` refuses a model whose columns lie in two tables; its own half does not."""
        manager = self.model._base_manager.all()
        with transaction.atomic(using=manager.db, savepoint=False):
            manager._for_write = True
            manager._batched_insert(pages, self.model._meta.local_concrete_fields, batch_size=None)

    def _place(self, pages):
        """Everything of the tree that a page has before it is saved."""
        parent = Page.objects.select_for_update(of=("self",)).get(pk=self.parent.pk)
        last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        last_path = last.order_by("-path").values_list("path", flat=True).first()
        step = Page._str2int(last_path[len(parent.path) :]) if last_path else 0
        if self.slugs is None:
            self.slugs = set(last.values_list("slug", flat=True))
        for number, page in enumerate(pages, start=step + 1):
            page.path = Page._get_path(parent.path, parent.depth + 1, number)
            page.depth, page.numchild = parent.depth + 1, 0
            page.slug = self._free_slug(page)
            page.set_url_path(parent)
            page.draft_title = page.title
            page.content_type = self.content_type
            page.locale_id = parent.locale_id
            page.live, page.has_unpublished_changes = True, False
            page.first_published_at = page.last_published_at = self.moment
            page.latest_revision_created_at = self.moment

    def _free_slug(self, page):
        base = slugify(page.title, allow_unicode=True)[:LONGEST_SLUG] or self.model._meta.model_name
        slug, number = base, 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        return slug

    def write_relations(self, pages, names=None):
        """Insert what the pages hold in memory: children (hours) and links to other tables (동)."""
        for relation in get_all_child_relations(self.model):
            name = relation.get_accessor_name()
            if names is None or name in names:
                children = []
                for page in pages:
                    for order, child in enumerate(page._cluster_related_objects[name]):
                        setattr(child, relation.field.name, page)
                        child.sort_order = order
                        children.append(child)
                if children:
                    relation.related_model.objects.bulk_create(children)
        for field in get_all_child_m2m_relations(self.model):
            if names is None or field.name in names:
                through, here, there = link_table(self.model, field.name)
                through.objects.bulk_create(
                    through(**{here: page.pk, there: thing.pk})
                    for page in pages
                    for thing in page._cluster_related_objects[field.name]
                )

    def revise(self, pages):
        """Give each page, as it stands in memory, a live revision without an author, and index it."""
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type=self.content_type,
                base_content_type=self.base_type,
                object_id=str(page.pk),
                created_at=self.moment,
                object_str=page.title,
                content=page.serializable_data(),
            )
            for page in pages
        )
        of_page = Revision.objects.filter(
            base_content_type=self.base_type, object_id=Cast(OuterRef("pk"), CharField())
        )
        newest = Subquery(of_page.order_by("-pk").values("pk")[:1])
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(
            latest_revision_id=newest, live_revision_id=newest
        )
        for page, revision in zip(pages, revisions, strict=True):
            page.latest_revision = page.live_revision = revision
        self._log(pages)
        self.write_references(pages)
        index_many(self.model, pages)
        public_things_changed.send(sender=self.model, pks=[page.pk for page in pages])

    def _log(self, pages):
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=page.pk,
                revision_id=page.latest_revision_id,
                content_type=self.content_type,
                label=page.title,
                action="wagtail.publish",
                timestamp=self.moment,
                uuid=self.deed,
                content_changed=True,
            )
            for page in pages
        )

    def write_references(self, pages):
        """What the pages point at now, in the index of references; rows that are right stay."""
        here = ReferenceIndex.objects.filter(
            base_content_type=self.base_type, object_id__in=[str(page.pk) for page in pages]
        )
        known = {
            (
                row.object_id,
                row.to_content_type_id,
                row.to_object_id,
                row.model_path,
                row.content_path,
            ): row.pk
            for row in here
        }
        wanted = {
            (str(page.pk), *reference)
            for page in pages
            for reference in ReferenceIndex._extract_references_from_object(page)
        }
        gone = [pk for key, pk in known.items() if key not in wanted]
        ReferenceIndex.objects.filter(pk__in=gone).delete()
        ReferenceIndex.objects.bulk_create(
            ReferenceIndex(
                base_content_type=self.base_type,
                content_type=self.content_type,
                object_id=page,
                to_content_type_id=kind,
                to_object_id=target,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=_hash(content_path),
            )
            for page, kind, target, model_path, content_path in sorted(wanted - known.keys())
        )
