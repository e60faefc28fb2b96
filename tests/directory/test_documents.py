"""Documents: what they say they are, under a clean name, and only for those who may have them."""

import zipfile

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from directory.media_documents import LARGEST_CONTENT, MOST_ENTRIES, checked_document
from directory.media_names import file_name, plain_text
from directory.models import AgencyDocument
from tests.directory.uploads import Uploads, docx, file, noise, packed, picture, stored_files
from tests.factories import NewsPageFactory

# A page is not published for its file alone.
WORDS = "신청서를 내려받아 적은 뒤 가까운 주민센터에 내 주십시오."
KOREAN = r"[가-힣].*(니다|십시오|니다: .*)\.?"
ALLOWED = ["csv", "docx", "hwp", "hwpx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
HWP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"HWP Document File" + b"\0" * 300
KINDS = b'<Types><Override ContentType="application/vnd.openxmlformats"/></Types>'

GOOD = {
    "pdf": PDF,
    "hwp": HWP,
    "hwpx": packed({"mimetype": "application/hwp+zip", "Contents/section0.xml": "<s/>"}),
    "odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>"}),
    "docx": docx(),
    "xlsx": packed({"[Content_Types].xml": KINDS, "xl/workbook.xml": "<w/>"}),
    "pptx": packed({"[Content_Types].xml": KINDS, "ppt/presentation.xml": "<p/>"}),
    "txt": "안내문\r\n".encode("cp949"),
    "csv": "이름,전화\n복지관,02-000-0000\n".encode("utf-8-sig"),
    "zip": packed({"서식/신청서.hwp": HWP, "사진.jpg": picture()}),
}

BAD = {
    "nothing at all": ("a.pdf", b""),
    "a program": ("a.exe", b"MZ" + noise(200)),
    "a page": ("a.html", b"<script>alert(1)</script>"),
    "a document with macros by name": ("a.docm", docx()),
    "a page called pdf": ("a.pdf", b"<html><script>alert(1)</script></html>"),
    "a pdf cut off": ("a.pdf", PDF[:20] + noise(5000)),
    "a word file called hwp": ("a.hwp", docx()),
    "another OLE file called hwp": ("a.hwp", HWP.replace(b"HWP", b"XLS")),
    "a word file called xlsx": ("a.xlsx", docx()),
    "a zip called docx": ("a.docx", packed({"a.txt": "글"})),
    "a zip called hwpx": ("a.hwpx", packed({"mimetype": "text/plain"})),
    "a broken zip": ("a.zip", packed({"a.txt": "글"})[:-9]),
    "noise called zip": ("a.zip", noise(400)),
    "a zip with a program": ("a.zip", packed({"a.pdf": PDF, "설치.exe": "MZ"})),
    "a zip in a zip": ("a.zip", packed({"b.zip": packed({"a.txt": "글"})})),
    "macros inside": (
        "a.xlsx",
        packed({"[Content_Types].xml": KINDS, "xl/w.xml": "", "xl/vbaProject.bin": "m"}),
    ),
    "macros declared": ("a.docx", docx(**{"[Content_Types].xml": b'<T a="macroEnabled"/>'})),
    "a bomb": ("a.zip", packed({"a.txt": b"\0" * 20_000_000})),
    "a bomb called docx": ("a.docx", docx(**{"word/media.bin": b"\0" * 20_000_000})),
    "too many entries": (
        "a.zip",
        packed(dict.fromkeys(map("{}.txt".format, range(MOST_ENTRIES + 1)), ""), 0),
    ),
    "a picture called txt": ("a.txt", picture()),
    "binary called csv": ("a.csv", noise(300)),
    "UTF-16": ("a.txt", "글".encode("utf-16")),
}


class TestChecking:
    @pytest.mark.parametrize("extension", GOOD)
    def test_a_good_document_passes_unchanged(self, extension):
        document = checked_document(file(f"안내.{extension}", GOOD[extension]), ALLOWED)

        assert (document.name, document.read()) == (f"안내.{extension}", GOOD[extension])

    @pytest.mark.parametrize("case", BAD)
    def test_a_bad_one_is_refused_with_a_sentence(self, case):
        with pytest.raises(ValidationError, match=KOREAN):
            checked_document(file(*BAD[case]), ALLOWED)

    def test_a_size_that_the_archive_only_claims_is_believed(self):
        """Whoever writes a false size into a zip is refused, however small the rest."""
        archive = bytearray(packed({"a.txt": "글"}))
        place = archive.rindex(b"PK\x01\x02") + 24
        archive[place : place + 4] = (LARGEST_CONTENT + 1).to_bytes(4, "little")

        with pytest.raises(ValidationError, match="커지는"):
            checked_document(file("a.zip", bytes(archive)), ALLOWED)

    def test_a_locked_archive_is_refused(self):
        archive = bytearray(packed({"a.txt": "글"}))
        archive[archive.rindex(b"PK\x01\x02") + 8] |= 1

        with pytest.raises(ValidationError, match="암호"):
            checked_document(file("a.zip", bytes(archive)), ALLOWED)

    def test_zipfile_reads_what_the_tests_pack(self):
        assert zipfile.is_zipfile(file("a.docx", GOOD["docx"]))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("2026년 안내(최종).HWP", "2026년 안내(최종).hwp"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\문서\\안내.pdf", "안내.pdf"),
        ("안내\u202efdp.exe", "안내fdp.exe"),
        ("안\x00내\r\n.pdf", "안내.pdf"),
        (".htaccess.txt", "htaccess.txt"),
        ("   .pdf", "pdf"),
        ('a<b>"c|?*.pdf', "a_b__c___.pdf"),
        ("\u1112\u1161\u11ab.pdf", "한.pdf"),
        ("가" * 300 + ".pdf", "가" * 66 + ".pdf"),
    ],
)
def test_names_keep_korean_and_lose_tricks(given, name):
    assert file_name(given) == name


def test_plain_text_is_one_line():
    assert plain_text(" 두\n줄\t글\u200b ") == "두 줄 글"


@pytest.fixture
def uploads(client, editor_a, agency_a):
    client.force_login(editor_a)
    return Uploads(client, "documents", agency_a.collection)


@pytest.mark.parametrize("door", Uploads.doors)
class TestUploading:
    def test_a_good_document_is_stored(self, uploads, door, agency_a):
        assert door(uploads, file("사업 안내.pdf", PDF)) == []

        document = AgencyDocument.objects.get()
        assert document.collection == agency_a.collection
        assert document.filename == "사업_안내.pdf"
        assert document.file.read() == PDF

    @pytest.mark.parametrize(
        "case", ["nothing at all", "a program", "a page called pdf", "a bomb", "macros inside"]
    )
    def test_a_bad_one_leaves_nothing_but_a_sentence(self, uploads, door, settings, case):
        sentences = door(uploads, file(*BAD[case]))

        assert any("니다" in sentence or "십시오" in sentence for sentence in sentences)
        assert not AgencyDocument.objects.exists()
        assert stored_files(settings.MEDIA_ROOT) == []

    def test_fifty_megabytes_are_too_many(self, uploads, door, settings):
        assert door(uploads, file("a.txt", b"a" * 50 * 1024 * 1024))
        assert stored_files(settings.MEDIA_ROOT) == []

    def test_a_full_disk_leaves_nothing_but_a_sentence(self, uploads, door, settings, full_disk):
        sentences = door(uploads, file("a.pdf", PDF))

        assert any("저장할 공간이 부족" in sentence for sentence in sentences)
        assert not AgencyDocument.objects.exists()
        assert stored_files(settings.MEDIA_ROOT) == []


def body_with(document):
    return [("file", {"document": document, "label": ""})]


class TestServing:
    @pytest.fixture
    def document(self, agency_a):
        return AgencyDocument.objects.create(
            title="안내", collection=agency_a.collection, file=file("사업 안내.pdf", PDF)
        )

    @pytest.fixture
    def news(self, agency_a, document):
        return NewsPageFactory(parent=agency_a.page, summary=WORDS, body=body_with(document))

    def test_a_published_page_opens_it_to_everybody(self, client, document, news):
        response = client.get(document.url)

        assert response.status_code == 200
        assert b"".join(response.streaming_content) == PDF

    def test_a_link_in_prose_does_too(self, client, document, agency_a):
        prose = f'<p><a linktype="document" id="{document.pk}">안내</a></p>'
        NewsPageFactory(parent=agency_a.page, body=[("paragraph", prose)])

        assert client.get(document.url).status_code == 200

    def test_it_is_kept_and_never_run(self, client, document, news):
        headers = client.get(document.url).headers

        assert headers["Content-Disposition"].startswith("attachment;")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["Cache-Control"] == "private, no-cache"

    def test_without_a_page_it_is_not_there(self, client, document):
        assert client.get(document.url).status_code == 404

    def test_a_draft_does_not_open_it(self, client, document, agency_a):
        NewsPageFactory(parent=agency_a.page, body=body_with(document), live=False)

        assert client.get(document.url).status_code == 404

    def test_a_draft_of_a_live_page_does_not_open_it(self, client, document, agency_a):
        news = NewsPageFactory(parent=agency_a.page)
        news.body = body_with(document)
        news.save_revision()

        assert client.get(document.url).status_code == 404

    def test_it_is_gone_with_its_page(self, client, document, news):
        news.unpublish()

        assert client.get(document.url).status_code == 404

    def test_it_is_gone_with_the_section(self, client, document, news, agency_a):
        agency_a.page.unpublish()

        assert client.get(document.url).status_code == 404

    def test_a_restricted_page_does_not_open_it(self, client, document, news):
        PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)

        assert client.get(document.url).status_code == 404

    @pytest.mark.parametrize("where", ["its own collection", "the one above"])
    def test_a_closed_collection_keeps_it(self, client, document, news, where):
        collection = (
            document.collection if where == "its own collection" else Collection.get_first_root_node()
        )
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )

        assert client.get(document.url).status_code == 404

    def test_its_own_agency_may_have_it_before_publication(self, client, document, editor_a):
        client.force_login(editor_a)

        assert client.get(document.url).status_code == 200

    @pytest.mark.parametrize("person", ["editor_b", "resident"])
    def test_others_who_are_signed_in_may_not(self, client, document, person, request):
        client.force_login(request.getfixturevalue(person))

        assert client.get(document.url).status_code == 404

    def test_the_secretariat_may(self, client, document, secretariat):
        client.force_login(secretariat)

        assert client.get(document.url).status_code == 200

    @pytest.mark.parametrize(
        "path", ["/documents/{}/other.pdf", "/documents/99999999999999999999/a.pdf", "/documents/{}/"]
    )
    def test_another_name_or_number_is_not_there(self, client, document, news, path):
        assert client.get(path.format(document.pk)).status_code == 404

    def test_a_lost_file_is_not_there(self, client, document, news):
        document.file.storage.delete(document.file.name)

        assert client.get(document.url).status_code == 404

    def test_the_file_itself_has_no_address(self, client, document, news):
        assert client.get(document.file.url).status_code == 404
