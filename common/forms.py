"""The form behind every public page's editor."""

import json

from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.forms import ModelChoiceField
from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from common.references import forbidden_references, references

LONGEST_ID = 19

SENTENCES = {
    "page": "고르신 페이지는 게시되어 있지 않거나 다른 기관의 것이어서 연결할 수 없습니다.",
    "file": "고르신 사진이나 문서는 다른 기관의 것이어서 쓸 수 없습니다. 우리 기관의 자료를 골라 주십시오.",
}


def without_entity(text, pk):
    """Rich text as the editor sends it, its links and embeds of ``pk`` leading nowhere."""
    try:
        content = json.loads(text)
        for entity in content["entityMap"].values():
            if str(entity["data"].get("id")) == pk:
                entity["data"] = {"id": 0}
    except (ValueError, KeyError, TypeError, AttributeError):
        return text
    return json.dumps(content)


class PublicPageForm(WagtailAdminPageForm):
    """Refuses to point at what its writer may not use, however it came into the form.

    Wagtail checks no permission on chosen pages and files: a forged id in a hidden input would be saved.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._refuse_what_is_no_id()
        self._before = set(references(self.instance)) if self.is_bound and self.instance.pk else set()

    def _refuse_what_is_no_id(self):
        """What one chooses from a list is sent as digits that a database can count to; the rest is forged.

        Wagtail would fail when it looks for it, or when it draws the form again.
        """
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField) and isinstance(self.data, QueryDict):
                sent = [value for value in self.data.getlist(self.add_prefix(name)) if value]
                if any(not value.isdecimal() or len(value) >= LONGEST_ID for value in sent):
                    raise BadRequest(f"{name} is no id.")

    def clean(self):
        """A page that was never public and bears a name already taken (last year's 송년회) gets a number.

        Whoever types a title cannot know of the address, which stands on another tab.
        """
        slug = self.cleaned_data.get("slug")
        if slug and self.instance.first_published_at is None:
            number = 1
            while not Page._slug_is_available(slug, self.parent_page, self.instance):
                number += 1
                slug = f"{self.cleaned_data['slug'][:240]}-{number}"
            self.cleaned_data["slug"] = slug
        return super().clean()

    def _post_clean(self):
        super()._post_clean()
        self._check_publishable()
        if self.for_user is None:
            return
        forbidden = list(forbidden_references(self.instance, self.for_user, self._known()))
        if forbidden:
            self._forget(forbidden)
        for name, model, _pk in sorted(forbidden, key=lambda item: item[0]):
            sentence = SENTENCES["page" if model is Page else "file"]
            if name in self.fields:
                self.add_error(name, sentence)
            else:
                self.add_error(NON_FIELD_ERRORS, sentence)

    def _check_publishable(self):
        """Only when it is sent to be reviewed or published: a draft may lack what it will have."""
        if self.is_deferred_validation or "body" in self.errors:
            return
        try:
            self.instance.check_publishable()
        except ValidationError as refusal:
            self.add_error(None, refusal)

    def _forget(self, forbidden):
        """Take the refused ids out of what was sent: drawn again, the form would tell their titles."""
        self.data = self.data.copy()
        for field, _model, pk in forbidden:
            for key in [key for key in self.data if key == field or key.startswith(f"{field}-")]:
                if self.data[key] == pk and not key.endswith(("-count", "-order")):
                    self.data[key] = ""
                elif '"entityMap"' in self.data[key]:
                    self.data[key] = without_entity(self.data[key], pk)

    def _known(self):
        """What the page already pointed at, in the version being edited or in the live one."""
        if self.instance.pk is None:
            return self._before
        live = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        return self._before | set(references(live) if live else ())
