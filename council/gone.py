"""What other systems' copies must hear: that a thing went, came back, or changed by something it embeds.

Whoever asks for what changed since a moment is told of both. A thing that stops being public leaves a `Gone`; one
that becomes public again takes it away. A body changes with its members, a meeting with its items, papers and
minutes, an item with the minutes and with its issues. ``queryset.update()`` is not heard: who writes so,
writes ``updated_at`` too.
"""

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils import timezone

from common.signals import public_content_changed
from council.models import (
    AgendaIssue,
    AgendaItem,
    Committee,
    Gone,
    Kind,
    Meeting,
    Membership,
    Paper,
    PublishedMinutes,
)
from participation.models import DecidingBody, Issue

KINDS = {
    Committee: Kind.COMMITTEE,
    Membership: Kind.MEMBERSHIP,
    Meeting: Kind.MEETING,
    AgendaItem: Kind.ITEM,
    Paper: Kind.PAPER,
}
# What of an issue decides whether everybody may know it.
OF_SIGHT = {"is_public", "is_private", "hold", "status", "withdrawn_at", "blocked_at"}


def known(sender):
    """Those of a kind that everybody may know; of members it is the seat."""
    objects = sender.objects
    return objects.public() if hasattr(objects, "public") else objects.all()


def touch(things):
    things.update(updated_at=timezone.now())


def site_of(thing):
    """The id of the site of a thing or of what it belongs to."""
    if isinstance(thing, Committee):
        return thing.site_id
    if isinstance(thing, Membership | Meeting):
        return thing.committee.site_id
    return thing.meeting.committee.site_id


def address_of(thing):
    """What others say of a thing in which it is named."""
    if isinstance(thing, Committee):
        return thing.name, thing.slug
    return (thing.committee_id, thing.year, thing.round) if isinstance(thing, Meeting) else None


def look_before(sender, instance, raw=False, **kwargs):
    """Whether it is public until now, and where."""
    before = None if raw or not instance.pk else known(sender).filter(pk=instance.pk).first()
    instance.was_public, instance.was_at = before is not None, before and address_of(before)


def saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw:
        return
    if update_fields is not None and "updated_at" not in update_fields:
        touch(sender.objects.filter(pk=instance.pk))
    is_public = known(sender).filter(pk=instance.pk).exists()
    if instance.was_public and not is_public:
        leave(sender, instance)
    elif is_public and not instance.was_public:
        Gone.objects.filter(uuid=instance.uuid).delete()
        come_back(instance)
    elif is_public and address_of(instance) != instance.was_at:
        touch_below(instance)
    if is_public or instance.was_public:
        touch_above(instance)


def about_to_go(sender, instance, origin=None, **kwargs):
    """Before it is deleted. What goes with something else is told of by that."""
    if _kind_of(origin) not in (sender, *sender._meta.parents):
        return
    if known(sender).filter(pk=instance.pk).exists():
        leave(sender, instance)
        touch_above(instance)
    if sender is AgendaItem:
        touch(instance.papers)


def _kind_of(origin):
    return origin.model if isinstance(origin, QuerySet) else type(origin)


def leave(sender, instance):
    """It and what is known only with it."""
    site = site_of(instance)
    Gone.objects.add(KINDS[sender], site, [instance.uuid])
    if sender is Committee:
        Gone.objects.add(Kind.MEMBERSHIP, site, instance.memberships.values_list("uuid", flat=True))
    if sender is Meeting:
        papers = instance.papers.filter(is_public=True)
        Gone.objects.add(Kind.ITEM, site, instance.items.values_list("uuid", flat=True))
        Gone.objects.add(Kind.PAPER, site, papers.values_list("uuid", flat=True))


def come_back(instance):
    """What a meeting brings along was not told while the meeting was unknown."""
    if isinstance(instance, Meeting):
        for things in (instance.items.all(), instance.papers.filter(is_public=True)):
            Gone.objects.filter(uuid__in=things.values("uuid")).delete()
            touch(things)


def touch_below(instance):
    """What says the name or the address of a body or a meeting."""
    if isinstance(instance, Committee):
        touch(instance.meetings)
        touch(AgendaItem.objects.filter(meeting__committee=instance))
    if isinstance(instance, Meeting):
        touch(instance.items)
        touch(instance.papers)


def touch_above(instance):
    if isinstance(instance, Membership):
        touch(Committee.objects.filter(pk=instance.committee_id))
    if isinstance(instance, AgendaItem | Paper):
        touch(Meeting.objects.filter(pk=instance.meeting_id))


def body_saved(instance, raw=False, **kwargs):
    """As an office of 공유복지, on whose screen the name of a body may change."""
    if not raw:
        touch(Committee.objects.filter(pk=instance.pk))


def minutes_changed(instance, raw=False, **kwargs):
    """Let out, corrected or withdrawn: results of items come and go with them."""
    if not raw:
        touch(Meeting.objects.filter(pk=instance.meeting_id))
        touch(AgendaItem.objects.filter(meeting=instance.meeting_id))


def touch_items(items):
    """Items, and the meetings that embed them; everybody's copies are old."""
    pks = list(items.values_list("pk", flat=True))
    if pks:
        touch(AgendaItem.objects.filter(pk__in=pks))
        touch(Meeting.objects.filter(items__in=pks))
        public_content_changed.send(sender=AgendaItem)


def issue_linked(instance, raw=False, **kwargs):
    if not raw:
        touch_items(AgendaItem.objects.filter(pk=instance.item_id))


def projects_changed(instance, action, reverse=False, pk_set=None, **kwargs):
    if action.startswith("post_"):
        touch_items(AgendaItem.objects.filter(pk__in=pk_set or ()) if reverse else _only(instance))


def _only(item):
    return AgendaItem.objects.filter(pk=item.pk)


def issue_saved(instance, created=False, raw=False, update_fields=None, **kwargs):
    """An issue that hides or shows itself does so in the items too."""
    if not (raw or created) and (update_fields is None or OF_SIGHT & set(update_fields)):
        touch_items(AgendaItem.objects.filter(issue_links__issue=instance))


def connect():
    for model in KINDS:
        for signal, hear in ((pre_save, look_before), (post_save, saved), (pre_delete, about_to_go)):
            signal.connect(hear, sender=model, dispatch_uid=f"gone-{model.__name__}-{hear.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(minutes_changed, sender=PublishedMinutes, dispatch_uid="publication-touches")
        signal.connect(issue_linked, sender=AgendaIssue, dispatch_uid="issue-link-touches")
    post_save.connect(body_saved, sender=DecidingBody, dispatch_uid="body-touches")
    post_save.connect(issue_saved, sender=Issue, dispatch_uid="issue-touches-items")
    m2m_changed.connect(projects_changed, sender=AgendaItem.projects.through, dispatch_uid="projects-touch")
