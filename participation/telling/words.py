"""A notice in words: the same in the list on the site and in letters. No other resident's words are in it."""

from common.facts import iso
from participation.models import Badge, LetterKind, StepKind

# What residents write themselves as the reason of a step is theirs, and is read on the issue's page.
BY_RESIDENTS = {StepKind.APPEALED, StepKind.SUPPLEMENTED}


def line(notice):
    """What happened, as plain data: a heading, sentences, when, and the day promised."""
    if notice.step_id:
        return _of_step(notice.step) | {"at": iso(notice.step.at)}
    if notice.comment_id:
        return _of_comment(notice.comment) | {"at": iso(notice.comment.published_at or notice.at)}
    return {"title": notice.subject, "text": notice.text, "office": "", "due_on": None, "at": iso(notice.at)}


def _of_step(step):
    kind, status = step.get_kind_display(), step.get_to_status_display()
    where = step.body.name if step.body else ""
    office = " · ".join(dict.fromkeys(filter(None, (where, step.office))))
    return {
        "title": status if step.kind in (StepKind.MOVED, StepKind.LIFTED) else f"{kind} ({status})",
        "text": "" if step.kind in BY_RESIDENTS else step.reason,
        "office": office,
        "due_on": iso(step.due_on),
    }


def _of_comment(comment):
    if comment.badge:
        office = str(comment.agency) if comment.badge == Badge.AGENCY and comment.agency else ""
        return {
            "title": "담당한 곳에서 댓글을 달았습니다",
            "text": comment.text,
            "office": office or comment.get_badge_display(),
            "due_on": None,
        }
    return {
        "title": f"새 댓글이 있습니다: {comment.get_kind_display()}",
        "text": "",
        "office": "",
        "due_on": None,
    }


def grouped(notices):
    """Groups of one issue each, and things told in words of their own: the newest first, in groups too."""
    groups = {}
    for notice in sorted(notices, key=lambda each: (each.at, each.pk), reverse=True):
        key = ("issue", notice.issue_id) if notice.issue_id else ("notice", notice.pk)
        group = groups.setdefault(key, {"issue": notice.issue, "url": "", "lines": []})
        group["url"] = notice.issue.get_absolute_url() if notice.issue else notice.url
        group["lines"].append(line(notice))
    return list(groups.values())


def subject(kind, groups):
    """Numbers and titles alone: a subject is read over one's shoulder. Of a private issue not even the title."""
    first = groups[0]
    name = _name(first)
    count = len(first["lines"])
    if kind == LetterKind.OWN:
        what = first["lines"][0]["title"] if count == 1 else f"소식 {count}건"
        return f"[누리넷] {name}: {what}" if first["issue"] else f"[누리넷] {what}"
    rest = len(groups) - 1
    return f"[누리넷] {name}" + (f" 외 과제 {rest}건의 소식" if rest else "의 소식")


def _name(group):
    issue = group["issue"]
    if issue is None:
        return group["lines"][0]["title"]
    return f"{issue.pk}번 과제" if issue.is_private else f"{issue.pk}번 과제 ‘{issue.title}’"
