"""What a system reads when something is not done: RFC 9457, a sentence in Korean and in English."""

from api.errors import problem

NOT_ALLOWED = ("이 열쇠로는 할 수 없는 일입니다.", "This key may not do that.")


class Refused(Exception):
    """Why a thing is not done. ``more``: as of a `problem`; ``errors``: sentences by the field they are about."""

    def __init__(self, status, korean, english, **more):
        super().__init__(korean)
        self.status, self.korean, self.english, self.more = status, korean, english, more

    def answer(self):
        return problem(self.status, self.korean, self.english, **self.more)

    def as_row(self):
        """The same in a line of a batch."""
        return {"status": self.status, "detail": f"{self.korean} ({self.english})", **self.more}


def wrong_fields(errors):
    return Refused(
        422,
        "고쳐야 할 칸이 있습니다. errors를 보아 주십시오.",
        "Some fields need mending; see errors.",
        errors=errors,
    )
