"""Where a request came from."""

import ipaddress

from django.conf import settings


def _address(text):
    """The address written in ``text`` (a port is dropped), or None."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address):
    return any(address in ipaddress.ip_network(network) for network in settings.TRUSTED_PROXIES)


def client_ip(request):
    """The address of who asks, as text; "" when nobody can tell.

    ``X-Forwarded-For`` is read only when the connection itself comes from a proxy of
    ``TRUSTED_PROXIES``, and then from the right: the first address that is no proxy of ours. What
    stands left of it was written by the client and is not believed.
    """
    address = _address(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address is not None and _is_trusted(address) and hops:
        step = _address(hops.pop())
        if step is None:
            break
        address = step
    return str(address or "")
