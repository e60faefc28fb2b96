"""What the history of an import, and of a page a list wrote on, says."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class ImportAction(TextChoices):
    UPLOADED = "directory.upload_list", "파일을 올렸습니다"
    MAPPED = "directory.map_list", "칸을 다시 이었습니다"
    REHEARSED = "directory.rehearse_import", "연습했습니다"
    IMPORTED = "directory.import_list", "가져왔습니다"
    STOPPED = "directory.stop_import", "많이 바뀌어 멈추었습니다"
    FAILED = "directory.fail_import", "가져오지 못했습니다"
    FORCED = "directory.force_import", "많이 바뀌어도 가져오기로 했습니다"
    UNDONE = "directory.undo_import", "되돌렸습니다"
    TOOK_LISTED = "directory.take_listed_value", "목록의 값으로 바꾸었습니다"


def register(actions):
    register_deeds(actions, ImportAction)
