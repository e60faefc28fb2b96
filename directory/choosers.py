"""What Wagtail's choosers, its admin API and its bulk actions show: only what the person may use or see.

Known weak spots of Wagtail: wagtail#9714 (titles of drafts in the page chooser), the admin API's lists of
all files, wagtail#12969 (titles in bulk actions).
"""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import JsonResponse
from django.shortcuts import redirect
from taggit.models import Tag, TaggedItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page, WorkflowState, get_default_page_content_type

from common.references import choosable_files, choosable_pages, sections_of


class _OwnFilesMixin:
    def get_queryset(self):
        allowed = choosable_files(self.model, self.request.user).values("pk")
        return super().get_queryset().filter(pk__in=allowed)


class OwnImagesAPI(_OwnFilesMixin, ImagesAdminAPIViewSet):
    """Pictures of the collections that the person may choose from."""


class OwnDocumentsAPI(_OwnFilesMixin, DocumentsAdminAPIViewSet):
    """Documents of the collections that the person may choose from."""


class ReadOnlyPagesAPI(PagesAdminAPIViewSet):
    """The explorer's tree. Its actions (publish, revert, …) know neither locks nor reviews: they are off."""

    actions = {}


def register_api(router):
    router.register_endpoint("pages", ReadOnlyPagesAPI)
    router.register_endpoint("images", OwnImagesAPI)
    router.register_endpoint("documents", OwnDocumentsAPI)


class OwnBrowseView(BrowseView):
    """The page chooser; a section that the person may not see is not opened."""

    def get_object_list(self):
        if not choosable_pages(self.request.user).filter(pk=self.parent_page.pk).exists():
            self.parent_page = Page.get_first_root_node()
        return super().get_object_list()


class OwnChosenMultipleView(ChosenMultipleView):
    """The answer for several chosen pages: nothing of pages that the person may not choose."""

    def get(self, request):
        asked = [pk for pk in request.GET.getlist("id") if pk.isdecimal() and len(pk) < 10]
        allowed = choosable_pages(request.user).filter(pk__in=asked)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in allowed.values_list("pk", flat=True)])
        return super().get(request)


def own_tags(request, **model):
    """Completes only tags that stand on files the person may choose: a tag may name a person."""
    files = {
        ContentType.objects.get_for_model(kind).pk: choosable_files(kind, request.user).values("pk")
        for kind in (get_image_model(), get_document_model())
    }
    seen = Q(pk__in=[])
    for content_type, pks in files.items():
        seen |= Q(content_type=content_type, object_id__in=pks)
    term = request.GET.get("term", "").replace("\x00", "")
    if not term:
        return JsonResponse([], safe=False)
    tags = Tag.objects.filter(name__istartswith=term, pk__in=TaggedItem.objects.filter(seen).values("tag"))
    return JsonResponse(list(tags.order_by("name").values_list("name", flat=True)[:10]), safe=False)


tags = require_admin_access(own_tags)
browse = require_admin_access(OwnBrowseView.as_view())
chosen_multiple = require_admin_access(OwnChosenMultipleView.as_view())


def _visible(model, user):
    if model is Page and not user.is_superuser:
        # Not all that is published: a live page's title here is that of its draft.
        return Page.objects.filter(sections_of(user))
    if model in (get_image_model(), get_document_model()):
        return choosable_files(model, user)
    return model._default_manager.all()


def discreet(action_class):
    """The same bulk action, which does not name what the person may not see."""

    class Discreet(action_class):
        def get_actionable_objects(self):
            objects, others = super().get_actionable_objects()
            withheld = others["items_with_no_access"]
            seen = set(
                _visible(self.model, self.request.user)
                .filter(pk__in=[item.pk for item in withheld])
                .values_list("pk", flat=True)
            )
            others["items_with_no_access"] = [item for item in withheld if item.pk in seen]
            return objects, others

    Discreet.__name__ = Discreet.__qualname__ = action_class.__name__
    return Discreet


def publishing_all_or_none(action_class):
    """The same bulk action: where one page may not be published as it is, none is, and the reason is said."""

    class AllOrNone(action_class):
        def form_valid(self, form):
            try:
                with transaction.atomic():
                    return super().form_valid(form)
            except ValidationError as refusal:
                messages.error(self.request, f"아무것도 게시하지 않았습니다. {' '.join(refusal.messages)}")
                return redirect(self.next_url)

    AllOrNone.__name__ = AllOrNone.__qualname__ = action_class.__name__
    return AllOrNone


def withdrawn(action_class):
    """The same bulk action, which acts on nothing: files have no tags (``directory.models.media``)."""

    class Withdrawn(action_class):
        def get_actionable_objects(self):
            return [], {"items_with_no_access": []}

    Withdrawn.__name__ = Withdrawn.__qualname__ = action_class.__name__
    return Withdrawn


def refuse_publishing_past_a_review(request, action_type, objects, action):
    """Publishing many at once does not jump the review of any of them, or of what is below them."""
    if action_type != "publish" or action.model is not Page or not objects:
        return None
    within = Q()
    for page in objects:
        within |= Q(path__startswith=page.path)
    under_review = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    page = Page.objects.filter(within, Exists(under_review)).first()
    if page is None:
        return None
    messages.error(request, f"검토 중인 게시물(‘{page.draft_title}’)이 있어 게시하지 않았습니다.")
    return redirect(action.next_url)
