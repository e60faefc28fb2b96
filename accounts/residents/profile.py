"""Correcting what others see of a resident."""

from django.db import transaction

from accounts.models import Resident
from common.signals import public_content_changed


@transaction.atomic
def correct(resident, *, nickname, dong_code, life_code):
    """The name stands on public pages, so those are made anew."""
    row = Resident.objects.select_for_update(no_key=True).get(pk=resident.pk)
    row.nickname, row.dong_code, row.life_code = nickname, dong_code, life_code
    row.save(update_fields=["nickname", "dong_code", "life_code"])
    public_content_changed.send(sender=Resident)
