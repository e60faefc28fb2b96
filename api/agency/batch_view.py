"""``POST /api/agency/v1/batch``: lines in, lines out, the last of them the sum."""

from django.conf import settings
from django.http import StreamingHttpResponse

from api.agency import answers
from api.agency.batches import BatchRun, as_line, lines_of
from api.agency.models import ItemType
from api.agency.problems import Refused
from api.agency.reading import MOST_OF_BATCH, body_of
from api.agency.views import KeyView, flag
from api.agency.writing import Manner
from api.keys.models import Scope
from common.limits import until_next, within_limit

NDJSON = "application/x-ndjson"
HOUR = 3600
TYPES = (NDJSON, "application/ndjson", "application/json", "application/jsonl", "text/plain", "")


class BatchView(KeyView):
    """The answer is sent line by line while it is being done, so that no proxy loses patience."""

    known_parameters = frozenset({"dry_run", "resubmit", "overwrite"})

    def post(self, request):
        self.need(*(kind.scope for kind in ItemType), Scope.WITHDRAW)
        if request.content_type not in TYPES:
            raise Refused(415, f"{NDJSON}으로 보내 주십시오.", f"Send {NDJSON}.")
        limit = settings.AGENCY_API_BATCHES_PER_HOUR
        if not within_limit("agency-api-batch", self.key.pk, times=limit, seconds=HOUR):
            told = f"묶음은 한 시간에 {limit}번까지입니다.", f"At most {limit} batches an hour."
            raise Refused(429, *told, retry_after=until_next(HOUR))
        manner = Manner(*(flag(request, name) for name in ("dry_run", "resubmit", "overwrite")))
        content = body_of(request, MOST_OF_BATCH)
        lines = lines_of(content)
        row = None
        if name := request.headers.get(answers.HEADER, "").strip():
            row, known = answers.begin(self.key, name, answers.digest_of(request, content))
            if known is not None:
                return known
        run = BatchRun(self.key, lines, manner)
        return StreamingHttpResponse(_told(run, row), content_type=NDJSON)


def _told(run, row):
    """The lines. Who goes away in the middle stops it: what is done stays done, the rest may be sent again."""
    told = []
    try:
        for result in run.results():
            told.append(as_line(result))
            yield told[-1]
        told.append(as_line(run.summary))
        yield told[-1]
    except GeneratorExit:
        if row:
            row.delete()
        raise
    if row:
        answers.keep(row, 200, NDJSON, "".join(told))
