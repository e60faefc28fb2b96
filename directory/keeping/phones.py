"""Numbers that cannot be right: refused by the rules of the import, or on too many different facilities."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from directory.importing.cleaning.phones import phone as read_phone
from directory.models import FacilityPage, LinkCheck
from directory.models.keeping import TEL

# A number on facilities of so many names is an operator's switchboard, or a slip.
SHARED_BY = 5


def phone_problems():
    """``{(page, tel:number): sentence}`` of all facilities that residents see."""
    rows = list(FacilityPage.objects.listed().exclude(phone="").values_list("pk", "title", "phone"))
    read = {phone: read_phone(phone) for _pk, _title, phone in rows}
    names = defaultdict(set)
    for _pk, title, phone in rows:
        names[read[phone].value].add(title)
    problems = {}
    for pk, _title, phone in rows:
        number = read[phone].value
        if not number:
            problems[pk, TEL + phone] = "전화번호로 읽을 수 없습니다."
        elif len(names[number]) >= SHARED_BY:
            problems[pk, TEL + phone] = f"이름이 다른 시설 {len(names[number])}곳이 같은 번호입니다."
    return problems


@transaction.atomic
def check_phones():
    """Note what is wrong now, and forget what was mended. Returns how many are wrong."""
    problems, now = phone_problems(), timezone.now()
    known = {(check.page_id, check.url): check for check in LinkCheck.objects.filter(url__startswith=TEL)}
    LinkCheck.objects.filter(pk__in=[known[key].pk for key in known.keys() - problems.keys()]).delete()
    changed = [known[key] for key in known.keys() & problems.keys() if known[key].problem != problems[key]]
    for check in changed:
        check.problem = problems[check.page_id, check.url]
    LinkCheck.objects.bulk_update(changed, ["problem"], batch_size=500)
    fresh = [
        LinkCheck(page_id=pk, url=url, checked_at=now, failing_since=now, problem=problems[pk, url])
        for pk, url in problems.keys() - known.keys()
    ]
    LinkCheck.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    return len(problems)
