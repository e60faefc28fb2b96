"""What a person does with a source: set up, change, look first, pull now, upload, switch."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.action_views import DeedView
from pages.models.pulling import FeedSource
from pages.pulling import actions
from pages.pulling.admin.forms import FeedSourceForm, UploadForm
from pages.pulling.admin.lists import OneSourceMixin, PullingMixin, feeds_crumb
from pages.pulling.rehearsing import rehearse


class SourceFormView(PullingMixin, DeedView):
    """The form has two buttons: 먼저 보기 shows what would come in, 저장 saves."""

    template_name = "pages/pulling/admin/form.html"
    form_class = FeedSourceForm
    source = None
    button = "저장"
    done = "저장했습니다. 곧 불러옵니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.source, "user": self.request.user}

    def form_valid(self, form):
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        try:
            if not form.cleaned_data["url"]:
                raise ValidationError("먼저 보려면 주소를 적어 주십시오.")
            actions.refuse_asking(self.request.user, "look")
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, rehearsal=rehearse(form.instance)))

    def perform(self, data):
        source = self.get_form_kwargs()["instance"]
        source = source or FeedSource()
        for name, value in data.items():
            setattr(source, name, value)
        self.source = actions.save_source(source, by=self.request.user)

    def get_success_url(self):
        return reverse("feeds:inspect", args=[self.source.pk]) if self.source else reverse("feeds:index")


class AddView(SourceFormView):
    page_title = "불러올 곳 더하기"
    sentence = (
        "기관 누리집의 소식(RSS), 달력(iCal), 문화행사 자료의 주소를 한 번 적어 두면 새 글이 초안으로 들어옵니다. "
        "‘바로 게시’ 기관이면 바로 게시됩니다. 저장하기 전에 ‘먼저 보기’로 확인해 보십시오."
    )

    def trail(self):
        return [feeds_crumb()]


class EditView(OneSourceMixin, SourceFormView):
    page_title = "불러올 곳 고치기"

    def get_success_url(self):
        return OneSourceMixin.get_success_url(self)


class SourceDeedView(OneSourceMixin, DeedView):
    form_class = forms.Form


class PullNowView(SourceDeedView):
    page_title = "지금 불러오기"
    sentence = "차례를 기다리지 않고 지금 불러옵니다. 결과는 이 출처의 기록에 나옵니다."
    button = "지금 불러오기"
    done = "불러오고 있습니다. 잠시 뒤에 기록을 확인해 주십시오."

    def perform(self, data):
        actions.pull_now(self.source, by=self.request.user)


class SwitchView(SourceDeedView):
    page_title = "켜기와 끄기"
    done = "바꾸었습니다."

    @property
    def sentence(self):
        if self.source.is_on:
            return "끄면 새 글을 불러오지 않습니다. 이미 실은 글은 그대로 남습니다."
        return "켜면 곧 불러오고, 그 뒤로 정한 때마다 불러옵니다."

    @property
    def button(self):
        return "끄기" if self.source.is_on else "켜기"

    def perform(self, data):
        actions.switch(self.source, not self.source.is_on, by=self.request.user)


class UploadView(SourceDeedView):
    page_title = "파일 올리기"
    form_class = UploadForm
    sentence = (
        "파일에 든 소식이나 행사를 이 출처의 글로 싣습니다. 같은 파일을 다시 올려도 두 번 실리지 않습니다."
    )
    button = "올리기"
    done = "파일을 읽었습니다. 곧 글로 싣습니다. 결과는 기록에 나옵니다."

    def perform(self, data):
        file = data["file"]
        self.run, _reading = actions.take_upload(self.source, file.read(), file.name, by=self.request.user)

    def get_success_url(self):
        run = getattr(self, "run", None)
        return reverse("feeds:run", args=[run.pk]) if run else super().get_success_url()
