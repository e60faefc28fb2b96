"""What a person does with a webhook: set up, change, try, pause, send again, change the secret, take away."""

from django import forms
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from api.webhooks import actions
from api.webhooks.admin.forms import BEGINNING, NewSubscriberForm, ReplayForm, RotateForm, SubscriberForm
from api.webhooks.admin.lists import OneSubscriberMixin, webhooks_crumb
from common.sites import staff_site_of
from directory.action_views import ActionView


class SecretMixin:
    """Shows the secret in the answer itself: it stands in no session and at no address, and is never seen again."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        if getattr(self, "secret", None) is None:
            return answer
        page = TemplateResponse(self.request, "api/webhooks/secret.html", self._secret_context())
        add_never_cache_headers(page)
        return page

    def _secret_context(self):
        context = self.get_context_data()
        return context | {"secret": self.secret, "next_url": self.get_success_url()}


class AddView(SecretMixin, ActionView):
    page_title = "웹훅 더하기"
    header_icon = "globe"
    form_class = NewSubscriberForm
    sentence = (
        "공개된 것이 바뀔 때마다 무엇이 바뀌었는지를 이 주소로 보냅니다. 내용은 보내지 않으며, 받는 쪽이 API로 읽습니다. "
        "서명을 확인할 비밀키는 저장한 뒤 한 번만 보여 드립니다."
    )
    button = "저장하고 비밀키 보기"
    done = "저장했습니다."
    subscriber = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"initial": {"site": staff_site_of(self.request)}}

    def perform(self, data):
        made = self.form.instance
        self.secret = self.acted(actions.make, made, from_beginning=data["start"] == BEGINNING)
        self.subscriber = made

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def get_success_url(self):
        if self.subscriber:
            return reverse("webhooks:inspect", args=[self.subscriber.pk])
        return reverse("webhooks:index")

    def trail(self):
        return [webhooks_crumb()]


class EditView(OneSubscriberMixin, ActionView):
    page_title = "웹훅 고치기"
    form_class = SubscriberForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.subscriber}

    def perform(self, data):
        self.acted(actions.edit, self.subscriber, data)


class SubscriberDeedView(OneSubscriberMixin, ActionView):
    form_class = forms.Form


class TestView(SubscriberDeedView):
    page_title = "보내 보기"
    sentence = "아무 변경도 들어 있지 않은 시험 알림(type: test)을 서명하여 보냅니다. 결과는 기록에 나옵니다."
    button = "보내 보기"
    done = "곧 보냅니다. 잠시 뒤에 기록을 확인해 주십시오."

    def perform(self, data):
        self.acted(actions.ask_test, self.subscriber)


class PauseView(SubscriberDeedView):
    page_title = "멈추기"
    sentence = "멈추면 아무것도 보내지 않습니다. 다시 켜면 멈춘 곳부터 이어서 보냅니다."
    button = "멈추기"
    done = "멈추었습니다."

    def perform(self, data):
        self.acted(actions.pause, self.subscriber)


class ResumeView(SubscriberDeedView):
    page_title = "다시 켜기"
    sentence = "멈춘 곳부터 이어서 보냅니다."
    button = "다시 켜기"
    done = "켰습니다."

    def perform(self, data):
        self.acted(actions.resume, self.subscriber)


class ReplayView(SubscriberDeedView):
    page_title = "다시 보내기"
    form_class = ReplayForm
    sentence = (
        "고른 곳 다음의 변경을 모두 다시 보냅니다. 이미 받은 것도 새 번호(webhook-id)로 다시 갑니다. "
        "‘처음부터’는 지금 공개된 것 전부입니다."
    )
    button = "다시 보내기"
    done = "곧 다시 보냅니다."

    def perform(self, data):
        self.acted(actions.replay, self.subscriber, data["position"], data["where"])


class RotateView(SecretMixin, SubscriberDeedView):
    page_title = "비밀키 바꾸기"
    form_class = RotateForm
    sentence = "새 비밀키를 만들어 한 번만 보여 드립니다. 잊으셨을 때에도 이렇게 새로 만드십시오."
    button = "비밀키 바꾸고 보기"
    done = "비밀키를 바꾸었습니다."

    def perform(self, data):
        self.secret = self.acted(actions.rotate, self.subscriber, data["hours"])


class DeleteView(SubscriberDeedView):
    page_title = "웹훅 지우기"
    sentence = "지우면 보낸 기록도 함께 지워지며 되돌릴 수 없습니다. 잠시 쉬려면 ‘멈추기’를 쓰십시오."
    button = "지우기"
    done = "지웠습니다."
    is_dangerous = True
    is_gone = False

    def perform(self, data):
        self.acted(actions.delete, self.subscriber)
        self.is_gone = True

    def get_success_url(self):
        return reverse("webhooks:index") if self.is_gone else super().get_success_url()
