"""The filters of 자원 나눔."""

from django import forms

from directory.filters import ALL, VIEWS, ContentFilterForm
from directory.models.fees import FeeKind
from directory.models.resource import ResourceKind


class ResourceFilterForm(ContentFilterForm):
    tab_name, tab_choices = "view", VIEWS

    kind = forms.ChoiceField(label="자원 종류", required=False, choices=[*ALL, *ResourceKind.choices])
    fee = forms.ChoiceField(label="비용", required=False, choices=[*ALL, *FeeKind.choices])
    lendable = forms.BooleanField(label="지금 누리넷에서 신청할 수 있는 것", required=False)

    field_order = ["q", "kind", "lendable", "fee", "dong"]

    def narrow(self, resources):
        resources = super().narrow(resources)
        if "kind" in self.chosen:
            resources = resources.filter(kind=self.chosen["kind"])
        if "fee" in self.chosen:
            resources = resources.filter(fee_kind=self.chosen["fee"])
        return resources.lendable() if "lendable" in self.chosen else resources
