import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from directory.models import ImportRun

NAMES = ("햇살", "보람", "은빛", "무지개", "푸른", "새싹")


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def desk(client, secretariat):
    """The secretariat's browser."""
    client.force_login(secretariat)
    return client


def work_off_the_queue():
    """What the worker does, within the test's transaction."""
    for waiting in DBTaskResult.objects.ready():
        waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
        waiting.set_successful(None)


def waiting_tasks():
    return DBTaskResult.objects.ready().count()


def daycare_file(
    names=NAMES, *, phone="02-2127-4000", header="어린이집명,주소,전화번호,정원", name="daycare_20260701.csv"
):
    lines = [
        header,
        *(
            f"{each}어린이집,서울특별시 동대문구 왕산로 {n + 10},{phone},{n + 20}"
            for n, each in enumerate(names)
        ),
    ]
    return SimpleUploadedFile(name, "\n".join(lines).encode(), content_type="text/csv")


def upload(client, file=None, **data):
    """The draft that an upload makes."""
    known = set(ImportRun.objects.values_list("pk", flat=True))
    given = {"file": file or daycare_file(), "kind": "facilities", "source": "", "new_source": ""} | data
    response = client.post(reverse("imports:add"), given)
    assert response.status_code == 302, response.context["form"].errors
    return ImportRun.objects.exclude(pk__in=known).get()


def columns(client, run):
    """What the mapping form holds, to be sent back."""
    form = client.get(reverse("imports:mapping", args=[run.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def bring(client, run):
    client.post(reverse("imports:bring", args=[run.pk]))
    work_off_the_queue()
    run.refresh_from_db()
    return run
