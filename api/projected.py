"""Endpoints of one district that read the projection, and are asked again by those who have the answer."""

from django.utils import timezone

from api.memory import site_at
from api.plain import PlainEndpoint
from api.projection.settling import state_for_reading
from api.validators import Validators, etag_of
from common.freshness import REVALIDATE


class ProjectedEndpoint(PlainEndpoint):
    """Knows the moment, the state of the projection and the district before it answers: ``tell`` does."""

    def answer(self, data, **kwargs):
        self.now, self.state = timezone.now(), state_for_reading()
        self.site = site_at(self.state, self.request)
        return self.elsewhere() if self.site is None else self.tell(data, **kwargs)

    def elsewhere(self):
        """No district stands at this address."""
        return None

    def validators(self, etag, changed_at, cache_control=REVALIDATE):
        return Validators(self.request, etag, changed_at, self.now, cache_control)

    def validated(self, write, *parts, cache_control=REVALIDATE, is_lasting=True):
        """What ``write`` makes, unless the asker has it already: known by ``parts`` and the question.

        Not to be kept: what was posted, what the same question does not bring again, and what is in doubt.
        """
        if self.request.method == "POST" or not is_lasting or self.state.waits:
            response = write()
            response.headers["Cache-Control"] = "no-store"
            return response
        etag = etag_of(*(parts or (self.state.version,)), self.site.pk, self.request.get_full_path())
        validators = self.validators(etag, self.state.changed_at, cache_control)
        return validators.not_modified() or validators.on(write())
