"""Conventions we care about: names, migrations, templates."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, get_page_models

ROOT = Path(__file__).resolve().parent.parent
OURS = {
    "common",
    "accounts",
    "directory",
    "participation",
    "council",
    "pages",
    "search",
    "api",
    "nurinet_cms",
}
HANGUL = re.compile(r"[가-힣]")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Rendered by a name that stands nowhere in our code, each with who asks for it.
ASKED_FOR_BY_OTHERS = {
    "404.html": "nurinet_cms.errors, by the number of the answer",
    "429.html": "allauth, when somebody tries too often",
    "500.html": "nurinet_cms.errors, by the number of the answer",
    "503.html": "nurinet_cms.errors, by the number of the answer",
}
# Folders whose templates replace those of a package, which asks for them by name.
REPLACING = (
    "account/",
    "allauth/",
    "mfa/",
    "socialaccount/",
    "usersessions/",
    "wagtailadmin/",
    "wagtailusers/",
    "wagtaildocs/",
)


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def names_of(things):
    return [str(thing) for thing in things]


class TestModels:
    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
    def test_every_model_has_a_korean_name(self, model):
        assert HANGUL.search(str(model._meta.verbose_name))

    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
    def test_every_model_says_what_a_row_is(self, model):
        if issubclass(model, AbstractRendition):
            pytest.skip("made and listed by Wagtail alone")
        assert model.__str__ is not models.Model.__str__

    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
    def test_created_at_is_set_once_by_the_machine(self, model):
        fields = {field.name: field for field in model._meta.get_fields()}
        if "created_at" in fields:
            assert fields["created_at"].auto_now_add

    @pytest.mark.parametrize(
        "page", [each for each in get_page_models() if each is not Page], ids=lambda model: model._meta.label
    )
    def test_every_page_type_says_where_it_stands(self, page):
        assert "parent_page_types" in vars(page)
        assert "subpage_types" in vars(page)


def migrations():
    return [path for app in sorted(OURS) for path in sorted((ROOT / app).glob("migrations/0*.py"))]


class TestMigrations:
    @pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
    def test_each_is_named_by_hand(self, path):
        assert not re.search(r"_auto_|_and_more$|_alter_.*_options", path.stem)

    @pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
    def test_none_drops_anything_without_saying_why(self, path):
        source = path.read_text(encoding="utf-8")
        for name in ("RemoveField", "DeleteModel"):
            assert f"migrations.{name}" not in source or f"# allow: {name}" in source

    @pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
    def test_none_holds_the_definition_of_a_block(self, path):
        source = path.read_text(encoding="utf-8")

        assert "block_lookup" not in source
        assert "blocks." not in source


class TestTemplates:
    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
    def test_none_has_a_script_or_a_style_inline(self, path):
        """The content security policy would not run it; JSON in a script element is data, and runs nowhere."""
        source = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script\b(?![^>]*\bsrc=)[^>]*>", source)
        staff_mail = "notifications/" in str(path) or "email" in path.name

        assert not re.search(r"""\son[a-z]+\s*=\s*["']""", source)
        assert [tag for tag in scripts if "json" not in tag] == []
        assert staff_mail or not re.search(r"""<style\b|\sstyle\s*=\s*["']""", source)
        assert "javascript:" not in source

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
    def test_none_asks_another_site(self, path):
        """A link may lead away; what the page itself loads comes from us."""
        source = path.read_text(encoding="utf-8")

        assert not re.search(r"""<(?:script|img|iframe|source)\b[^>]*\b(?:src|srcset)=["']https?:""", source)
        assert not re.search(
            r"""<link\b[^>]*\brel=["'](?:stylesheet|preload|preconnect)["'][^>]*\bhref=["']https?:""", source
        )

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
    def test_each_fits_a_readers_head(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 120

    def test_every_template_is_used(self):
        sources = [
            path.read_text(encoding="utf-8")
            for app in OURS
            for path in (ROOT / app).rglob("*.py")
            if "migrations" not in path.parts
        ]
        code = "\n".join([*sources, *(path.read_text(encoding="utf-8") for path in TEMPLATES)])
        pages = {page.template for page in get_page_models()}
        unused = [
            name
            for path in TEMPLATES
            if (name := path.relative_to(ROOT / "templates").as_posix()) not in code
            and name not in pages
            and name not in ASKED_FOR_BY_OTHERS
            and not name.startswith(REPLACING)
        ]
        assert not unused
