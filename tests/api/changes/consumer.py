"""What an outside system does: it keeps one cursor and what it has, and asks over HTTP. Nothing else of ours."""

import copy
import json

CHANGES = "/api/changes/"
CURSOR, OFFSET = "cursor", "offset"


class WentWrong(AssertionError):
    """An answer that no consumer can go on from."""


def ask(client, url, fine=(200,)):
    response = client.get(url.replace("http://testserver", ""))
    if response.status_code not in fine:
        raise WentWrong(f"{url}: {response.status_code} {response.content[:300]}")
    return response


def compact(data):
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class Consumer:
    """Keeps the records that the feed holds, and what the address of each change gives; can be killed and go on."""

    def __init__(self, client, *, limit=7, fetches=True):
        self.client, self.limit, self.fetches = client, limit, fetches
        self.saved = {"cursor": "", "records": {}, "details": {}}
        self.held = copy.deepcopy(self.saved)
        self.seen = 0

    def die(self):
        """Whatever was not written down is lost."""
        self.held = copy.deepcopy(self.saved)

    def write_down(self):
        self.saved = copy.deepcopy(self.held)

    def step(self):
        """One page of changes. Returns whether there are more."""
        url = f"{CHANGES}?limit={self.limit}&records=true&since={self.held['cursor']}"
        answer = ask(self.client, url).json()
        for item in answer["items"]:
            self.take(item)
        self.held["cursor"] = answer["cursor"]
        return answer["has_more"]

    def take(self, item):
        self.seen += 1
        url = item["detail_url"]
        if item["url"] is None:
            self.held["records"].pop(url, None)
            self.held["details"].pop(url, None)
            return
        self.held["records"][url] = compact(item["record"])
        if self.fetches:
            found = ask(self.client, f"{url}?fields=*", (200, 301, 404, 410))
            # Another change is on its way where it is not there by now.
            if found.status_code == 200:
                self.held["details"][url] = found.content.decode()

    def sync(self):
        while self.step():
            pass
        self.write_down()


def listed(client, url, way, limit):
    """Every item of a list, as text by id, walked by cursor or by offset."""
    found = {}
    step = f"{url}&limit={limit}&{'cursor=' if way == CURSOR else 'offset=0'}"
    while step:
        response = ask(client, step)
        for item in response.json()["items"]:
            if item["id"] in found:
                raise WentWrong(f"{step}: {item['id']} came twice")
            found[item["id"]] = compact(item)
        link = response.get("Link", "")
        step = link.partition(">")[0].removeprefix("<") if 'rel="next"' in link else ""
    return found


def crawl(client, types, limit=9):
    """({detail address: its text}, problems): all lists of pages by cursor and by offset, and each detail."""
    details, problems = {}, []
    for name in types:
        url = f"/api/v2/pages/?type={name}&fields=*"
        walks = [listed(client, url, way, limit) for way in (CURSOR, OFFSET)]
        if walks[0] != walks[1]:
            problems.append(f"{name}: by cursor and by offset are not the same")
        for pk, text in walks[0].items():
            detail = ask(client, f"/api/v2/pages/{pk}/?fields=*").content.decode()
            item = json.loads(detail)
            details[item["meta"]["detail_url"]] = detail
            del item["meta"]["parent"]
            if compact(item) != text:
                problems.append(f"{pk}: another in the list than alone")
    details |= benefits(client, limit)
    return details, problems


def benefits(client, limit):
    details, offset = {}, 0
    while items := ask(client, f"/api/v2/benefits/?limit={limit}&offset={offset}").json()["items"]:
        for item in items:
            url = item["meta"]["detail_url"]
            details[url] = ask(client, f"{url}?fields=*").content.decode()
        offset += limit
    return details
