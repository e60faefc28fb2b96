"""What a resident has not sent yet: words as they are typed, files as they are chosen."""

import uuid

from django.core.exceptions import ValidationError

from participation.issues.forms import read_typed
from participation.models import IssueDraft, IssueFile
from participation.models.attached import MOST_FILES

TOO_MANY = f"사진과 파일은 {MOST_FILES}개까지 올릴 수 있습니다."


def draft_of(resident):
    """The resident's one draft, or None."""
    return IssueDraft.objects.filter(resident=resident).first()


def keep(resident, post):
    """Keep what is typed; what is no text of the form is not read."""
    return IssueDraft.objects.update_or_create(resident=resident, defaults={"typed": read_typed(post)})[0]


def take_in(draft, uploads):
    """Keep what was uploaded with the draft; what cannot be kept is told, file by file."""
    sentences = []
    for upload in uploads:
        if draft.files.count() >= MOST_FILES:
            sentences.append(TOO_MANY)
            break
        try:
            file = IssueFile.from_upload(upload)
        except ValidationError as refusal:
            sentences.extend(refusal.messages)
            continue
        file.draft = draft
        file.save()
    return sentences


def describe(draft, post):
    """What the writer says of her photos, and which she takes out again."""
    removed = set(post.getlist("remove_file"))
    for file in draft.files.all():
        if str(file.uuid) in removed:
            file.delete()
        elif file.is_picture:
            said = post.get(f"describe-{file.uuid}", file.description).replace("\x00", "")[:200]
            if said != file.description:
                file.description = said
                file.save(update_fields=["description"])


def initial(draft):
    """The form as it was left; each form has a key of its own, so that sending it twice is sending it once."""
    typed = draft.typed if draft else {}
    return typed | {"key": uuid.uuid4().hex}
