"""연습용 본인확인: believes whatever is typed. For developers, tests and the sample; refused anywhere else."""

from datetime import date

from django.urls import reverse

from accounts.residents.identity import IdentityRefused, IdentityVerifier, VerifiedIdentity

KEY = "practice_identity"


class PracticeVerifier(IdentityVerifier):
    name = "연습용 본인확인"
    is_practice = True

    def begin(self, request):
        return reverse("me_practice")

    def finish(self, request):
        told = request.session.pop(KEY, None)
        if not told:
            raise IdentityRefused("본인확인을 마치지 않으셨습니다.")
        return VerifiedIdentity(
            identity=f"{told['name']}|{told['born_on']}", born_on=date.fromisoformat(told["born_on"])
        )
