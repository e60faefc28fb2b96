"""Make a key and print its words, once: for whoever has the machine, and for practice.

With an agency's code the key may everything an agency's key may, or the scopes that are named; without,
it reads. It is logged like a key made on the screen, with nobody as its maker.
"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from api.keys.actions import issue_key
from api.keys.models import Scope
from directory.models import Agency


class Command(BaseCommand):
    help = "Make an API key and print it. It cannot be read again."

    def add_arguments(self, parser):
        parser.add_argument("agency", nargs="?", help="The agency's code, such as sandbox.")
        parser.add_argument("--name", default="명령으로 만든 열쇠")
        parser.add_argument("--scope", action="append", choices=Scope.values, help="Repeatable.")
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *, agency, name, scope, days, **options):
        found = Agency.objects.select_related("page").filter(code=agency).first() if agency else None
        if agency and found is None:
            raise CommandError(f"There is no agency with the code {agency}.")
        scopes = scope or (Scope.values if found else [Scope.READ])
        try:
            key, token = issue_key(name=name, scopes=scopes, agency=found, days=days)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stderr.write(f"{key}: {key.scopes}, until {key.expires_at:%Y-%m-%d}")
        self.stdout.write(token)
