"""Build the sample district: the real facilities of the official lists, and invented agencies' posts.

Running it again finds the sample and changes nothing. It makes accounts that share one password, so it
refuses to run where DEBUG is off unless ``--force`` says that this is meant. The password is
``SAMPLE_PASSWORD``, or one made once and kept in ``VAR_DIR/sample_password``.
"""

import os
import secrets
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.sample.residents import PEOPLE, email_of
from pages.sample.load import is_loaded, load, set_up_site
from pages.sample.people import accounts, sync_password

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Build the sample district (idempotent), and print its accounts."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="Also where DEBUG is off.")

    def handle(self, *, force, **options):
        if not settings.DEBUG and not force:
            raise CommandError(
                "DEBUG가 꺼진 곳에서는 예시 자료를 싣지 않습니다. 정말 싣으려면 --force 를 붙여 주십시오."
            )
        password = self.password()
        started = time.monotonic()
        if is_loaded():
            set_up_site()
            sync_password(password)
            self.stdout.write(
                "예시 구가 이미 있습니다. 바꾼 것이 없습니다. / The sample district is already here."
            )
        else:
            self.stdout.write(
                "예시 구를 만듭니다. 1–2분 걸립니다. / Building the sample district, a minute or two."
            )
            load(password, tell=lambda line: self.stdout.write(f"  {line}"))
            call_command("update_lexicon", stdout=self.stdout)
            self.stdout.write(f"예시 구를 만들었습니다({time.monotonic() - started:.0f}초).")
        self.tell_accounts(password)

    def password(self):
        """The one from the environment, or one that stays the same from run to run."""
        given = os.environ.get("SAMPLE_PASSWORD")
        if given:
            return given
        path = settings.VAR_DIR / "sample_password"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
            path.touch(mode=0o600)
            path.write_text(made)
        return path.read_text().strip()

    def tell_accounts(self, password):
        self.stdout.write(f"\n{settings.BASE_URL}/admin/  비밀번호(모두 같음) / password: {password}")
        for account in accounts():
            name = f"{account.last_name}{account.first_name}"
            self.stdout.write(f"  {account.email:32} {name}  {account.role}")
        self.stdout.write(
            f"{settings.BASE_URL}/me/  주민은 {email_of(1)}부터 {email_of(len(PEOPLE))}까지, 메일로 가는 번호로 로그인합니다. "
            "/ residents sign in with the number that is mailed"
        )
