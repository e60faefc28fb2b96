"""The site's own search as JSON: the same things in the same order."""

from wagtail.models import Site

from api.errors import bad_request
from api.pagination import whole_number
from api.plain import PlainEndpoint, listed
from search.forms import LONGEST, Question, SearchForm
from search.results import Results
from search.shown import as_items

DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET = 10, 50, 1000
PARAMETERS = {"q", "limit", "offset", "exact", "near", *SearchForm.AXES}


class SearchEndpoint(PlainEndpoint):
    parameters = PARAMETERS

    def answer(self, data):
        question = _question(data)
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        results = Results(Site.find_for_request(self.request).root_page, question)
        form = _form(data, question, results)
        kinds = form.counts("kind") if form else results.counts_by_kind()
        good, similar = results.shown(form.left(), form.chosen.get("near", "")) if form else results.shown()
        answer = {
            "meta": {
                "total_count": len(good),
                "similar_count": len(similar),
                "is_capped": results.is_capped,
                "query": question.text,
                "searched": results.understanding.searched,
                "how": results.understanding.how,
                "kinds": {kind: count for kind, count in kinds.items() if count},
            },
            "items": as_items(results, [*good, *similar][offset : offset + limit], self.request),
        }
        return listed(self.request, answer, limit, offset, len(good) + len(similar))


def _question(data):
    """The question, if it asks for something."""
    question = Question.asked(data)
    if question.was_cut:
        raise bad_request(f"찾는 말은 {LONGEST}자까지입니다.", f"q takes at most {LONGEST} characters.")
    if not question.has_words:
        raise bad_request("찾을 말을 적어 주십시오.", "q needs a word to look for.")
    return question


def _form(data, question, results):
    """What narrows the answer, if anything does: who asks for words alone does not wait for choices."""
    if not any(data.get(name) for name in ("near", *SearchForm.AXES)):
        return None
    form = SearchForm.asked(data, question, results)
    for name in ("near", *SearchForm.AXES):
        if data.get(name) and name not in form.chosen:
            raise bad_request(f"{name}에 그런 값은 없습니다.", f"{name} has no such value.")
    return form
