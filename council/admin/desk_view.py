"""가림과 공개: the record, what looks like personal data in it, and how it would read for everybody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from council import actions
from council.actions.publishing import public_content, review_of
from council.admin import deed_forms
from council.admin.screens import MeetingScreen
from council.files import verdict
from council.models import Redaction
from council.public.minutes import result_of
from council.redacting import passages, suspects


class DeskView(MeetingScreen):
    """Every press is one small form; a refusal is said above, with what was typed."""

    template_name = "council/admin/desk.html"
    header_icon = "view"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.minutes = getattr(self.thing, "minutes", None)
        if self.minutes is None:
            raise Http404
        self.review = review_of(self.minutes)
        self.forms = {
            "phrase": deed_forms.PhraseForm(),
            "publish": deed_forms.CommentForm(prefix="publish"),
            "return": deed_forms.ReturnForm(prefix="return"),
        }

    @property
    def subject(self):
        """What is under review; otherwise the record that is out, or the last draft."""
        if self.review is None and self.minutes.live:
            return self.minutes
        return self.minutes.get_latest_revision_as_object()

    def get_page_title(self):
        return "가림과 공개"

    def post(self, request, *args, **kwargs):
        deeds = {
            "phrase": self._phrase,
            "undo": self._undo,
            "publish": self._publish,
            "return": self._return,
        }
        deed = deeds.get(request.POST.get("deed"))
        if deed is None:
            raise Http404
        try:
            done = deed()
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
            return self.render_to_response(self.get_context_data())
        messages.success(request, done)
        if request.POST["deed"] in ("publish", "return"):
            return redirect(reverse("meetings_admin:inspect", args=[self.thing.pk]))
        return redirect(request.path)

    def _typed(self, name, form):
        self.forms[name] = form
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        return form

    def _phrase(self):
        form = self._typed("phrase", deed_forms.PhraseForm(self.request.POST))
        data = form.deed()
        actions.decide_phrase(
            self.subject, data["phrase"], by=self.request.user, hides=data["hides"], ground=data["ground"]
        )
        return "가렸습니다." if data["hides"] else "공개해도 되는 말로 정했습니다."

    def _undo(self):
        pk = self.request.POST.get("redaction", "")
        pk = pk if pk.isdecimal() and len(pk) < 19 else 0
        actions.undo_phrase(get_object_or_404(Redaction, pk=pk, minutes=self.minutes), by=self.request.user)
        return "다시 정할 수 있습니다. 이미 공개한 회의록은 그대로입니다."

    def _publish(self):
        form = self._typed("publish", deed_forms.CommentForm(self.request.POST, prefix="publish"))
        actions.publish_minutes(self.minutes, by=self.request.user, comment=form.cleaned_data["comment"])
        return "회의록을 공개했습니다."

    def _return(self):
        form = self._typed("return", deed_forms.ReturnForm(self.request.POST, prefix="return"))
        actions.return_minutes(self.minutes, by=self.request.user, comment=form.cleaned_data["comment"])
        return "돌려보냈습니다."

    def get_context_data(self, **kwargs):
        subject = self.subject
        face = public_content(subject)
        return super().get_context_data(**kwargs) | {
            "passages": [passage for passage in passages(subject) if passage.text],
            "suspects": suspects(subject),
            "redactions": self.minutes.redactions.select_related("by"),
            "files": [(file, *verdict(file, subject)) for file in self.minutes.files.all()],
            "face": face,
            "results": [(item, result_of(item)) for item in face["items"]],
            "forms": self.forms,
        }
