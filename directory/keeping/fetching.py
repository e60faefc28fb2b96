"""Whether an address on the web answers, asked without ever touching our own network.

An editor may write any address; what we ask for must be on the open internet. The name is looked up
here and the connection goes to the very number that was judged, so that neither a redirect nor a name
that changes its number in between leads inside.
"""

import ipaddress
import socket
from contextvars import ContextVar
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

TIMEOUT = (4, 6)
REDIRECTS = 5
MOST_NUMBERS = 3
AGENT = "NurinetLinkCheck/1.0 (+{base})"
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOVED = {301, 302, 303, 307, 308}
# There, but not for us: a door that asks who comes, or is busy.
ANSWERING = {401, 403, 405, 406, 429, 451}
# Many servers do not know HEAD and say so in their own ways.
ASK_AGAIN_FROM = 400
# What our own network being down looks like, too.
UNREACHABLE = "연결되지 않습니다."
LATE = "제때 답하지 않습니다."
# Who reads an answer that may never end hears of every connection: called with the socket, may raise.
opened = ContextVar("opened", default=lambda connection: None)


class InsideAddress(Exception):
    """The address is not on the open internet."""


def _carried(address):
    """The IPv4 address that an IPv6 one stands for, or None."""
    if address.version == 4:
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo and teredo[1])


def is_outside(text):
    """Whether the number is one of the open internet: not private, local, reserved or for many."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    carried = _carried(address)
    if carried is not None:
        return carried.is_global and not carried.is_multicast
    return address.is_global and not address.is_multicast


def outside_addresses(host, port):
    """The numbers to connect to. All are refused if any number of the name lies inside."""
    if port not in (80, 443) and port < 1024:
        raise InsideAddress(f"port {port}")
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    numbers = [entry[4][0] for entry in found]
    if not numbers or not all(is_outside(number) for number in numbers):
        raise InsideAddress(host)
    return list(dict.fromkeys(numbers))


class _OutsideMixin:
    def _new_conn(self):
        for number in (numbers := outside_addresses(self._dns_host, self.port)[:MOST_NUMBERS]):
            try:
                connection = create_connection(
                    (number, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError:
                if number == numbers[-1]:
                    raise
            else:
                opened.get()(connection)
                return connection
        return None


class _Connection(_OutsideMixin, HTTPConnection):
    pass


class _TLSConnection(_OutsideMixin, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


class OutsideAdapter(HTTPAdapter):
    """Every connection, also after a redirect, passes ``outside_addresses``."""

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}


def session(base_url=""):
    """http and https alone, without proxies or credentials of this machine."""
    made = requests.Session()
    made.trust_env = False
    made.max_redirects = REDIRECTS
    made.headers["User-Agent"] = AGENT.format(base=base_url)
    made.adapters.clear()
    for scheme in ("http://", "https://"):
        made.mount(scheme, OutsideAdapter(max_retries=0))
    return made


def host_of(url):
    """The host that an address names, in small letters; "" if it names none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _status(http, method, url):
    """Redirects are followed here: the library would read the body of each to its end, which may never come."""
    http.get_redirect_target = lambda answer: None
    for _ in range(REDIRECTS + 1):
        with http.request(method, url, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
            if answer.status_code not in MOVED or "Location" not in answer.headers:
                return answer.status_code
            url = urljoin(
                url, answer.headers["Location"].encode("latin-1", "replace").decode("utf-8", "replace")
            )
    raise requests.TooManyRedirects


def problem_of(url, http):
    """Why the address does not answer, as a sentence; "" if it does."""
    try:
        status = _status(http, "HEAD", url)
        if status >= ASK_AGAIN_FROM and status not in ANSWERING:
            status = _status(http, "GET", url)
    except requests.TooManyRedirects:
        return "다른 주소로 끝없이 넘어갑니다."
    except requests.exceptions.SSLError:
        return "보안 인증서에 문제가 있습니다."
    except requests.Timeout:
        return LATE
    except InsideAddress:
        return "밖에서 열 수 없는 주소입니다."
    except (requests.RequestException, OSError, ValueError) as error:
        return _unreachable(error)
    if status < ASK_AGAIN_FROM or status in ANSWERING:
        return ""
    return "그런 화면이 없다고 답합니다." if status in (404, 410) else f"오류({status})로 답합니다."


def _unreachable(error):
    invalid = (
        requests.exceptions.InvalidURL,
        requests.exceptions.InvalidSchema,
        requests.exceptions.MissingSchema,
        UnicodeError,
    )
    return "주소가 올바르지 않습니다." if isinstance(error, invalid) else UNREACHABLE
