"""Topics and visibility of many benefits at once, from the list."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.admin.views.bulk_action import BulkAction

from accounts.roles import is_headquarters
from directory.curating.actions import curate
from directory.curating.screens import CurateForm
from directory.models import Benefit

VISIBILITY = {"": None, "hide": True, "show": False}


class CurateManyForm(CurateForm):
    """Nothing chosen leaves things as they are: many benefits are rarely alike."""

    is_hidden = None
    visibility = forms.ChoiceField(
        label="주민에게",
        required=False,
        choices=[("", "그대로 둡니다"), ("hide", "숨깁니다"), ("show", "보입니다")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].help_text = "고르시면 고른 것으로 바꿉니다. 하나도 고르지 않으면 그대로 둡니다."


class CurateBulkAction(BulkAction):
    display_name = "주제와 공개"
    action_type = "curate"
    aria_label = "고른 복지서비스의 주제와 공개를 정합니다"
    template_name = "directory/admin/curate_many.html"
    models = [Benefit]
    form_class = CurateManyForm

    def dispatch(self, request, *args, **kwargs):
        if not is_headquarters(request.user):
            raise PermissionDenied
        # “All in the listing” forgets what the listing was narrowed to.
        ids = request.GET.getlist("id")
        if not ids or not all(pk.isdecimal() and len(pk) < 19 for pk in ids):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_execution_context(self):
        chosen = self.cleaned_form.cleaned_data
        return {
            "by": self.request.user,
            "topics": chosen["topics"] or None,
            "is_hidden": VISIBILITY[chosen["visibility"]],
        }

    @classmethod
    def execute_action(cls, objects, *, by, topics, is_hidden, **kwargs):
        changed = [curate(benefit, by=by, topics=topics, is_hidden=is_hidden) for benefit in objects]
        return sum(changed), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return f"복지서비스 {num_parent_objects}개를 바꾸었습니다."
