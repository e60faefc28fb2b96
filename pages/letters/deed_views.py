"""The deeds of headquarters, each a sentence and a button; what they do is in ``pages.letters.actions``."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from wagtail.log_actions import log

from common.letters.clock import is_quiet
from directory.action_views import DeedView
from directory.people_forms import ReasonForm
from pages.letters.admin_views import OneNewsletterMixin, letter_of, letters_crumb
from pages.letters.log import Step

MORNING = " 지금은 밤이라 내일 아침 8시부터 보냅니다."


class NewsletterDeedView(OneNewsletterMixin, DeedView):
    form_class = forms.Form

    def get_page_subtitle(self):
        return self.newsletter.title

    def get_success_url(self):
        return reverse("letters:inspect", args=[self.newsletter.pk])

    def trail(self):
        return [letters_crumb(), {"url": self.get_success_url(), "label": self.newsletter.title}]


class TryView(NewsletterDeedView):
    page_title = "시험 발송"
    button = "나에게 보내기"

    def get_context_data(self, **kwargs):
        self.sentence = f"지금 모습 그대로 {self.request.user.email} 주소로만 보냅니다."
        return super().get_context_data(**kwargs)

    def perform(self, data):
        letter = letter_of(self.newsletter)
        if letter is None:
            raise ValidationError("실을 글이 없습니다. 먼저 글을 골라 주십시오.")
        mail = EmailMultiAlternatives(
            f"[시험] {letter.subject}", letter.text, None, [self.request.user.email]
        )
        mail.attach_alternative(letter.html, "text/html")
        mail.send()
        log(instance=self.newsletter, action=str(Step.TRIED), user=self.request.user)
        self.done = f"{self.request.user.email} 주소로 보냈습니다."


class StartView(NewsletterDeedView):
    page_title = "보내기"
    button = "보내기"
    is_dangerous = True

    def get_context_data(self, **kwargs):
        count = self.newsletter.audience().count()
        self.sentence = (
            f"소식지를 받겠다고 하신 {count:,}명에게 보냅니다. 되돌릴 수 없고, 보낸 뒤에는 고칠 수 없습니다."
            + (MORNING if is_quiet() else "")
        )
        return super().get_context_data(**kwargs)

    def perform(self, data):
        count = self.newsletter.start(by=self.request.user)
        self.done = f"{count:,}명에게 보내기 시작했습니다." + (MORNING if is_quiet() else "")


class StopView(NewsletterDeedView):
    page_title = "멈추기"
    sentence = "아직 보내지 않은 것을 보내지 않고 기다립니다. 나중에 이어서 보낼 수 있습니다."
    button = "멈추기"
    done = "멈추었습니다."

    def perform(self, data):
        self.newsletter.stop(by=self.request.user)


class GoOnView(NewsletterDeedView):
    page_title = "이어서 보내기"
    sentence = "아직 받지 못한 분께만 이어서 보냅니다."
    button = "이어서 보내기"
    done = "이어서 보냅니다."

    def perform(self, data):
        self.newsletter.go_on(by=self.request.user)


class SendAgainView(NewsletterDeedView):
    page_title = "다시 보내기"
    sentence = "보내는 도중에 끊겨서 갔는지 알 수 없는 편지를 다시 보냅니다. 이미 받으신 분은 같은 편지를 한 번 더 받게 됩니다."
    button = "다시 보내기"
    is_dangerous = True

    def perform(self, data):
        count = self.newsletter.send_unclear_again(by=self.request.user)
        self.done = f"{count:,}통을 다시 보냅니다."


class TakeOutView(NewsletterDeedView):
    page_title = "웹 사본에서 빼기"
    form_class = ReasonForm
    sentence = "누리집에 있는 사본에서 이 글을 지웁니다. 이미 보낸 편지는 거두어들일 수 없습니다."
    button = "빼기"
    done = "웹 사본에서 뺐습니다."
    is_dangerous = True

    def perform(self, data):
        self.newsletter.take_out(self.kwargs["page"], by=self.request.user, reason=data["reason"])
