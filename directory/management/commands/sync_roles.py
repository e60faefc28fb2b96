"""Make every role's rights, and every agency's people, what the code and the register say.

Source: ``directory.roles`` and the memberships. A group is known by its name (복지정책과, 사무국) or by its
agency. Rights given by hand beside them are taken back; nobody is invited, suspended or removed from an agency.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.actions import grant_agency, sync_people
from directory.models import Agency, DirectoryIndexPage
from directory.roles import sync_headquarters


class Command(BaseCommand):
    help = "Refresh the rights of all roles and agencies."

    @transaction.atomic
    def handle(self, **options):
        index = DirectoryIndexPage.objects.order_by("path").first()
        if index is None:
            raise CommandError("복지정보 페이지가 없습니다. 먼저 setup_district를 실행해 주십시오.")
        sync_headquarters(index.get_parent())
        agencies = Agency.objects.select_related("page", "group", "collection").order_by("pk")
        for agency in agencies.select_for_update(of=("self",)):
            grant_agency(agency)
            sync_people(agency)
        self.stdout.write(f"복지정책과, 사무국과 기관 {len(agencies)}곳의 권한을 맞추었습니다.")
