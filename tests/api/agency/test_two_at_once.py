"""Two processes' worth of the same question at the same moment."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client

from api.agency.models import AgencyItem
from pages.models import NewsPage
from tests.api.agency.conftest import system_of

NEWS = {"title": "동시에 온 소식", "summary": "같은 번호로 한꺼번에 여러 번 보냅니다"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_one_id_sent_many_times_at_once_is_one_page(agency_a):
    systems = [system_of(agency_a, Client()) for _ in range(4)]
    start, answers = threading.Barrier(len(systems)), []

    def send(system):
        try:
            start.wait()
            answers.append(system.put("news/1", NEWS).json())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[system]) for system in systems]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer["outcome"] for answer in answers) == ["created", *["unchanged"] * 3]
    assert NewsPage.objects.count() == 1
    assert AgencyItem.objects.count() == 1
    assert NewsPage.objects.get().revisions.count() == 1
