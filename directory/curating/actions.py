"""The one thing headquarters does with a benefit. Its official text is nobody's to write here."""

from django.db import transaction
from wagtail.log_actions import log

from directory.actions import require_headquarters
from directory.curating.log import CURATED
from directory.models import Benefit


@transaction.atomic
def curate(benefit, *, by, topics=None, is_hidden=None):
    """Choose topics of our own (an empty choice: the list's) and whether residents see it; None leaves it.

    Returns whether anything changed; only then it is written down.
    """
    require_headquarters(by)
    benefit = Benefit.objects.select_for_update(of=("self",)).get(pk=benefit.pk)
    before = (set(benefit.topics.all()), benefit.is_hidden)
    wanted = (before[0] if topics is None else set(topics), before[1] if is_hidden is None else is_hidden)
    if wanted == before:
        return False
    benefit.topics.set(wanted[0])
    benefit.is_hidden = wanted[1]
    benefit.save(update_fields=["is_hidden", "updated_at"])
    labels = sorted(topic.label for topic in wanted[0])
    log(instance=benefit, action=CURATED, user=by, data={"topics": labels, "is_hidden": benefit.is_hidden})
    return True
