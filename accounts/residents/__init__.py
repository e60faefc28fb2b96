"""주민: who is signed in as a resident, and what a page may ask of him first."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.models import Resident

_UNKNOWN = object()


def resident_of(request):
    """The resident who asks, or None: for strangers, and for staff. A stranger's session is not read."""
    known = getattr(request, "_resident", _UNKNOWN)
    if known is _UNKNOWN:
        known = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            residents = Resident.objects.select_related("user", "voice")
            known = residents.filter(user_id=request.user.pk).first()
        request._resident = known
    return known


def leads_back(url_name, request):
    """The address of that page, which afterwards leads back to where the person is now."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return f"{reverse(url_name)}?{urlencode({'next': here})}"


class ResidentRequiredMixin:
    """Only for residents: strangers are led to sign in and back; staff are told why they may not."""

    resident = None

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_of(request)
        if self.resident is None:
            if request.user.is_authenticated:
                return render(request, "accounts/residents/not_a_resident.html", status=403)
            return redirect(leads_back("me_sign_in", request))
        return super().dispatch(request, *args, **kwargs)


class VerifiedRequiredMixin(ResidentRequiredMixin):
    """Only for residents of whom it is known that they are one person each."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        resident = resident_of(request)
        if resident is not None and not resident.is_verified:
            return redirect(leads_back("me_verify", request))
        return super().dispatch(request, *args, **kwargs)
