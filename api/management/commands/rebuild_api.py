"""``rebuild_api``: work out every row of what the API says anew; ``--check``: only compare, and say what differs.

``--restart``, after a restore: every cursor that was given before is refused, and consumers begin anew.
"""

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from api.hsds.writing import rebuild
from api.models import ChangeCounter, PublicObject
from api.projection.checking import differences
from api.projection.marking import mark_benefits, mark_pages
from api.projection.settling import settle
from api.projection.types import BENEFIT
from directory.models import Benefit


class Command(BaseCommand):
    help = "API가 내보내는 자료를 처음부터 다시 만듭니다."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="고치지 않고 다른 것만 알립니다.")
        parser.add_argument(
            "--restart",
            action="store_true",
            help="데이터베이스를 되살린 뒤: 받아 가는 시스템이 모두 처음부터 다시 받게 합니다.",
        )

    def handle(self, *args, check=False, restart=False, **options):
        if check:
            found = differences()
            for line in found:
                self.stdout.write(line)
            if found:
                raise CommandError(
                    f"원본과 다른 것이 {len(found)}건 있습니다. rebuild_api로 다시 만드십시오."
                )
            self.stdout.write("원본과 모두 같습니다.")
            return
        pages = set(Page.objects.filter(live=True).values_list("pk", flat=True))
        rows = PublicObject.objects.all()
        mark_pages(pages | set(rows.exclude(type=BENEFIT).values_list("object_id", flat=True)))
        benefits = set(Benefit.objects.values_list("pk", flat=True))
        mark_benefits(benefits | set(rows.filter(type=BENEFIT).values_list("object_id", flat=True)))
        settle()
        rebuild()
        if restart:
            ChangeCounter.restart()
        self.stdout.write(f"공개된 것 {PublicObject.objects.shown().count()}건을 다시 만들었습니다.")
