"""Golden answers: other systems build on these shapes. Change a file here only together with a notice to them.

To write them anew: delete the file, run this test twice, look at the difference.
"""

import json
import re
from pathlib import Path

import pytest

from tests.api.world import TYPES

SNAPSHOTS = Path(__file__).parent / "snapshots"
PATHS = {
    **{f"{name}-detail": f"/api/v2/pages/?type={label}&slug={{slug}}" for name, label in TYPES.items()},
    "pages-list": "/api/v2/pages/",
    "pages-list-all-fields": "/api/v2/pages/?fields=*",
    "events-list": "/api/v2/pages/?type=pages.EventPage",
    "events-list-all-fields": "/api/v2/pages/?type=pages.EventPage&fields=*",
    "images-list": "/api/v2/images/?fields=*",
    "documents-list": "/api/v2/documents/?fields=*",
    "image-detail": "/api/v2/images/",
    "document-detail": "/api/v2/documents/",
    "benefits-list": "/api/v2/benefits/",
    "benefits-list-all-fields": "/api/v2/benefits/?fields=*",
    "benefit-detail": "/api/v2/benefits/",
    "unknown-parameter": "/api/v2/pages/?nonsense=1",
    "not-found": "/api/v2/pages/987654/",
}
SLUGS = {name: f"{name}-0" for name in TYPES} | {"agency": "agency-a"}
# What differs from run to run. Titles, codes, labels and sentences stay as they are.
CHANGING = {
    "id",
    "uuid",
    "first_published_at",
    "last_published_at",
    "published_at",
    "updated_at",
    "total_count",
    "instance",
}
NUMBER, STORED_NAME = re.compile(r"/\d+/"), re.compile(r"[0-9a-f]{20}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def shape(value, name=""):
    """The answer with changing values named by their kind; of a list its first item of each shape."""
    if isinstance(value, dict):
        return {key: shape(part, key) for key, part in value.items()}
    if isinstance(value, list):
        shapes = [shape(part, name) for part in value]
        return [one for number, one in enumerate(shapes) if name != "items" or number == 0]
    if name in CHANGING:
        return f"<{type(value).__name__}>"
    if not isinstance(value, str):
        return value
    return STORED_NAME.sub("<name>", NUMBER.sub("/<number>/", UUID.sub("<uuid>", value)))


@pytest.fixture
def answers(client, filled, module_files, db):

    def answer(name):
        data = client.get(PATHS[name].format(slug=SLUGS.get(name.split("-")[0]))).json()
        if name.endswith("-detail"):
            data = client.get(data["items"][0]["meta"]["detail_url"].split("testserver")[1]).json()
        return shape(data)

    return answer


@pytest.mark.parametrize("name", PATHS)
def test_the_answer_keeps_its_shape(answers, name):
    path = SNAPSHOTS / f"{name}.json"
    answer = answers(name)
    if not path.exists():
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{path.name} was not there and has been written; look at it and commit it.")

    assert answer == json.loads(path.read_text(encoding="utf-8"))
