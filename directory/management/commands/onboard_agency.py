"""Register an agency: page, group, rights, collection and invitations, as the admin's form does.

Known by ``code``; running it again mends what is missing and invites only who is neither there nor invited.
It never changes the title or the publishing mode of an agency that exists.
"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from directory.actions import onboard_agency
from directory.models import Agency, DirectoryIndexPage
from directory.models.agency import AgencyKind, PublishingMode
from directory.people_forms import OnboardingForm


class Command(BaseCommand):
    help = "Register an agency and invite its people."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("title")
        parser.add_argument("--kind", choices=AgencyKind.values, default=AgencyKind.WELFARE)
        parser.add_argument("--publishing", choices=PublishingMode.values, default=PublishingMode.REVIEW)
        parser.add_argument("--invite", nargs="*", default=[], metavar="EMAIL")

    def handle(self, *, code, title, kind, publishing, invite, **options):
        index = DirectoryIndexPage.objects.order_by("path").first()
        if index is None:
            raise CommandError("복지정보 페이지가 없습니다. 먼저 setup_district를 실행해 주십시오.")
        existed = Agency.objects.filter(code=code).exists()
        form = OnboardingForm(
            {"title": title, "code": code, "kind": kind, "publishing": publishing, "emails": " ".join(invite)}
        )
        errors = {name: list(form.errors[name]) for name in form.errors if not (existed and name == "code")}
        if errors:
            raise CommandError(f"{code}: {' '.join(sum(errors.values(), []))}")
        try:
            agency = onboard_agency(
                index=index,
                code=code,
                title=title,
                publishing=publishing,
                kind=kind,
                invite=form.cleaned_data["emails"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{agency} ({code}): {'이미 있습니다' if existed else '등록했습니다'}")
