"""What of 공유복지 only headquarters may know, named by the agency's word."""

from django.core.files.base import ContentFile
from wagtail.models import Site

from directory.models import Dong
from participation.actions import raise_issue
from participation.models import BodyKind, DecidingBody, Issue, IssueFile, ProxyEmpathy, Step
from tests.permissions import voting


def give(own):
    site = Site.objects.get()
    own.issue = raise_issue(
        site=site,
        title=own.title("비공개과제"),
        problem=f"{own.word}사정",
        dong=Dong.objects.current().first(),
        is_private=True,
    )
    own.issue_file = IssueFile.objects.create(
        issue=own.issue, name=f"{own.mark}.txt", size=3, file=ContentFile(b"abc", name=f"{own.mark}.txt")
    )
    own.proxy_empathy = ProxyEmpathy.objects.create(issue=own.issue, dong=own.issue.dong, receipt=1)
    own.deciding_body = DecidingBody.objects.create(
        site=site, kind=BodyKind.DEPARTMENT, name=f"{own.word}분과"
    )
    voting.give(own)


PRIMARY_KEYS = {
    "issues_admin": lambda own: own.issue.pk,
    "proxying": lambda own: own.issue.pk,
    "proxying:remove": lambda own: own.proxy_empathy.pk,
    "proxying:appoint": lambda own: own.editor.pk,
    "proxying:dismiss": lambda own: own.editor.pk,
    "deciding_bodies": lambda own: own.deciding_body.pk,
    **voting.PRIMARY_KEYS,
}
SPECIAL = {
    "issue_file": lambda own: [({"uuid": own.issue_file.uuid}, "")],
    "issue_comment_edit": lambda own: [({"number": own.issue.pk, "uuid": own.issue_file.uuid}, "")],
    **voting.SPECIAL,
}


def rows(own):
    yield Issue.objects.filter(pk=own.issue.pk)
    yield Step.objects.filter(issue=own.issue.pk)
    yield IssueFile.objects.filter(issue=own.issue.pk)
    yield ProxyEmpathy.objects.filter(issue=own.issue.pk)
    yield DecidingBody.objects.filter(pk=own.deciding_body.pk)
    yield from voting.rows(own)
