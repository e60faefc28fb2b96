"""Building the sample district, all of it or nothing."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.admin.mail import Notifier
from wagtail.models import Site, Workflow

from common.indexing import each_once
from council.sample import make_bodies, make_meetings
from directory.actions import join_agency, onboard_agency, suspend_agency
from directory.importing.engine import prepare, run_import
from directory.importing.kinds import FOLDER
from directory.models import Agency, AgencyDocument, AgencyImage, DirectoryIndexPage
from directory.models.source import SourceKind
from pages.actions import setup_district
from pages.models import DistrictSettings
from pages.sample import (
    applying,
    culture,
    documents,
    fair,
    films,
    lending,
    letters,
    page_makers,
    pulling,
    sandbox,
)
from pages.sample.agencies import AGENCIES
from pages.sample.bodies import BodyMaker
from pages.sample.people import make_people
from pages.sample.pictures import ALTS, picture
from pages.sample.site_texts import write_site_texts
from pages.sample.states import Desk
from participation.sample import make_sharing

OFFICIAL_LISTS = FOLDER / "sample"


def is_loaded():
    """Whether the sample is here: it comes whole, so its last agency tells."""
    return Agency.objects.filter(code=AGENCIES[-1].code).exists()


@contextmanager
def no_mail():
    """The sample's reviews are history: nobody is to be told of them."""
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    # Every notifier of Wagtail and of ours asks this first; looking up whom to tell is a fifth of the load.
    can_handle, Notifier.can_handle = Notifier.can_handle, lambda self, instance, **kwargs: False
    try:
        yield
    finally:
        settings.EMAIL_BACKEND, Notifier.can_handle = backend, can_handle


def load(password, tell=lambda line: None):
    """Build it. ``tell`` hears what is being done. Pictures of a failed attempt may stay in the media folder."""
    with no_mail(), transaction.atomic(), each_once():
        home = set_up_site()
        people = make_people(password)
        index = DirectoryIndexPage.objects.child_of(home).get()
        write_site_texts(home)
        for line in import_official_lists():
            tell(line)
        tell(f"{culture.TITLE}: 행사 {culture.bring_events(index)}건")
        texts = {name: page_makers.rows(name) for name in ("programs", "news", "events", "resources")}
        for agency in AGENCIES:
            made = build_agency(agency, index, people, texts)
            tell(f"{agency.title}: 글 {made}건")
        sandbox.make(index)
        pulling.make_source(AGENCIES[0].code)
        site, secretariat = Site.objects.get(root_page=home), people["secretariat@nurinet.example"]
        letters.make_letters(site, secretariat)
        make_bodies(site, people)
        tell(f"사회복지대회·박람회: 부스 {fair.make_fairs(site)}곳")
        tell(f"공유복지: 과제 {make_sharing(site, secretariat, people['dong@nurinet.example'])}건")
        tell(f"협의체: 회의 {make_meetings(site, secretariat)}번")


def set_up_site():
    """The district at the address it is served from, also when that address has changed since."""
    address = urlsplit(settings.BASE_URL)
    hostname, port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    home = setup_district(hostname=hostname, port=port, title="동대문구 누리넷")
    site = Site.objects.get(root_page=home)
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()
    district = DistrictSettings.for_site(site)
    if not district.phone:
        district.address, district.phone = "서울특별시 동대문구 누리로 1 (예시)", "02-000-1000"
        district.email = "hello@nurinet.example"
        district.save()
    return home


def import_official_lists():
    for path in sorted(OFFICIAL_LISTS.iterdir()):
        kind = SourceKind.BENEFITS if path.name.startswith("bokjiro") else SourceKind.FACILITIES
        run = run_import(prepare(path.read_bytes(), path.name, kind=kind))
        yield f"{run.source.name}: {run.counts.get('created', 0)}건"


def build_agency(agency, index, people, texts):
    """One agency with its people, pictures, file, facility and all its pages; returns how many pages."""
    account = onboard_agency(
        index=index,
        code=agency.code,
        title=agency.title,
        publishing=agency.publishing,
        kind=agency.kind,
        summary=agency.summary,
        address=agency.address,
        phone=agency.phone,
        email=f"hello@{agency.code}.example",
        website=f"https://{agency.code}.example/",
    )
    for _, _, local in agency.people:
        join_agency(account, people[f"{local}@{agency.code}.example"])
    editor = people[f"{agency.people[0][2]}@{agency.code}.example"]
    desk = Desk(
        Workflow.objects.get(name="사무국 검토 후 게시"),
        editor,
        people["secretariat@nurinet.example"],
        people["office@nurinet.example"],
    )
    images = make_images(agency, account, editor)
    bodies = BodyMaker(
        agency, [(pk, ALTS[motif]) for pk, motif in images], make_document(agency, account, editor)
    )
    section = dress_section(agency, account.page, bodies, images)
    venue = desk.bring(page_makers.PageMaker(agency, bodies, images).facility(), section, "live")
    maker = page_makers.PageMaker(agency, bodies, images, venue)
    made = 1
    for name, make in (("programs", maker.program), ("news", maker.news), ("events", maker.event)):
        for number, row in enumerate(row for row in texts[name] if row["agency"] == agency.code):
            page = desk.bring(applying.open_sign_up(make(row, number)), section, row["state"], number)
            if name != "news":
                applying.bring_applications(page)
            made += 1
    for number, row in enumerate(row for row in texts["resources"] if row["agency"] == agency.code):
        page = desk.bring(lending.resource(maker, row, number), section, row["state"], number)
        lending.bring_requests(page, row, editor)
        made += 1
    made += films.bring_films(agency, account, section, desk, images, ALTS)
    if agency.is_suspended:
        suspend_agency(
            account,
            by=people["office@nurinet.example"],
            reason="운영 법인이 바뀌어 인수인계하는 동안 멈춥니다(예시).",
        )
    return made


def dress_section(agency, section, bodies, images):
    """The agency's own page, with what needed its collection to be there first."""
    section.image_id, section.image_alt = images[0][0], ALTS[images[0][1]]
    section.body = bodies.body("agency", agency.story, "c")
    section.save_revision().publish(skip_permission_checks=True)
    section.refresh_from_db()
    return section


def make_images(agency, account, editor):
    """Of each of the agency's motifs two pictures: (pk, motif)."""
    made = []
    for number in range(2):
        for motif in agency.motifs:
            image = AgencyImage(
                title=f"{ALTS[motif]} {number + 1}",
                description=ALTS[motif],
                credit="누리넷 예시 그림",
                collection=account.collection,
                uploaded_by_user=editor,
            )
            content = picture(motif, f"{agency.code}{number}")
            image.file.save(f"{agency.code}-{motif}-{number + 1}.webp", ContentFile(content), save=False)
            image.save()
            made.append((image.pk, motif))
    return made


def make_document(agency, account, editor):
    """A leaflet: by turns a PDF, a table and a plain text. Returns its pk."""
    title = f"{agency.title} 이용 안내"
    lines = [
        agency.summary,
        "",
        f"주소: {agency.address}",
        f"전화: {agency.phone}",
        "시간: 평일 09:00–18:00",
        "",
        "신청: 전화하시거나 찾아오십시오.",
        "처음 오시는 분은 신분을 확인할 수 있는 것을 가져오십시오.",
        "",
        "이 안내문은 예시입니다.",
    ]
    make, suffix = (
        (documents.pdf_file, "pdf"),
        (
            lambda _, lines: documents.table_file([("항목", "내용"), *(("안내", x) for x in lines if x)]),
            "csv",
        ),
        (documents.text_file, "txt"),
    )[AGENCIES.index(agency) % 3]
    document = AgencyDocument(title=title, collection=account.collection, uploaded_by_user=editor)
    document.file.save(f"{agency.code}-guide.{suffix}", ContentFile(make(title, lines)), save=False)
    document.file_size = document.file.size
    document.save()
    return document.pk
