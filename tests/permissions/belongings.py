"""All that an agency can have, in every state, each named with a secret marker."""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, UploadedFile

from common.moments import midnight
from directory.actions import join_agency, onboard_agency
from directory.importing.engine import prepare
from directory.importing.holder import CODE as HOLDER
from directory.models import (
    AgencyDocument,
    AgencyImage,
    AgencyMembership,
    Application,
    CorrectionRequest,
    DirectoryIndexPage,
    FacilityClaim,
    FacilityKind,
    HeaderAlias,
    ImportSource,
    Invitation,
    LendingRequest,
    LinkCheck,
    MergeSuggestion,
    ResourcePage,
    SourceRecord,
)
from pages.models import EventPage, FeedSource, Newsletter, NewsPage, PulledItem, PullRun
from search.models import Synonym
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
    UserFactory,
)
from tests.permissions import (
    council_desk,
    fairing,
    filming,
    participating,
    planning,
    public_council,
    pushing,
    rooming,
    signing_up,
    webhooking,
)
from tests.permissions.markers import SEARCH_WORD, SECRET
from tests.permissions.moderating import give_moderation


@dataclass
class Belongings:
    """What agency ``code`` owns. ``pages`` by state; the rest one of each."""

    code: str
    agency: object
    editor: object
    pages: dict = field(default_factory=dict)
    arguments: dict = field(default_factory=dict)

    @property
    def word(self):
        return SECRET[self.code][0]

    @property
    def mark(self):
        return SECRET[self.code][1]

    @property
    def section(self):
        return self.agency.page

    def title(self, what):
        return f"{self.word}{what} {SEARCH_WORD}"

    def body(self, what):
        return [{"type": "paragraph", "value": f"<p>{self.word}{what}본문</p>"}]


def _submit(page, user):
    page.get_workflow().start(page, user)
    page.refresh_from_db()
    return page


def _pages(own, secretariat):
    person, section = own.editor, own.section
    secret = {"parent": section, "owner": person, "live": False}

    def draft(what, factory=NewsPageFactory, **kwargs):
        slug = f"{own.mark}-{what}"
        page = factory(title=own.title(what), slug=slug, body=own.body(what), **secret, **kwargs)
        return page

    pages = own.pages
    pages["draft"] = draft("초안")
    pages["in_review"] = _submit(draft("검토중", EventPageFactory), person)
    pages["returned"] = _submit(draft("반려됨"), person)
    state = pages["returned"].current_workflow_task_state
    state.task.specific.on_action(state, secretariat, "reject", comment=f"{own.word}반려사유")
    pages["returned"].refresh_from_db()

    pages["scheduled"] = draft("예약됨")
    pages["scheduled"].go_live_at = timezone.now() + timedelta(days=1)
    pages["scheduled"].save_revision(user=person).publish(skip_permission_checks=True)

    live = NewsPageFactory(
        parent=section, owner=person, title=f"공개된 소식 {own.code}", slug=f"open-{own.code}"
    )
    live.title, live.body = own.title("고친제목"), own.body("고친")
    live.save_revision(user=person)
    pages["live"] = NewsPage.objects.get(pk=live.pk)
    pages["alias"] = pages["draft"].create_alias(parent=section, update_slug=f"{own.mark}-alias")

    pages["retired"] = NewsPageFactory(
        parent=section, owner=person, title=own.title("내린소식"), slug=f"{own.mark}-retired"
    )
    pages["retired"].unpublish(user=secretariat)
    locked = pages["locked"] = draft("잠긴초안")
    locked.locked, locked.locked_by, locked.locked_at = True, person, timezone.now()
    locked.save()
    own.pages = {kind: page.specific_class.objects.get(pk=page.pk) for kind, page in pages.items()}


def _files(own):
    collection, person = own.agency.collection, own.editor
    own.image = AgencyImage.objects.create(
        title=own.title("사진"),
        credit=f"{own.word}촬영자",
        collection=collection,
        uploaded_by_user=person,
        file=get_test_image_file(filename=f"{own.mark}-picture.png"),
    )
    own.document = AgencyDocument.objects.create(
        title=own.title("문서"),
        collection=collection,
        uploaded_by_user=person,
        file=ContentFile(f"{own.word}문서내용".encode(), name=f"{own.mark}-document.txt"),
    )
    own.uploads = SimpleNamespace(
        **{
            kind: UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(model),
                uploaded_by_user=person,
                file=ContentFile(b"half", name=f"{own.mark}-upload.txt"),
            )
            for kind, model in (("image", AgencyImage), ("document", AgencyDocument))
        }
    )


def _lending(own):
    """A resource that everybody may see, and a request that only its agency may."""
    own.resource = ResourcePageFactory(
        parent=own.section,
        owner=own.editor,
        title=f"휠체어 {own.code}",
        slug=f"wheelchair-{own.code}",
        takes_requests=True,
    )
    day = timezone.localdate() + timedelta(days=2)
    own.lending = LendingRequest.objects.create(
        resource=own.resource,
        name=f"{own.word}빌리는이",
        phone="02-000-0000",
        email=f"{own.mark}-borrower@{own.code}.example",
        purpose=f"{own.word}쓰임새",
        starts_at=midnight(day),
        ends_at=midnight(day + timedelta(days=1)),
        consented_at=timezone.now(),
    )


def _applying(own):
    """A programme that everybody may sign up for, who has a place in it, and who has not opened the mail yet."""
    own.course = ProgramPageFactory(
        parent=own.section,
        owner=own.editor,
        title=f"뜨개질 {own.code}",
        slug=f"knitting-{own.code}",
        takes_applications=True,
    )

    def application(mark, **fields):
        return Application.objects.create(
            page=own.course,
            name=f"{own.word}신청한이",
            phone="02-000-0000",
            email=f"{own.mark}-{mark}@{own.code}.example",
            answers=[{"name": "answer_x", "label": f"{own.word}물음", "answer": f"{own.word}답"}],
            **fields,
        )

    own.application = application("applicant", state="confirmed", seat=1, proven_at=timezone.now())
    own.unproven = application("unproven")


def _public_data(own, name):
    """A facility of the public data, which belongs to nobody here and is no secret."""
    holder = onboard_agency(
        index=DirectoryIndexPage.objects.get(), code=HOLDER, title="공공데이터", kind="public"
    )
    return FacilityPageFactory(parent=holder.page, title=f"{name} {own.code}", slug=f"{name}-{own.code}")


def _keeping(own):
    """What was reported, claimed, found broken and suggested."""
    own.correction = CorrectionRequest.objects.create(
        page=own.pages["live"], kind="other", message=f"{own.word}알림", email=f"{own.mark}-told@x.example"
    )
    own.claimed, own.claimable = (_public_data(own, name) for name in ("claimed", "claimable"))
    own.claim = FacilityClaim.objects.create(
        facility=own.claimed, agency=own.agency, asked_by=own.editor, message=f"{own.word}신청"
    )
    own.suggestion = MergeSuggestion.objects.create(
        first=own.claimed, second=own.claimable, score=90, reasons=[f"{own.word}닮음"]
    )
    url = "https://resource.example/"
    ResourcePage.objects.filter(pk=own.resource.pk).update(apply_url=url)
    LinkCheck.objects.create(
        page=own.resource,
        url=url,
        checked_at=timezone.now(),
        failing_since=timezone.now() - timedelta(days=3),
        problem=f"{own.word}까닭",
    )


def _list(own):
    """A list that headquarters brings in, named by the agency's word: nobody else is to read of it."""
    own.source = ImportSource.objects.create(
        code=f"list-{own.code}", kind="facilities", name=f"{own.word}목록"
    )
    content = f"시설명,주소\n{own.word}시설,서울특별시 동대문구 왕산로 1".encode()
    own.run = prepare(content, f"{own.mark}-list.csv", source=own.source)
    own.alias = HeaderAlias.objects.create(
        source=own.source, kind="facilities", field="fax", header=f"{own.word}팩스", key=own.mark
    )
    own.record = SourceRecord.objects.create(
        source=own.source, key=own.mark, facility=own.claimable, digest="x", held={"phone": own.word}
    )
    own.synonym = Synonym.objects.create(words=f"{own.code} 말, {own.word}낱말")
    own.kind = FacilityKind.objects.create(code=f"{own.mark}-kind", label=f"{own.code} 종류", order=900)


def _pulling(own):
    """A source of the agency's, what came of it, and what it refused."""
    own.feed = FeedSource.objects.create(
        agency=own.agency,
        name=f"{own.word}출처",
        url=f"https://{own.mark}.example/feed",
        failures=1,
        last_error=f"{own.word}실패",
    )
    own.pull = PullRun.objects.create(
        source=own.feed, state="done", refused=[[f"{own.word}거절", f"{own.word}거절까닭"]]
    )
    PulledItem.objects.create(
        source=own.feed, guid=own.mark, page_id=own.pages["draft"].pk, is_held=True, digest="x"
    )


def _newsletter(own):
    """A draft of headquarters, named by the agency's word, that tells of its open page."""
    live = own.pages["live"]
    own.newsletter = Newsletter.objects.create(site=live.get_site(), title=own.title("소식지"))
    own.newsletter.items.create(page_id=live.pk, note=f"{own.word}덧붙임")


def _traces(own):
    live, person = own.pages["live"], own.editor
    own.membership = AgencyMembership.objects.get(agency=own.agency, user=person)
    own.invitation = Invitation.objects.create(
        email=f"{own.mark}-invited@{own.code}.example",
        name=f"{own.word}초대",
        agency=own.agency,
        token_hash=own.mark,
        expires_at=timezone.now() + timedelta(days=1),
    )
    own.comment = Comment.objects.create(
        page=live, user=person, text=f"{own.word}댓글", contentpath="title", position=""
    )
    live.subscribers.create(user=person, comment_notifications=True)
    own.editing_session = EditingSession.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(NewsPage),
        object_id=str(live.pk),
        last_seen_at=timezone.now(),
    )
    own.redirect = Redirect.objects.create(
        old_path=f"/{own.mark}-old", redirect_page=Page.objects.get(pk=own.pages["draft"].pk)
    )


def build_belongings(agency, secretariat):
    """Fill the agency with one thing of each kind and state."""
    korean, mark = SECRET[agency.code]
    person = UserFactory(email=f"{mark}-person@{agency.code}.example", last_name=korean, first_name="담당")
    join_agency(agency, person)
    own = Belongings(code=agency.code, agency=agency, editor=person)
    _pages(own, secretariat)
    _files(own)
    _lending(own)
    _applying(own)
    _keeping(own)
    _list(own)
    _pulling(own)
    _newsletter(own)
    participating.give(own)
    planning.give(own)
    council_desk.give(own)
    public_council.give(own)
    signing_up.give(own)
    rooming.give(own)
    fairing.give(own)
    filming.give(own)
    pushing.give(own)
    webhooking.give(own)
    give_moderation(own)
    # Nobody's of an agency, hidden by headquarters; named by the agency's word, so that its title tells.
    own.benefit = BenefitFactory(title=own.title("복지서비스"), is_hidden=True)
    _traces(own)
    assert isinstance(own.pages["in_review"], EventPage)
    return own
