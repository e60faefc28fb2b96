"""What a person may point at from a page: pages, pictures, documents. One rule for forms and choosers."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from common.querysets import PublicPageQuerySet


def sections_of(user):
    """A condition for the pages in which the person holds any right to write."""
    condition = Q(pk__in=[])
    for grant in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user):
        if grant.permission.codename in {"add_page", "change_page", "publish_page"}:
            condition |= Q(path__startswith=grant.page.path)
    return condition


def choosable_pages(user, pages=None):
    """Pages that everybody may see, and those of the person's own section."""
    pages = Page.objects.all() if pages is None else pages
    if not user.is_active:
        return pages.none()
    if user.is_superuser:
        return pages
    published = PublicPageQuerySet(Page).published().order_by().values("pk")
    return pages.filter(Q(depth=1) | Q(pk__in=published) | sections_of(user))


def choosable_files(model, user):
    """Pictures or documents of the collections that the person may choose from."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose"])


def _choosable(model, user):
    return choosable_pages(user) if model is Page else choosable_files(model, user)


def references(page):
    """What the page points at, by foreign key, block, link or embed: (model, id) → names of its fields."""
    models = {
        ContentType.objects.get_for_model(model).pk: model
        for model in (Page, get_image_model(), get_document_model())
    }
    found = defaultdict(set)
    for content_type, pk, path, _ in ReferenceIndex._extract_references_from_object(page):
        if content_type in models:
            found[models[content_type], str(pk)].add(path.split(".")[0])
    return found


def forbidden_references(page, user, known=()):
    """Fields, with the model and id, in which ``page`` points at something the person may not use.

    What is in ``known`` was there before this person came, and may stay.
    """
    by_model = defaultdict(dict)
    for (model, pk), fields in references(page).items():
        if (model, pk) not in known:
            by_model[model][pk] = fields
    for model, wanted in by_model.items():
        allowed = _choosable(model, user).filter(pk__in=list(wanted)).values_list("pk", flat=True)
        allowed = {str(pk) for pk in allowed}
        for pk, fields in wanted.items():
            if pk not in allowed:
                yield from ((field, model, pk) for field in fields)
