"""``/api/agency/v1/``: read and written by key alone. A session means nothing here, so there is nothing to forge."""

import logging
from http import HTTPStatus

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from api.agency import answers, states
from api.agency.models import LONGEST_ID, NOT_AN_ID, AgencyItem, ItemType, is_external_id
from api.agency.problems import NOT_ALLOWED, Refused, wrong_fields
from api.agency.reading import MOST_OF_ONE, body_of, record_of
from api.agency.removing import own_item, remove
from api.agency.writing import CREATED, Manner, put
from api.errors import problem
from api.keys.asking import key_of
from api.keys.models import Scope
from common.client_address import client_ip

logger = logging.getLogger(__name__)

FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}
PER_PAGE, MOST_PER_PAGE = 100, 500
LONGEST_NUMBER = 19
NO_KEY = ("열쇠가 없거나 쓸 수 없는 열쇠입니다.", "No key, or one that does not work.")
BROKEN = ("처리하다가 누리넷 안에서 잘못되었습니다.", "Something went wrong on our side.")


def flag(request, name):
    text = request.GET.get(name, "").lower()
    if text not in FLAGS:
        raise Refused(400, f"{name}에는 true나 false를 적어 주십시오.", f"{name} is true or false.")
    return FLAGS[text]


@method_decorator(csrf_exempt, name="dispatch")
class KeyView(View):
    """Who asks and whether it may; and every refusal as a problem. How often is the gate's."""

    known_parameters = frozenset()
    cost = 1

    def dispatch(self, request, *args, **kwargs):
        answer = self._answer(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            answer.headers["WWW-Authenticate"] = 'Bearer realm="nurinet"'
        return answer

    def _answer(self, request, *args, **kwargs):
        try:
            self.key = key_of(request)
            if self.key is None:
                raise Refused(401, *NO_KEY)
            self.key.note_use(client_ip(request))
            self._refuse_unknown(request)
            return super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            return refusal.answer()
        except PermissionDenied:
            return problem(403, *NOT_ALLOWED)
        except BadRequest:
            return problem(400, "보내신 것을 이해하지 못했습니다.", "What was sent cannot be understood.")
        except ValidationError as error:
            return wrong_fields({"__all__": error.messages}).answer()
        except OperationalError:
            logger.exception("The database was busy.")
            answer = problem(503, "잠시 뒤에 다시 보내 주십시오.", "Busy; try again in a moment.")
            answer.headers["Retry-After"] = "2"
            return answer

    def _refuse_unknown(self, request):
        if unknown := sorted(request.GET.keys() - self.known_parameters):
            raise Refused(
                400, f"모르는 조건입니다: {unknown[0][:60]}.", f"Unknown parameter: {unknown[0][:60]}."
            )

    def need(self, *scopes):
        if not any(self.key.may(scope) for scope in scopes):
            raise Refused(403, *NOT_ALLOWED, scopes=[str(scope) for scope in scopes])
        if self.key.agency is None:
            raise Refused(403, "기관의 열쇠가 아닙니다.", "This key belongs to no agency.")

    def http_method_not_allowed(self, request, *args, **kwargs):
        answer = problem(405, "그런 방법으로는 물을 수 없습니다.", "Method not allowed.")
        answer.headers["Allow"] = ", ".join(self._allowed_methods())
        return answer

    def options(self, request, *args, **kwargs):
        return self.http_method_not_allowed(request)

    def once(self, request, content, deed):
        """``deed()``, or the answer that it gave before under the same ``Idempotency-Key``."""
        name = request.headers.get(answers.HEADER, "").strip()
        if not name:
            return deed()
        row, known = answers.begin(self.key, name, answers.digest_of(request, content))
        if known is not None:
            return known
        try:
            answer = deed()
        except Refused as refusal:
            answer = refusal.answer()
        except BaseException:
            row.delete()
            raise
        answers.keep(row, answer.status_code, answer.headers["Content-Type"], answer.content.decode())
        return answer


def kind_of(name):
    if name not in ItemType.values:
        raise Refused(404, "그런 종류가 없습니다.", "No such type.", types=ItemType.values)
    return ItemType(name)


def checked_id(text):
    if not is_external_id(text):
        raise Refused(400, NOT_AN_ID, f"An external id: at most {LONGEST_ID} printable characters, no slash.")
    return text


class ItemView(KeyView):
    known_parameters = frozenset({"dry_run", "resubmit", "overwrite", "reason"})

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.type_name, self.id_text = kwargs["type"], kwargs["external_id"]

    def get(self, request, **kwargs):
        kind = kind_of(self.type_name)
        self.need(Scope.READ, kind.scope)
        return self.told(own_item(self.key.agency, kind, checked_id(self.id_text)))

    def put(self, request, **kwargs):
        kind = kind_of(self.type_name)
        self.need(kind.scope)
        external_id = checked_id(self.id_text)
        manner = Manner(*(flag(request, name) for name in ("dry_run", "resubmit", "overwrite")))
        content = body_of(request, MOST_OF_ONE)

        def write():
            outcome = put(self.key, kind, external_id, record_of(request, content), manner=manner)
            return self.told_outcome(outcome)

        return self.once(request, content, write)

    def delete(self, request, **kwargs):
        kind = kind_of(self.type_name)
        self.need(Scope.WITHDRAW)
        external_id, dry_run = checked_id(self.id_text), flag(request, "dry_run")
        reason = request.GET.get("reason", "").replace("\x00", "")

        def withdraw():
            done, item = remove(self.key, kind, external_id, reason=reason, dry_run=dry_run)
            status = 202 if item.page_id and item.page and item.page.live else 200
            return self.told(item, status=status, outcome=done, dry_run=dry_run)

        return self.once(request, b"", withdraw)

    def told(self, item, *, status=200, **more):
        page = item.page
        review = page.current_workflow_state if page else None
        return _json(more | states.facts_of(item, page, review, states.public_among([page])), status)

    def told_outcome(self, outcome):
        outcome.item.page = outcome.page
        status = 201 if outcome.name == CREATED and not outcome.dry_run else 200
        return self.told(outcome.item, status=status, outcome=outcome.name, dry_run=outcome.dry_run)


def _json(content, status=200):
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


class ItemListView(KeyView):
    """One's own of one type, in the order in which they came; ``after`` is the ``next`` of the answer before."""

    known_parameters = frozenset({"limit", "after"})

    def get(self, request, type):
        kind = kind_of(type)
        self.need(Scope.READ, kind.scope)
        limit = min(_number(request, "limit", PER_PAGE) or 1, MOST_PER_PAGE)
        items = AgencyItem.objects.filter(
            agency=self.key.agency, type=kind, pk__gt=_number(request, "after", 0)
        )
        items = list(items.order_by("pk")[: limit + 1])
        shown = items[:limit]
        section = self.key.agency.page.path
        pages = kind.model.objects.filter(path__startswith=section).in_bulk([item.page_id for item in shown])
        reviews = states.reviews_of(pages.values())
        public = states.public_among(pages.values())
        rows = [
            states.facts_of(item, pages.get(item.page_id), reviews.get(item.page_id), public)
            for item in shown
        ]
        following = shown[-1].pk if len(items) > limit else None
        return _json({"items": rows, "next": following})


def _number(request, name, otherwise):
    text = request.GET.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER):
        raise Refused(400, f"{name}에는 수를 적어 주십시오.", f"{name} is a number.")
    return int(text)


class NoSuchAddress(KeyView):
    """Below the API every answer is JSON, also that there is nothing."""

    def _answer(self, request, *args, **kwargs):
        return problem(404, "그런 주소가 없습니다.", "No such address.")
