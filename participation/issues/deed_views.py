"""The deeds of headquarters on an issue, each a sentence and a button; the rules are in `participation.actions`."""

from django.urls import reverse

from directory.action_views import DeedView
from participation.actions import answer, merge, move
from participation.issues.admin_views import OneIssueMixin
from participation.issues.deed_forms import AnswerForm, MergeForm, MoveForm


class IssueDeedView(OneIssueMixin, DeedView):
    def get_page_subtitle(self):
        return str(self.issue)

    def get_success_url(self):
        return reverse("issues_admin:inspect", args=[self.issue.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"issue": self.issue}

    def get_initial(self):
        return {"seen": self.issue.status}


class MoveView(IssueDeedView):
    page_title = "단계 옮기기"
    form_class = MoveForm
    button = "옮기기"
    done = "옮겼습니다. 올린 분과 공감한 분들께 알립니다."
    sentence = (
        "옮기면 과제의 걸음에 날짜, 다룬 곳, 까닭이 실리고 올린 분, 공감한 분, 댓글을 쓴 분께 알립니다. "
        "공감 기준에 못 미친 과제를 검토로 보내면 ‘사무국이 올림’으로 적힙니다."
    )

    def perform(self, data):
        move(
            self.issue,
            data["to"],
            by=self.request.user,
            seen=data["seen"],
            reason=data["reason"],
            body=data["body"],
            due_on=data["due_on"],
        )


class AnswerView(IssueDeedView):
    page_title = "공식 답변"
    form_class = AnswerForm
    button = "답변 올리기"
    done = "답변을 올렸습니다."
    sentence = "단계는 그대로 두고 답변을 과제의 맨 위에 올립니다."

    def perform(self, data):
        answer(
            self.issue, by=self.request.user, reason=data["reason"], body=data["body"], due_on=data["due_on"]
        )


class MergeView(IssueDeedView):
    page_title = "다른 과제와 합치기"
    form_class = MergeForm
    button = "합치기"
    done = "합쳤습니다. 두 과제의 모든 분께 알립니다."
    is_dangerous = True

    def perform(self, data):
        merge(self.issue, data["into"], by=self.request.user, seen=data["seen"], reason=data["reason"])
