"""A key ends with the membership of whoever gave it."""

from django.db.models.signals import post_save

from api.keys.actions import revoke_keys_of
from directory.models import AgencyMembership


def on_membership(sender, instance, raw=False, **kwargs):
    if not raw and instance.ended_at is not None:
        revoke_keys_of(instance)


def connect():
    post_save.connect(on_membership, sender=AgencyMembership, dispatch_uid="keys-end-with-membership")
