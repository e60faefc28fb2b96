"""What the secretariat does with an issue. Each locks the row, looks at the locked row, and writes."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from wagtail.log_actions import log

from accounts.roles import is_headquarters
from common.signals import public_content_changed
from pages.letters.freezing import freeze
from pages.letters.log import Step
from pages.models.letters import Delivery, DeliveryState, Newsletter, NewsletterState

NOTHING = "실을 글이 없습니다. 지금 게시되어 있는 글을 하나 이상 골라 주십시오."
NOBODY = "이 소식지를 받을 분이 없습니다. 받는 분 좁히기를 풀거나, 구독하시는 분이 생긴 뒤에 보내 주십시오."


def _locked(newsletter, by):
    if not is_headquarters(by):
        raise PermissionDenied("소식지는 사무국과 복지정책과만 다룹니다.")
    return (
        Newsletter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("site")
        .get(pk=newsletter.pk)
    )


def _require(newsletter, *states):
    if newsletter.state not in states:
        raise ValidationError(f"지금은 할 수 없습니다. ‘{newsletter.get_state_display()}’ 상태입니다.")


def _note(newsletter, step, by, **data):
    log(instance=newsletter, action=str(step), user=by, data=data)


def _next_slug(newsletter, year):
    slugs = Newsletter.objects.filter(site=newsletter.site, slug__startswith=f"{year}-")
    numbers = [int(slug.partition("-")[2]) for slug in slugs.values_list("slug", flat=True)]
    return f"{year}-{max(numbers, default=0) + 1}"


@transaction.atomic
def start(newsletter, *, by):
    """Freeze what it says, write down who gets it, and wake the sender; all or nothing. Returns how many."""
    from pages.letters.tasks import send_letters

    row = _locked(newsletter, by)
    _require(row, NewsletterState.DRAFT)
    now = timezone.now()
    row.slug = _next_slug(row, timezone.localtime(now).year)
    row.frozen = freeze(row)
    if not row.frozen["items"]:
        raise ValidationError(NOTHING)
    subscribers = list(row.audience().values_list("pk", flat=True))
    if not subscribers:
        raise ValidationError(NOBODY)
    row.state, row.started_at, row.started_by = NewsletterState.SENDING, now, by
    row.save()
    letters = [Delivery(newsletter=row, subscription_id=pk) for pk in subscribers]
    Delivery.objects.bulk_create(letters, batch_size=1000)
    _note(row, Step.STARTED, by, count=len(letters))
    public_content_changed.send(sender=Newsletter)
    send_letters.enqueue()
    return len(letters)


@transaction.atomic
def stop(newsletter, *, by):
    """No further letter goes. What is being handed over in this moment still does."""
    row = _locked(newsletter, by)
    _require(row, NewsletterState.SENDING)
    row.state = NewsletterState.STOPPED
    row.save(update_fields=["state"])
    _note(row, Step.STOPPED, by)
    return row


@transaction.atomic
def go_on(newsletter, *, by):
    from pages.letters.tasks import send_letters

    row = _locked(newsletter, by)
    _require(row, NewsletterState.STOPPED)
    row.state = NewsletterState.SENDING
    row.save(update_fields=["state"])
    _note(row, Step.WENT_ON, by)
    send_letters.enqueue()
    return row


@transaction.atomic
def send_unclear_again(newsletter, *, by):
    """Of those nobody knows of: somebody decided that a second copy is better than none. Returns how many."""
    from pages.letters.tasks import send_letters

    row = _locked(newsletter, by)
    _require(row, NewsletterState.SENDING, NewsletterState.SENT)
    unclear = Delivery.objects.filter(newsletter=row, state=DeliveryState.UNCLEAR)
    count = unclear.update(state=DeliveryState.WAITING, not_before=timezone.now(), handed_at=None)
    if not count:
        raise ValidationError("갔는지 알 수 없는 편지가 없습니다.")
    row.state, row.finished_at = NewsletterState.SENDING, None
    row.save(update_fields=["state", "finished_at"])
    _note(row, Step.SENT_AGAIN, by, count=count)
    send_letters.enqueue()
    return count


@transaction.atomic
def take_out(newsletter, page_pk, *, by, reason):
    """Black out one item of the copy on the web; letters not yet sent go without it."""
    row = _locked(newsletter, by)
    _require(row, NewsletterState.SENDING, NewsletterState.STOPPED, NewsletterState.SENT)
    if not reason.strip():
        raise ValidationError("까닭을 적어 주십시오.")
    found = [item for item in row.shown_items if item["id"] == page_pk]
    if not found:
        raise ValidationError("사본에 없는 글입니다. 이미 뺐을 수 있습니다.")
    for item in found:
        item |= {
            "removed": True,
            "title": "",
            "summary": "",
            "url": "",
            "when": "",
            "place": "",
            "agency": "",
        }
    row.save(update_fields=["frozen"])
    _note(row, Step.TAKEN_OUT, by, reason=reason.strip(), page=page_pk)
    public_content_changed.send(sender=Newsletter)
    return row


def unfinished():
    """Issues that are being sent although none of their letters is left to send."""
    open_letters = Delivery.objects.open().filter(newsletter=OuterRef("pk"))
    return Newsletter.objects.filter(~Exists(open_letters), state=NewsletterState.SENDING)


def finish_newsletters():
    """Their counts outlive the rows of the letters, which go with who ended the subscription."""
    for newsletter in unfinished():
        rows = Delivery.objects.filter(newsletter=newsletter).order_by().values_list("state")
        counts = dict(rows.annotate(count=Count("pk")))
        Newsletter.objects.filter(pk=newsletter.pk, state=NewsletterState.SENDING).update(
            state=NewsletterState.SENT, finished_at=timezone.now(), counts=counts
        )


def counts_of(newsletter):
    """How many letters are in each state; of an issue long sent, as they were when it was."""
    if newsletter.state == NewsletterState.SENT:
        return newsletter.counts
    rows = Delivery.objects.filter(newsletter=newsletter).order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))
