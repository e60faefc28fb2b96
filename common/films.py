"""Which films may be shown here: files of two kinds, and addresses at sites whose players are known.

Nothing is asked of them: a player's address is made from the film's own. That settles what a page may
frame (`CONTENT_SECURITY_POLICY`), what Wagtail may embed (`WAGTAILEMBEDS_FINDERS`), and what an editor
may give.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

# Files that are films, by their extension.
FILM_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}

UNKNOWN_HOST = (
    "이 주소의 영상은 보여 드릴 수 없습니다. {hosts}의 영상 주소를 적어 주십시오. "
    "다른 곳에 있는 영상은 파일로 올려 주십시오."
)


def is_film(name):
    """Whether a file of this name is a film."""
    return name.rsplit(".", 1)[-1].lower() in FILM_TYPES


@dataclass(frozen=True)
class FilmHost:
    """A site: its code and name, its host names, what a film's id looks like, and its player."""

    code: str
    label: str
    hosts: tuple
    paths: tuple
    player: str
    query: str = ""

    @property
    def origin(self):
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"

    def film_id(self, parts):
        """The id in a split address of this site, or an empty string."""
        for pattern in self.paths:
            if found := re.fullmatch(pattern, parts.path.rstrip("/"), re.ASCII):
                return found[1]
        if self.query and parts.path.rstrip("/") == "/watch":
            candidate = parse_qs(parts.query).get(self.query, [""])[0]
            return candidate if re.fullmatch(r"[\w-]{11}", candidate, re.ASCII) else ""
        return ""


HOSTS = (
    FilmHost(
        *("youtube", "유튜브", ("youtube.com", "youtu.be", "youtube-nocookie.com")),
        paths=(r"/(?:embed/|shorts/|live/|v/)?([\w-]{11})",),
        player="https://www.youtube-nocookie.com/embed/{id}",
        query="v",
    ),
    FilmHost(
        *("vimeo", "비메오", ("vimeo.com", "player.vimeo.com")),
        paths=(r"/(?:video/)?(\d{6,12})",),
        player="https://player.vimeo.com/video/{id}?dnt=1",
    ),
    FilmHost(
        *("naver", "네이버TV", ("tv.naver.com",)),
        paths=(r"/(?:v|embed)/(\d{3,12})",),
        player="https://tv.naver.com/embed/{id}",
    ),
    FilmHost(
        *("kakao", "카카오TV", ("tv.kakao.com", "play-tv.kakao.com")),
        paths=(r"/(?:v|(?:channel/\d+/)?cliplink|embed/player/cliplink)/(\d{3,12})",),
        player="https://play-tv.kakao.com/embed/player/cliplink/{id}",
    ),
)
PLAYER_ORIGINS = [host.origin for host in HOSTS]
HOST_NAMES = "·".join(host.label for host in HOSTS)


def found_film(url):
    """The host and the player's address of a film, or ``(None, "")`` if no known site has such an address."""
    try:
        parts = urlsplit(url or "")
        name = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:  # brackets that hold no address
        return None, ""
    if parts.scheme not in ("http", "https"):
        return None, ""
    for host in HOSTS:
        if name in host.hosts and (film_id := host.film_id(parts)):
            return host, host.player.format(id=film_id)
    return None, ""
