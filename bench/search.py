"""How long a search takes, and what it costs: ``python -m bench.search [CORPUS]``.

On SQLite and on PostgreSQL, each with the corpus as it is and grown to 100,000 things; without a corpus, the one
of the tests. One process for each of the four; they are asked in turns, every question once: no answer
is ever remembered. Only what is on the clock counts; the CPU of the process is told beside it, for a busy machine.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

from bench.corpus import databases
from bench.corpus.__main__ import environment

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench-search"
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
FIXTURE = ROOT / "tests" / "search" / "quality"
VENDORS = ("sqlite", "postgresql")
GOALS = {"search small": 60, "search large": 150, "suggestion": 50, "indexing": 10}
# Asked beside the judged questions: words that stand in very many texts.
COMMON = (
    *(
        "지원",
        "서비스",
        "복지",
        "사업",
        "노인",
        "어르신",
        "장애인",
        "아동",
        "청년",
        "서울",
        "동대문구",
        "센터",
        "신청",
        "무료",
    ),
    *(
        "지원 사업",
        "복지 서비스",
        "장애인 지원 사업",
        "서울시 청년 지원",
        "어르신 무료 서비스",
        "저소득 가구 생활 지원 신청",
    ),
)
# So that each round asks what was never asked before.
ROUNDS = ("", " 지원", " 서울")
TYPED = (
    *(
        "치",
        "치매",
        "ㅊㅁ",
        "기초",
        "기초여",
        "장애",
        "장애인 ㅇ",
        "ㅂㅈ",
        "청",
        "청년월",
        "아이돌",
        "ㅇㅇㄷ",
    ),
    *(
        "노인",
        "어르신 일",
        "동대문",
        "답십리",
        "경로",
        "무",
        "출산",
        "도서관",
        "qhrwl",
        "wkd",
        "복",
        "ㅈㅇㅇ",
    ),
)


class Asked:
    """A process with one of the databases; it measures itself."""

    def __init__(self, url):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.search_inside"],
            cwd=ROOT,
            env=environment(VAR, 8000, url)
            | {"PAGE_CACHE": "0", "REDIS_URL": "", "STATEMENT_TIMEOUT_MS": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, verb, *arguments):
        print(json.dumps([verb, *arguments]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{verb}: the process ended")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def made(url, verb, *arguments):
    asked = Asked(url)
    print(" ", verb, json.dumps(asked(verb, *arguments)), flush=True)
    asked.close()


def prepare(vendor, corpus, size, fresh):
    """URLs of the small and of the large database; made if they are not there, and kept for the next time."""
    folder, server = VAR / vendor, "" if vendor == "sqlite" else f"{POSTGRES}/postgres"
    if fresh or not (folder / "urls").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"{vendor}: making the databases", flush=True)
        small = named(vendor, databases.fresh(folder, server), "small")
        made(small, "fill", str(corpus))
        large = copied(vendor, small, "large")
        made(large, "grow", size)
        (folder / "urls").write_text(f"{small}\n{large}")
    return (folder / "urls").read_text().split()


def named(vendor, url, name):
    """The database by a name that can be found again."""
    if vendor == "sqlite":
        path = Path(url.removeprefix("sqlite:///"))
        return f"sqlite:///{path.rename(path.with_name(f'{name}.sqlite3'))}"
    new = f"nurinet_bench_search_{name}"
    old = databases.name_in(url)
    databases.ask(url, f"DROP DATABASE IF EXISTS {new} WITH (FORCE)", f"ALTER DATABASE {old} RENAME TO {new}")
    return url.replace(old, new)


def copied(vendor, url, name):
    if vendor == "sqlite":
        path = Path(url.removeprefix("sqlite:///"))
        return f"sqlite:///{shutil.copy(path, path.with_name(f'{name}.sqlite3'))}"
    new, old = f"nurinet_bench_search_{name}", databases.name_in(url)
    databases.ask(url, f"DROP DATABASE IF EXISTS {new} WITH (FORCE)", f"CREATE DATABASE {new} TEMPLATE {old}")
    return url.replace(old, new)


def questions(path):
    judged = [json.loads(line)["query"] for line in path.read_text(encoding="utf-8").splitlines()]
    return [*dict.fromkeys([*judged, *COMMON])]


def in_turns(processes, asked):
    """Every question of every round to every process; what each measured: name → [(ms, ms of CPU)]."""
    found = [defaultdict(list) for _ in processes]
    for suffix in ROUNDS:
        for text in asked:
            for process, kept in zip(processes, found, strict=True):
                for name, took in process("search", f"{text}{suffix}").items():
                    kept[name].append(took)
    for text in TYPED:
        for process, kept in zip(processes, found, strict=True):
            for name, took in process("suggest", text).items():
                kept[name].append(took)
    return found


def tell(name, kept, goal):
    """p50 and p95 on the clock and of CPU; whether the goal is kept."""
    wall, cpu = (sorted(each[at] for each in kept) for at in (0, 1))
    p50, p95 = (quantiles(wall, n=20, method="inclusive")[at] for at in (9, 18))
    cpu95 = quantiles(cpu, n=20, method="inclusive")[18]
    good = p95 <= goal
    print(
        f"{'ok  ' if good else 'MISS'} {name:28} {len(kept):4} asked   p50 {p50:7.1f}   p95 {p95:7.1f}   max {wall[-1]:7.1f} ms"
        f"   (CPU p50 {median(cpu):6.1f}, p95 {cpu95:6.1f})   goal {goal} ms"
    )
    return good


def report(sizes, found, indexed):
    results = []
    for name, kept, (milliseconds, cpu) in zip(sizes, found, indexed, strict=True):
        goal = GOALS["search small" if name.endswith("small") else "search large"]
        results += [tell(f"{name} {kind}", kept[kind], goal) for kind in ("engine", "api")]
        results.append(tell(f"{name} suggestion", kept["suggestion"], GOALS["suggestion"]))
        good = milliseconds <= GOALS["indexing"]
        results.append(good)
        print(
            f"{'ok  ' if good else 'MISS'} {name} indexing: {milliseconds:.1f} s (CPU {cpu:.1f}) for 1,000,"
            f" goal {GOALS['indexing']}"
        )
    return all(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=FIXTURE / "corpus.jsonl")
    parser.add_argument("--queries", type=Path, default=FIXTURE / "queries.jsonl")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", choices=VENDORS)
    parser.add_argument("--fresh", action="store_true", help="make the databases again")
    options = parser.parse_args()
    names, processes = [], []
    for vendor in [options.only] if options.only else VENDORS:
        for size, url in zip(
            ("small", "large"),
            prepare(vendor, options.corpus.resolve(), options.size, options.fresh),
            strict=True,
        ):
            names.append(f"{vendor} {size}")
            processes.append(Asked(url))
            print(names[-1], json.dumps(processes[-1]("start")), flush=True)
    found = in_turns(processes, questions(options.queries))
    indexed = [process("index")["indexing"] for process in processes]
    for process in processes:
        process.close()
    return 0 if report(names, found, indexed) else "A goal was missed."


if __name__ == "__main__":
    sys.exit(main())
