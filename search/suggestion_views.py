"""Suggestions as JSON, for the script of the search box."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.suggestions import suggestions

# A reader's own browser may give the same answer again for half a minute; whoever stands between must ask.
BRIEFLY = "public, max-age=30, s-maxage=0"


@require_safe
def suggest(request):
    """Nothing for nothing, and for what nobody can make sense of."""
    root = Site.find_for_request(request).root_page
    found = suggestions(request.GET.get("q", "").strip(), root, request)
    answer = {"suggestions": [each._asdict() for each in found]}
    headers = {"Cache-Control": BRIEFLY, "X-Robots-Tag": "noindex"}
    return JsonResponse(answer, headers=headers, json_dumps_params={"ensure_ascii": False})
