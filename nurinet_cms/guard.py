"""What no view should ever see: addresses and forms that are not text, or are far too long."""

from urllib.parse import unquote_to_bytes

from nurinet_cms.errors import answer

# Four slugs of 255 letters fit; nothing of ours is longer.
LONGEST_PATH = 1500
LONGEST_QUERY = 8000
NOT_TEXT = "주소나 입력한 내용에 글자가 아닌 것이 들어 있습니다. 확인하고 다시 보내 주십시오."


def is_text(data):
    """Valid UTF-8 without NUL, which no database of ours can store."""
    try:
        return "\x00" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


class GuardMiddleware:
    """Answers nonsense with a sentence before anything reads it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path, query = request.path_info, request.META.get("QUERY_STRING", "")
        if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
            return answer(request, 414)
        # Django unquotes the path, and puts the bytes that are no UTF-8 back as %XX.
        if not is_text(unquote_to_bytes(path)) or not is_text(unquote_to_bytes(query)):
            return answer(request, 400, NOT_TEXT)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and not self.has_text_only(request):
            return answer(request, 400, NOT_TEXT)
        return None

    def has_text_only(self, request):
        """No NUL in a form, also not written as JSON does, which is how StreamField values come."""
        if request.content_type == "application/x-www-form-urlencoded" and not is_text(
            unquote_to_bytes(request.body)
        ):
            return False
        values = (value for values in request.POST.lists() for value in [*values[1], values[0]])
        return not any("\x00" in value or "\\u0000" in value for value in values)
