"""What happens to issues, 공감 and comments. Each verb locks the issue and looks at the locked row."""

from participation.actions.commenting import comment, edit_comment, withdraw_comment
from participation.actions.merging import merge
from participation.actions.raising import appeal, raise_issue, supplement, withdraw
from participation.actions.steps import answer, lock, move, office_of, publish, recount_comments, take_step
from participation.actions.supporting import empathise, follow, take_back, unfollow

__all__ = [
    "answer",
    "appeal",
    "comment",
    "edit_comment",
    "empathise",
    "follow",
    "lock",
    "merge",
    "move",
    "office_of",
    "publish",
    "raise_issue",
    "recount_comments",
    "supplement",
    "take_back",
    "take_step",
    "unfollow",
    "withdraw",
    "withdraw_comment",
]
