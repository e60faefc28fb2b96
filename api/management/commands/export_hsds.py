"""``export_hsds``: all that ``/hsds/`` tells of a district, into one file."""

import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from api.hsds.exporting import FORMATS
from api.projection.settling import settle


class Command(BaseCommand):
    help = "HSDS로 내보내는 자료 전부를 파일 하나에 씁니다."

    def add_arguments(self, parser):
        parser.add_argument("--out", default="-", help="파일 이름. -이면 표준 출력입니다.")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="ndjson", help="csv는 ZIP 파일입니다."
        )
        parser.add_argument("--site", help="구의 호스트 이름. 적지 않으면 기본 누리집입니다.")

    def handle(self, *, out, format, site, **options):
        sites = Site.objects.filter(hostname=site) if site else Site.objects.filter(is_default_site=True)
        if (found := sites.first()) is None:
            raise CommandError("그런 누리집이 없습니다.")
        settle()
        if out == "-":
            FORMATS[format](found, sys.stdout.buffer)
            return
        # Whoever reads the file meanwhile sees the old one or the new one, never half of it.
        half = Path(f"{out}.part")
        with half.open("wb") as file:
            FORMATS[format](found, file)
        os.replace(half, out)
