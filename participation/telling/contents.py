"""What is in the letters of one batch, looked at in the moment of sending: what is hidden by then is not in them."""

from collections import defaultdict
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Site

from common.addresses import base_of
from common.letters.channels import Letter
from participation.models import LetterKind, Notice
from participation.telling import tokens, words

# Of more the letter says how many there are, and where.
MOST_GROUPS = 30


class Contents:
    """For a batch of letters a constant number of queries."""

    def __init__(self, letters):
        self.notices = defaultdict(list)
        found = Notice.objects.filter(letter__in=[letter.pk for letter in letters]).for_reading()
        for notice in found.with_words().order_by("pk"):
            self.notices[notice.letter_id].append(notice)
        # A few of them at most, whatever the number of letters.
        self.bases = {site.pk: base_of(site) for site in Site.objects.all()}

    def letter_for(self, letter):
        """The letter, or None where nothing is left to be told of."""
        notices = self.notices[letter.pk]
        if not notices:
            return None
        groups = words.grouped(notices)
        for group in groups:
            base = self.base_of(group["issue"])
            group["url"] = urljoin(base, group["url"]) if group["url"] else ""
        return _letter(letter, groups, self.base_of(groups[0]["issue"]))

    def base_of(self, issue):
        return self.bases[issue.site_id] if issue else settings.BASE_URL


def _letter(letter, groups, base):
    def address(name, *args):
        return urljoin(base, reverse(name, args=args))

    subject = " ".join(words.subject(letter.kind, groups).split())
    context = {
        "subject": subject,
        "groups": groups[:MOST_GROUPS],
        "more": max(len(groups) - MOST_GROUPS, 0),
        "is_digest": letter.kind == LetterKind.DIGEST,
        "kind": letter.get_kind_display(),
        "list_url": address("notices"),
        "settings_url": address("notice_settings"),
        "end_url": address("notices_end", tokens.end_token(letter.resident, letter.kind)),
        "end_all_url": address("notices_end", tokens.end_token(letter.resident, tokens.ALL)),
    }
    name, _ = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Letter(
        subject=subject,
        html=render_to_string("participation/telling/mail/letter_email.html", context),
        text=render_to_string("participation/telling/mail/letter_email.txt", context).strip() + "\n",
        url=groups[0]["url"] or context["list_url"],
        settings_url=context["settings_url"],
        end_url=context["end_url"],
        from_name=name or "누리넷",
    )
