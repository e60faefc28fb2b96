"""The addresses of films beside their pages: the file, its captions, and a bare page that others may frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.films import FILM_TYPES
from common.ranges import ranged_response
from pages.models import FilmPage


def published_film(request, uuid):
    """The film of this address if everybody may see it; what is not public is not there."""
    site = Site.find_for_request(request)
    films = FilmPage.objects.published().in_site(site) if site else FilmPage.objects.none()
    film = films.for_facts().filter(uuid=uuid).first()
    if film is None:
        raise Http404
    return film


def film_for(request, uuid):
    """The published film; for a preview, which says ``draft=1``, the newest revision, if one may write it."""
    if request.GET.get("draft") and request.user.is_authenticated:
        film = FilmPage.objects.filter(uuid=uuid).first()
        if film and film.permissions_for_user(request.user).can_edit():
            return film.get_latest_revision_as_object(), True
    return published_film(request, uuid), False


def for_one(response, is_draft):
    if is_draft:
        response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def film_file(request, uuid, extension):
    """The film itself, in the stretches that a player asks for. A store outside hands over its own."""
    film, is_draft = film_for(request, uuid)
    facts = film.public_film(request)["file"]
    if not facts or facts["type"] != FILM_TYPES.get(extension):
        raise Http404
    document = film.film_file
    try:
        if _is_elsewhere(document.file):
            return for_one(HttpResponseRedirect(document.file.url), is_draft=True)
        etag = f'"{document.file_hash or document.pk}"'
        response = ranged_response(request, document.file, content_type=facts["type"], etag=etag)
    except OSError as error:  # its file is lost
        raise Http404 from error
    return for_one(response, is_draft)


def _is_elsewhere(file):
    try:
        return not file.path
    except NotImplementedError:
        return True


@require_safe
def captions(request, uuid, language):
    film, is_draft = film_for(request, uuid)
    text = next((each.text for each in film.captions.all() if each.language == language), "")
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="text/vtt; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    return for_one(response, is_draft)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request, uuid):
    """The player alone, for other sites' pages: it sets no cookie, and asks nobody before a press."""
    film = published_film(request, uuid)
    return render(request, "pages/film_embed.html", {"facts": film.public_facts(request)})
