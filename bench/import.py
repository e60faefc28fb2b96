"""How long a list of 12,000 facilities takes, and how much memory: `python -m bench.import`.

On SQLite and on PostgreSQL, each in a fresh database and each phase in a process of its own: first run, the
same file again, the next edition (every date newer, one row in ten changed), and its undo. The list is made here from a fixed seed; it has
the columns, dirt and bulk of the real ones. Compare runs of one machine only.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench-import"
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
DATABASE = "nurinet_bench_import"
ROWS = int(os.environ.get("BENCH_ROWS", "12000"))
GOALS = {"first": 120, "again": 30, "rss_mb": 400}
PHASES = ("setup", "first", "again", "next", "undo")
HEADER = [
    "시설코드",
    "시설명",
    "시설종류명(시설유형)",
    "시설장명",
    "시군구명",
    "시설주소",
    "우편번호",
    "전화번호",
    "팩스번호",
    "홈페이지주소",
    "운영현황",
    "정원",
    "현원",
    "위도",
    "경도",
    "인가일자",
    "평일운영시작시각",
    "평일운영종료시각",
    "토요일운영시작시각",
    "토요일운영종료시각",
    "휴관일",
    "운영기관명",
    "데이터기준일자",
]
KINDS = (
    *("(노인복지시설) 재가노인복지시설", "(노인복지시설) 노인복지관", "지역아동센터", "사회복지관"),
    *("장애인주간보호시설", "경로당", "작은도서관", "정신재활시설", "우주복지시설"),
)
SYLLABLES = "가나다라마바사아자차카타파하늘빛솔한강산들꽃햇살누리봄별샘터울림마루온새길벗동행나눔"
ROADS = ("제기로", "왕산로", "답십리로", "장한로", "휘경로", "이문로", "전농로", "회기로")
DONGS = ("제기동", "용두동", "답십리동", "장안동", "휘경동", "이문동", "전농동", "회기동")


def list_of_facilities(edition=1):
    """The bytes of one edition, in cp949 as offices send it."""
    dice, out = random.Random(20261126), io.StringIO()  # noqa: S311
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for number in range(ROWS):
        place = dice.randrange(len(ROADS))
        name = "".join(dice.choices(SYLLABLES, k=5)) + dice.choice(("복지센터", "데이케어센터", "경로당"))
        phone = dice.choice(
            (f"02-{dice.randrange(2000, 9999)}-{number % 10000:04}", f"02{22490000 + number}", "")
        )
        row = [
            f"B{number:06}",
            name,
            dice.choice(KINDS),
            "홍길동",
            "동대문구",
            f"서울특별시 동대문구 {ROADS[place]}{dice.randrange(1, 60)}길 {dice.randrange(1, 99)}, {dice.randrange(1, 6)}층 ({DONGS[place]})",
            f"{dice.randrange(2400, 2700):05}",
            phone,
            dice.choice(("", "0", f"02-960-{number % 10000:04}")),
            dice.choice(("", "", f"www.facility{number}.example")),
            dice.choice(("정상", "정상", "정상", "휴지")),
            dice.randrange(0, 120),
            dice.randrange(0, 100),
            f"{dice.uniform(37.565, 37.607):.7f}",
            f"{dice.uniform(127.022, 127.078):.7f}",
            dice.choice(("1999.05", "20080131", "2012-07-01", "89.06.30")),
            *dice.choice((("09:00", "18:00", "00:00", "00:00"), ("10:00", "19:00", "10:00", "13:00"))),
            dice.choice(("매주 일요일", "", "둘째 넷째 월요일+법정공휴일")),
            dice.choice(("", "사회복지법인 누리")),
            "2026-07-01",
        ]
        if edition > 1:
            row[-1] = "2026-10-01"
            if number % 10 == 0:
                row[1], row[11] = f"{name} 새이름", row[11] + 1
        writer.writerow(row)
    return out.getvalue().encode("cp949")


def inside(phase):
    """One phase in a process of its own, so that each has its own memory. Tells time, counts and the like."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Page, Revision

    from directory.importing.engine import prepare, run_import, undo
    from directory.models import ImportRun

    if phase == "setup":
        call_command("migrate", verbosity=0)
        call_command("setup_district", stdout=io.StringIO())
        return print(json.dumps({"database": connection.vendor}))
    edition = 2 if phase == "next" else 1
    content, revisions = list_of_facilities(edition), Revision.objects.count()
    start, processor = time.monotonic(), time.process_time()
    if phase == "undo":
        undo(ImportRun.objects.filter(state="done").latest("pk"))
        told = {"tree": [len(problems) for problems in Page.find_problems()]}
    else:
        told = {"counts": run_import(prepare(content, f"bench_list_2026-{edition:02}.csv")).counts}
    told |= {
        "seconds": round(time.monotonic() - start, 1),
        "cpu": round(time.process_time() - processor, 1),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "revisions": Revision.objects.count() - revisions,
    }
    return print(json.dumps({phase: told}, ensure_ascii=False))


def measure(url, folder):
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "nurinet_cms.settings",
        "DATABASE_URL": url,
        "REDIS_URL": "",
        "SECRET_KEY": "for-the-benchmark-only-" + "0123456789" * 4,
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
        "DEBUG": "0",
    }
    told = {}
    for phase in PHASES:
        command = [sys.executable, "-m", "bench.import", "--inside", phase]
        done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)  # noqa: S603
        found = json.loads(done.stdout.decode().splitlines()[-1])
        print(json.dumps(found, ensure_ascii=False), flush=True)
        told |= found
    return told


def is_kept(told):
    return (
        told["first"]["seconds"] <= GOALS["first"]
        and told["again"]["seconds"] <= GOALS["again"]
        and told["again"]["revisions"] == 0
        and max(told[phase]["rss_mb"] for phase in PHASES[1:]) <= GOALS["rss_mb"]
        and not any(told["undo"]["tree"])
    )


def fresh_postgres():
    import psycopg

    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return f"{POSTGRES}/{DATABASE}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", choices=PHASES, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    if options.inside:
        return inside(options.inside)
    VAR.mkdir(parents=True, exist_ok=True)
    results = []
    if options.only != "postgresql":
        for old in VAR.glob("bench.sqlite3*"):
            old.unlink()
        results.append(measure(f"sqlite:///{VAR / 'bench.sqlite3'}", VAR))
    if options.only != "sqlite":
        results.append(measure(fresh_postgres(), VAR))
    for told in results:
        print(told["database"], "goals kept" if is_kept(told) else "goals MISSED", GOALS)
    return sys.exit(not all(map(is_kept, results)))


if __name__ == "__main__":
    main()
