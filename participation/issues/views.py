"""What everybody reads, the same for every stranger; what is personal is asked for by the page afterwards."""

from django.http import FileResponse, Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.residents import resident_of
from accounts.roles import is_headquarters
from common.addresses import ISSUES
from common.lists import list_context
from common.sites import crumbs as trail
from common.sites import site_of
from directory.choices import Choices
from directory.media_views import to_keep
from participation.actions.raising import may_appeal
from participation.issues import reading
from participation.issues.filters import IssueFilterForm
from participation.models import Empathy, Issue, IssueFile, Status
from participation.way import thresholds


def crumbs(*more):
    return trail(("공유복지", ISSUES), *more)


class IssueListView(TemplateView):
    template_name = "participation/issues/list.html"

    def get_context_data(self, **kwargs):
        site = site_of(self.request)
        form = IssueFilterForm(self.request.GET, choices=Choices(site.root_page))
        context = list_context(
            self.request,
            url=ISSUES,
            form=form,
            results=form.found(Issue.objects.public().in_site(site)),
            cards=lambda issues, request: [reading.card(issue) for issue in issues],
        )
        return (
            super().get_context_data(**kwargs)
            | context
            | {
                "breadcrumbs": crumbs(),
                "thresholds": thresholds(),
            }
        )


class IssueView(TemplateView):
    """One issue. What was taken down or back says so at its address, and nothing more."""

    template_name = "participation/issues/detail.html"

    def get(self, request, *args, number, **kwargs):
        issues = Issue.objects.in_site(site_of(request))
        self.issue = (
            issues.public()
            .filter(pk=number)
            .select_related("dong", "author", "body_in_charge", "merged_into")
            .first()
        )
        if self.issue is None:
            return self.gone(get_object_or_404(issues.that_were_public(), pk=number))
        return super().get(request, *args, **kwargs)

    def gone(self, issue):
        context = {"issue": issue, "breadcrumbs": crumbs((f"{issue.pk}번 과제", self.request.path))}
        return render(self.request, "participation/issues/gone.html", context, status=410)

    def get_context_data(self, **kwargs):
        context = reading.facts(self.issue, self.request.GET.get("comments"))
        trail = crumbs((self.issue.title, self.issue.get_absolute_url()))
        return super().get_context_data(**kwargs) | context | {"breadcrumbs": trail}


@require_safe
def mine(request, number):
    """What is personal about an issue, for the script of its page. A stranger's answer is everybody's."""
    resident = resident_of(request)
    if resident is None:
        return JsonResponse({"signed_in": False})
    issue = get_object_or_404(Issue.objects.public().in_site(site_of(request)), pk=number)
    is_author = issue.author_id == resident.pk
    answer = JsonResponse(
        {
            "signed_in": True,
            "verified": resident.is_verified,
            "empathised": Empathy.objects.filter(issue=issue, voice=resident.voice_id).exists()
            if resident.is_verified
            else False,
            "follows": issue.follows.filter(resident=resident).exists(),
            "is_author": is_author,
            "manage": f"{issue.get_absolute_url()}manage/" if is_author else "",
            "comments": [
                str(uuid)
                for uuid in issue.comments.public().filter(author=resident).values_list("uuid", flat=True)
            ],
            "csrf": get_token(request),
        }
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def may_have(file, request):
    """Whoever may read the issue, its author, the writer of the draft, and headquarters."""
    if file.issue and Issue.objects.public().filter(pk=file.issue_id).exists():
        return True
    resident = resident_of(request)
    if resident and resident.pk == (file.draft.resident_id if file.draft else file.issue.author_id):
        return True
    return file.issue is not None and is_headquarters(request.user)


@require_safe
def attached(request, uuid):
    """A photo to look at, or a document to keep; neither runs anything."""
    file = get_object_or_404(IssueFile.objects.select_related("issue", "draft"), uuid=uuid)
    if not may_have(file, request):
        raise Http404
    try:
        content = file.file.open("rb")
    except OSError as error:  # its file is lost
        raise Http404 from error
    return to_keep(FileResponse(content, as_attachment=not file.is_picture, filename=file.name))


def may_do(issue, resident):
    """What its author may do now, by the name of the form that does it."""
    return {
        "supplement": issue.status == Status.SUPPLEMENT,
        "appeal": may_appeal(issue),
        "withdraw": issue.withdrawn_at is None,
    }
