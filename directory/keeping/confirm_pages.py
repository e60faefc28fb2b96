"""변동 없음 from the mail: a page that says what would be confirmed, and one button.

Opening the link changes nothing. Mail filters and previews of messengers open every link they see, so a
link that confirmed by itself would confirm what nobody looked at.
"""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from directory.keeping import mail_links


@method_decorator(never_cache, name="dispatch")
class ConfirmByMailView(View):
    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except mail_links.LinkClosed as closed:
            response = self.closed(str(closed), closed.status)
        except ValidationError as refusal:
            response = self.closed(" ".join(refusal.messages), 409)
        # The address is a key. `no-referrer` would make the browser post `Origin: null`.
        response["Referrer-Policy"] = "same-origin"
        return response

    def closed(self, sentence, status):
        return render(
            self.request, "directory/keeping/link_closed.html", {"sentence": sentence}, status=status
        )

    def get(self, request, token):
        agency, pages = mail_links.read(token)
        return render(request, "directory/keeping/confirm.html", {"agency": agency, "pages": pages})

    def post(self, request, token):
        agency, pages = mail_links.use(token)
        return render(request, "directory/keeping/confirmed.html", {"agency": agency, "pages": pages})
