"""The page of one benefit: no page of the tree, for nobody here writes it."""

from django.http import Http404

from common import json_ld
from common.addresses import DIRECTORY
from directory.models.benefit import Benefit
from directory.reach import load_reach

# The headings of an official text, in the order in which one asks.
HEADINGS = {
    "who": "지원 대상",
    "criteria": "선정 기준",
    "support": "지원 내용",
    "how_to_apply": "신청 방법",
    "contact": "문의처",
    "documents": "서식과 구비 서류",
    "laws": "근거",
}


def benefit_context(index, request, uuid):
    """What the template of a benefit is given; 404 for one that residents may not see (any more)."""
    benefit = Benefit.objects.listed().for_facts().filter(uuid=uuid).first()
    if benefit is None:
        raise Http404
    load_reach([benefit])
    facts = benefit.public_facts(request)
    breadcrumbs = [
        *index.breadcrumbs(request),
        {"title": "복지서비스", "url": f"{index.get_url(request) or DIRECTORY}?view=benefits"},
        {"title": benefit.title, "url": facts["url"]},
    ]
    return {
        "facts": facts,
        "sections": [
            {"name": name, "title": title, "text": facts[name]}
            for name, title in HEADINGS.items()
            if facts[name]
        ],
        "breadcrumbs": breadcrumbs,
        "json_ld": [
            *benefit.public_json_ld(facts, request),
            *json_ld.breadcrumb_list(breadcrumbs, facts),
        ],
    }
