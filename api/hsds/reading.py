"""Texts of rows as they are sent: joined with the organization, or with the services, in a constant number of queries."""

from collections import defaultdict

from wagtail.models import Site

from api.hsds.models import HsdsObject, Kind
from api.memory import at_home_in

CHUNK = 200


class Reader:
    """Of one district, as its visitors see it now."""

    def __init__(self, site, waits):
        self.site = site
        self.shown = HsdsObject.objects.shown(site, waits)

    def texts(self, pks, *, full=False, with_services=False):
        """JSON texts of the rows with these numbers, in their order."""
        text = "whole" if full or with_services else "brief"
        rows = HsdsObject.objects.filter(pk__in=pks).values_list(
            "pk", "kind", "uuid", "organization", "site", text
        )
        found = {row[0]: row[1:] for row in rows}
        rows = [found[pk] for pk in pks if pk in found]
        organizations = self._organizations({row[2] for row in rows if row[0] == Kind.SERVICE} - {None})
        services = self._services([row[1] for row in rows]) if with_services else {}
        local = self._local(rows)
        return [
            local(site, _with(text, _more(kind, organizations.get(organization), services.get(uuid))))
            for kind, uuid, organization, site, text in rows
        ]

    def stream(self, pks, **how):
        """All of them, a chunk at a time."""
        for start in range(0, len(pks), CHUNK):
            yield from self.texts(pks[start : start + CHUNK], **how)

    def _organizations(self, uuids):
        if not uuids:
            return {}
        rows = self.shown.filter(kind=Kind.ORGANIZATION, uuid__in=uuids)
        return dict(rows.values_list("uuid", "brief"))

    def _services(self, uuids):
        rows = self.shown.filter(kind=Kind.SERVICE, organization__in=uuids).order_by("pk")
        found = defaultdict(list)
        for organization, whole in rows.values_list("organization", "whole"):
            found[organization].append(whole)
        return found

    def _local(self, rows):
        """What belongs to every district is written with the addresses of the default one."""
        if self.site.is_default_site or all(row[3] for row in rows):
            return lambda site, text: text
        default = Site.objects.get(is_default_site=True)
        return lambda site, text: text if site else at_home_in(self.site, text, default)


def _more(kind, organization, services):
    if kind == Kind.SERVICE and organization:
        return f'"organization":{organization}'
    if kind == Kind.ORGANIZATION and services:
        return f'"services":[{",".join(services)}]'
    return ""


def _with(text, more):
    """An object's text with one more member."""
    return f"{text[:-1]},{more}}}" if more else text
