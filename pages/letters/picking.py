"""글 고르기: recent news, events and programmes with a box beside each, added to the end of a draft."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pages.letters.items import MODELS, pages_by_id, public_pages
from pages.models.letters import Newsletter, NewsletterItem
from pages.models.subscribing import ItemKind

SHOWN = 100
MOST_PICKED = 50
DAYS = [("7", "한 주"), ("14", "두 주"), ("31", "한 달"), ("92", "석 달")]


class PickFilterForm(forms.Form):
    """A value that makes no sense is as if it had not been chosen."""

    kind = forms.ChoiceField(label="무엇", required=False, choices=[("", "모두"), *ItemKind.choices])
    days = forms.ChoiceField(label="언제부터 나온 것", required=False, choices=DAYS, initial="31")
    q = forms.CharField(label="제목에 있는 말", required=False, max_length=60)

    def found(self, site):
        """(kind, page) newest first; of programmes and events those that are not over."""
        self.is_valid()
        chosen = self.cleaned_data
        since = timezone.now() - timedelta(days=int(chosen.get("days") or "31"))
        found = []
        for kind in MODELS:
            if chosen.get("kind") in ("", None, kind):
                pages = public_pages(site, kind).filter(first_published_at__gte=since)
                if chosen.get("q"):
                    pages = pages.filter(title__icontains=chosen["q"])
                found += [(kind, page) for page in pages.newest_first()[:SHOWN]]
        found.sort(key=lambda pair: pair[1].first_published_at, reverse=True)
        return found[:SHOWN]


@transaction.atomic
def add_items(newsletter, ids):
    """Put the pages at the end, each once. Returns how many were added."""
    row = Newsletter.objects.select_for_update(of=("self",), no_key=True).get(pk=newsletter.pk)
    if not row.is_draft:
        raise ValidationError("이미 보낸 소식지에는 글을 더할 수 없습니다.")
    ids = [int(each) for each in ids if each.isascii() and each.isdecimal() and len(each) < 19]
    if not ids:
        raise ValidationError("실을 글을 하나 이상 골라 주십시오.")
    if len(ids) > MOST_PICKED:
        raise ValidationError(f"한 번에 {MOST_PICKED}건까지 고를 수 있습니다.")
    public = pages_by_id(row.site, ids)
    known = set(row.items.values_list("page_id", flat=True))
    new = [pk for pk in dict.fromkeys(ids) if pk in public and pk not in known]
    if not new:
        raise ValidationError("이미 실은 글이거나 지금 게시되어 있지 않은 글입니다.")
    last = max((item.sort_order or 0 for item in row.items.all()), default=-1)
    NewsletterItem.objects.bulk_create(
        NewsletterItem(newsletter_id=row.pk, page_id=pk, sort_order=last + 1 + number)
        for number, pk in enumerate(new)
    )
    return len(new)
