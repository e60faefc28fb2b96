"""Addresses below every district's front door. They are promised for good; other systems link to them."""

from django.conf import settings

HOME = "/"
DIRECTORY = "/directory/"
BENEFITS = f"{DIRECTORY}benefits/"
NEWS = "/news/"
EVENTS = "/events/"
FAIR = "/fair/"
FILMS = "/films/"
SEARCH = "/search/"
ISSUES = "/issues/"
ISSUES_ATOM = "/issues.atom"
ISSUES_CSV = "/issues.csv"
ISSUES_JSON = "/api/issues/"
PLAN = "/plan/"
BALLOTS = "/ballots/"
SURVEYS = "/surveys/"
COUNCIL = "/council/"
MEETINGS = f"{COUNCIL}meetings/"


def base_of(site):
    """The beginning of the district's addresses. The default one's is the setting: a proxy may hide the port."""
    return settings.BASE_URL if site.is_default_site else site.root_url
