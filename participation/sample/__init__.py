"""공유복지 of the sample district: invented people and issues, brought along by the product's own deeds."""

from django_tasks_db.models import DBTaskResult

from accounts.models import Voice
from accounts.sample.residents import make_residents
from participation.models import Issue
from participation.sample.ballots import make_ballots
from participation.sample.issues import make_issues
from participation.sample.moderation import make_moderation
from participation.sample.plan import link_sample, make_plans, report_sample
from participation.sample.telling import make_telling


def make_sharing(site, by, counter):
    """All of it, once; ``by`` is of the secretariat, ``counter`` of a 동주민센터. Returns how many issues there are."""
    residents = make_residents()
    make_plans(site, by)
    # The last three are new here: what they send waits for a look.
    make_issues(site, residents[:-3], by, lambda issue, key: link_sample(issue, key, by=by))
    report_sample(site, by=by)
    make_moderation(site, [*residents[-3:], *residents[:-3]], by)
    make_telling(site, residents, by, counter)
    make_ballots(site, voices=Voice.objects.order_by("pk"), by=by)
    # All of it is history: nobody is to be told of it now.
    DBTaskResult.objects.filter(task_path__startswith="participation.telling.").delete()
    return Issue.objects.count()
