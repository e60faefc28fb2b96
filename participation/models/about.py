"""What is about one issue or one comment, and never about both."""

from django.db import models
from django.db.models import Q

from participation.models.comment import Comment
from participation.models.issue import Issue


def _about(model, name, on_delete):
    return models.ForeignKey(
        model, on_delete, null=True, blank=True, related_name="%(class)ss", verbose_name=name
    )


class About(models.Model):
    class Meta:
        abstract = True

    @property
    def thing(self):
        """None once it is gone."""
        return self.issue or self.comment

    @property
    def thing_in_words(self):
        """What everybody may know of it: which issue, never a word of what it says."""
        if self.issue_id:
            return f"과제 {self.issue_id}번"
        return f"과제 {self.comment.issue_id}번의 댓글" if self.comment_id else "지워진 글"


class AboutOneThing(About):
    """It goes with the thing."""

    issue = _about(Issue, "과제", models.CASCADE)
    comment = _about(Comment, "댓글", models.CASCADE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_about_one_thing",
                condition=Q(issue__isnull=False, comment__isnull=True)
                | Q(issue__isnull=True, comment__isnull=False),
            ),
        ]


class OutlivesItsThing(About):
    """It stays when the thing goes with its author's account."""

    issue = _about(Issue, "과제", models.SET_NULL)
    comment = _about(Comment, "댓글", models.SET_NULL)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_not_about_two_things",
                condition=Q(issue__isnull=True) | Q(comment__isnull=True),
            ),
        ]


def about(thing):
    """The field that ``thing`` goes into, as keywords."""
    return {"issue" if isinstance(thing, Issue) else "comment": thing}
