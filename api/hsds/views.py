"""The eleven addresses of ``/hsds/``: read-only, the same for everybody, by question or by a posted question."""

import json

from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v2.utils import BadRequestError

from api.errors import bad_request, problem
from api.hsds import openapi
from api.hsds.models import Kind
from api.hsds.questions import PAGING, Question, Window, refuse
from api.hsds.reading import Reader
from api.hsds.vocabulary import all_taxonomies, all_terms
from api.models import Departure, PublicObject
from api.pages.lookups import identifier, truth
from api.projected import ProjectedEndpoint
from api.projection.serializing import text_of
from api.tombstones import gone
from api.validators import etag_of, json_text
from common.facts import iso

VERSION = "3.1.3"
PROFILE = "https://docs.openreferral.org/en/v3.1.3/"
LARGEST_QUESTION = 10_000
NDJSON = "application/x-ndjson"


class HsdsEndpoint(ProjectedEndpoint):
    def refuse_unknown(self, data):
        refuse(data, self.parameters)

    def of_text(self, text):
        """As `validated`, known by the text itself: small, and not only of the projection."""
        if self.request.method == "POST":
            return self.validated(lambda: json_text(text))
        validators = self.validators(etag_of(text), None)
        return validators.not_modified() or validators.on(json_text(text))


class RootEndpoint(HsdsEndpoint):
    def tell(self, data):
        root = self.site.root_url
        return self.of_text(
            text_of(
                {
                    "version": VERSION,
                    "profile": PROFILE,
                    "openapi_url": f"{root}/hsds/openapi.json",
                    "description": "누리넷의 기관, 시설, 프로그램, 자원, 복지서비스 (HSDS 3.1.3)",
                    "publisher": {"name": self.site.site_name or self.site.hostname, "website": f"{root}/"},
                }
            )
        )


class OpenAPIEndpoint(HsdsEndpoint):
    def tell(self, data):
        return self.of_text(text_of(openapi.document(self.site.root_url)))


@method_decorator(csrf_exempt, name="dispatch")
class Searchable(HsdsEndpoint):
    """A list that may also be asked by POST, so that the question stands in no address and no log."""

    http_method_names = ["get", "head", "post"]

    def refuse_unknown(self, data):
        """`Question` knows what may be asked."""

    def post(self, request, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_QUESTION:
            return problem(413, "질문이 너무 깁니다.", "The question is too long.")
        kind = request.content_type
        if kind not in ("application/json", "application/x-www-form-urlencoded", ""):
            return problem(
                415, "JSON이나 양식으로 물어 주십시오.", "Ask with application/json or a urlencoded form."
            )
        return self.answered(lambda: _posted(request), **kwargs)


def _posted(request):
    """What stands in the address, and what was posted."""
    data = request.GET.copy()
    data.update(_of_json(request.body) if request.content_type == "application/json" else request.POST)
    return data


def _of_json(body):
    try:
        told = json.loads(body or b"{}")
        fits = isinstance(told, dict) and all(isinstance(each, str | int | float) for each in told.values())
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        raise bad_request(
            "질문은 이름과 값의 JSON입니다.", "The question is a JSON object of names and values."
        )
    data = QueryDict(mutable=True)
    for name, value in told.items():
        data[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return data


class ListEndpoint(Searchable):
    kind = None

    def tell(self, data):
        question = Question(self.kind, data, self.site, self.state)
        return self.validated(lambda: self._written(question))

    def _written(self, question):
        window, total = question.window, question.total
        reader = Reader(self.site, self.state.waits)
        how = {"full": question.is_full, "with_services": question.with_services}
        if window.is_stream:
            texts = reader.stream(question.pks(), **how)
            return StreamingHttpResponse((f"{text}\n" for text in texts), content_type=NDJSON)
        if question.is_minimal:
            return json_text(self._minimal(question))
        part = slice(window.start, window.start + window.size)
        pks = question.pks(part) if window.start < total else []
        return json_text(window.envelope(total, reader.texts(pks, **how)))

    def _minimal(self, question):
        """All at once, where no page is asked for."""
        rows = question.rows.order_by(*question.order).values_list("uuid", "modified_at")
        window = question.window
        if question.data.keys().isdisjoint({"page", "per_page"}):
            rows = list(rows)
            window = Window(1, max(len(rows), 1), is_stream=False)
            total = len(rows)
        else:
            total = question.total
            rows = rows[window.start : window.start + window.size] if window.start < total else []
        contents = [f'{{"id":"{uuid}","last_modified":"{iso(modified)}"}}' for uuid, modified in rows]
        return window.envelope(total, contents)


class DetailEndpoint(HsdsEndpoint):
    kind = None

    @property
    def parameters(self):
        return frozenset({"full_service"} if self.kind == Kind.ORGANIZATION else ())

    def tell(self, data, uuid):
        wanted = _identifier(uuid)
        with_services = truth("full_service", data.get("full_service", "false"))
        reader = Reader(self.site, self.state.waits)
        pks = list(reader.shown.filter(kind=self.kind, uuid=wanted).values_list("pk", flat=True))
        if not pks:
            return self._not_here(wanted)

        def write():
            return json_text(reader.texts(pks, full=True, with_services=with_services)[0])

        return self.validated(write)

    def _not_here(self, wanted):
        """What was public once is known by the UUID of its page."""
        rows = PublicObject.objects.told().of_site(self.site).filter(uuid=wanted, is_gone=True)
        row = rows.defer("record", "brief", "parent").first()
        row = row or Departure.objects.filter(site=self.site, uuid=wanted).first()
        return gone(row) if row else None


def _identifier(text):
    try:
        return identifier("id", text)
    except BadRequestError as error:
        raise Http404 from error


class VocabularyList(Searchable):
    known = PAGING | {"search"}

    def tell(self, data):
        refuse(data, self.known)
        window = Window.of(data)
        words = data.get("search", "").casefold().split()
        found = [
            text_of(each)
            for each in self.narrowed(data)
            if all(word in f"{each['name']} {each['description']}".casefold() for word in words)
        ]
        if window.is_stream:
            return HttpResponse("".join(f"{text}\n" for text in found), content_type=NDJSON)
        return self.of_text(window.envelope(len(found), found[window.start : window.start + window.size]))

    def narrowed(self, data):
        return self.everything()


class VocabularyDetail(HsdsEndpoint):
    def tell(self, data, uuid):
        wanted = str(_identifier(uuid))
        found = next((each for each in self.everything() if each["id"] == wanted), None)
        return found and self.of_text(text_of(found))


class TaxonomyList(VocabularyList):
    everything = staticmethod(all_taxonomies)


class TaxonomyDetail(VocabularyDetail):
    everything = staticmethod(all_taxonomies)


class TermList(VocabularyList):
    known = VocabularyList.known | {"taxonomy_id", "top_only", "parent_id"}
    everything = staticmethod(all_terms)

    def narrowed(self, data):
        found = self.everything()
        for name in ("taxonomy_id", "parent_id"):
            if name in data:
                wanted = str(identifier(name, data[name]))
                found = [each for each in found if each.get(name) == wanted]
        if truth("top_only", data.get("top_only", "false")):
            found = [each for each in found if "parent_id" not in each]
        return found


class TermDetail(VocabularyDetail):
    everything = staticmethod(all_terms)
