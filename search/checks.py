"""What is said at start about how the search will be."""

from importlib.util import find_spec

from django.conf import settings
from django.core.checks import Warning, register

from search.servers import OURS

ANALYSER = "kiwipiepy"


@register
def there_is_an_analyser(app_configs, **kwargs):
    """Without it everything works, less well; with a server of its own nobody needs it."""
    if settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] != OURS or find_spec(ANALYSER):
        return []
    return [
        Warning(
            "형태소 분석기(kiwipiepy)가 없어, 글을 두 글자씩 나누어 찾습니다. 찾기의 품질이 떨어집니다.",
            hint="kiwipiepy를 설치하고 `manage.py update_index`로 색인을 다시 만드십시오. 이 Python에 맞는 것이 아직 "
            "없으면 조금 낮은 판의 Python을 쓰십시오. / No Korean analyser: search falls back to syllable pairs.",
            id="search.W001",
        )
    ]
