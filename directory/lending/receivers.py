"""A resource that is deleted, by whatever way, takes its requests along: who waits for it is told before."""

from django.db.models.signals import pre_delete

from directory.lending.mails import tell_asker
from directory.models import ResourcePage
from directory.models.lending import HOLDING, LendingState


def resource_is_deleted(sender, instance, **kwargs):
    for request in instance.requests.filter(state__in=[LendingState.ASKED, *HOLDING]):
        request.resource, request.state = instance, LendingState.CANCELLED
        tell_asker(request, is_gone=True)


def connect():
    pre_delete.connect(resource_is_deleted, sender=ResourcePage, dispatch_uid="resource-is-deleted")
