"""공개 자료, 칸 이름, 시설종류: written by headquarters, deleted only where nothing needs them."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from directory.models import FacilityKind, HeaderAlias, ImportSource
from tests.directory.importing.admin.conftest import bring, daycare_file, upload


@pytest.fixture
def source(db):
    return ImportSource.objects.create(code="meals", kind="facilities", name="급식소")


def alias(client, source, header, column):
    given = {"source": source.pk if source else "", "header": header, "column": column}
    return client.post(reverse("header_aliases:add"), given)


class TestSources:
    def test_a_source_is_made_changed_and_its_history_kept(self, desk):
        given = {"name": "새 목록", "code": "새-목록", "kind": "facilities", "licence": "kogl-1"}

        desk.post(reverse("import_sources:add"), given)
        source = ImportSource.objects.get(name="새 목록")
        desk.post(reverse("import_sources:edit", args=[source.pk]), given | {"attribution": "동대문구"})

        source.refresh_from_db()
        assert source.attribution == "동대문구"
        assert [entry.action for entry in registry.get_logs_for_instance(source)] == [
            "wagtail.edit",
            "wagtail.create",
        ]

    def test_one_that_was_imported_is_not_deleted_and_stays_of_its_kind(self, desk, directory_index):
        source = bring(desk, upload(desk)).source

        refused = desk.post(reverse("import_sources:delete", args=[source.pk]), follow=True)
        changed = desk.post(
            reverse("import_sources:edit", args=[source.pk]),
            {"name": source.name, "code": source.code, "kind": "benefits", "licence": source.licence},
        )

        assert "쓰고 있어 지울 수 없습니다: 가져오기 1건, 시설 6건, 목록의 줄 6건" in refused.content.decode()
        assert "바꿀 수 없습니다" in changed.content.decode()
        assert ImportSource.objects.filter(pk=source.pk, kind="facilities").exists()

    def test_one_that_nothing_needs_is_deleted(self, desk, source):
        desk.post(reverse("import_sources:delete", args=[source.pk]))

        assert not ImportSource.objects.filter(pk=source.pk).exists()

    @pytest.mark.parametrize("name", ["import_sources", "header_aliases", "facility_kinds"])
    def test_lists_are_for_headquarters(self, client, desk, editor_a, name):
        url = reverse(f"{name}:index")
        assert desk.get(url, {"q": "가", "ordering": "-nothing"}).status_code == 200

        client.force_login(editor_a)

        assert client.get(url).status_code in (302, 403)


class TestAliases:
    def test_a_name_of_a_column_is_read_by_the_next_upload(self, desk, source):
        alias(desk, None, "연 락 처 번호", "facilities:phone")

        run = upload(desk, daycare_file(header="어린이집명,주소,연락처번호,정원"))

        assert run.header_map["연락처번호"] == "phone"

    def test_the_same_name_twice_is_refused_for_one_source_and_allowed_for_another(self, desk, source):
        alias(desk, source, "연락처번호", "facilities:phone")

        again = alias(desk, source, "연락처 번호", "facilities:fax")
        elsewhere = alias(desk, None, "연락처 번호", "facilities:fax")

        assert "이미 적어 둔 이름입니다" in again.content.decode()
        assert elsewhere.status_code == 302

    @pytest.mark.parametrize(
        ("header", "column", "told"),
        [
            ("?", "facilities:phone", "글자가 있는 이름"),
            ("연락처", "facilities:shoes", "목록에서 골라"),
            ("연락처", "benefits:contact", "시설의 목록입니다"),
        ],
    )
    def test_nonsense_is_refused_with_a_sentence(self, desk, source, header, column, told):
        count = HeaderAlias.objects.count()

        assert told in alias(desk, source, header, column).content.decode()
        assert HeaderAlias.objects.count() == count

    def test_an_unknown_source_in_the_address_is_passed_over(self, desk):
        assert desk.get(reverse("header_aliases:add"), {"source": "신발"}).status_code == 200


class TestKinds:
    def test_a_kind_in_use_is_not_deleted(self, desk, directory_index):
        bring(desk, upload(desk))
        kind = FacilityKind.objects.filter(facilities__isnull=False).first()

        used = desk.post(reverse("facility_kinds:delete", args=[kind.pk]), follow=True)
        parent = desk.get(reverse("facility_kinds:delete", args=[kind.parent_id]), follow=True)

        assert "시설 6건" in used.content.decode()
        assert "아래 종류" in parent.content.decode()

    def test_the_tree_has_two_levels(self, desk):
        group = FacilityKind.objects.filter(parent=None, children__isnull=False).first()
        other = FacilityKind.objects.filter(parent=None).exclude(pk=group.pk).first()
        given = {"label": group.label, "code": group.code, "parent": other.pk, "order": 1}

        response = desk.post(reverse("facility_kinds:edit", args=[group.pk]), given)

        assert "두 단계까지" in response.content.decode()
