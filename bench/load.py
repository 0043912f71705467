"""Fifty readers and two writers at once, for some minutes: whether anything fails, how long it takes, and whether anything is lost.

    python bench/load.py --ledger FILE [--minutes 5] [--readers 50]

A copy of the ledger is served on this machine by `reportedly serve`; locust walks through it as `people.py` says. What the server said that
it took, judgements and reports, is then looked for in the copy. What is not linked yet is linked before it is served. Ends with 1 if a request
failed or something is missing. docs/speed.md has what it prints.
"""

import argparse
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from pages import copied, served

from reportedly.ledger import open_ledger
from reportedly.link import standing
from reportedly.pipeline import LINKER

HERE = Path(__file__).parent
COLUMNS = {"Name": "", "Request Count": "requests", "Failure Count": "failed", "Median Response Time": "median", "95%": "p95", "99%": "p99",
           "Max Response Time": "longest"}


def run(address: str, minutes: float, readers: int, folder: Path) -> None:
    """Have locust walk; its figures and what was taken are left in the folder."""
    command = [sys.executable, "-m", "locust", "-f", str(HERE / "people.py"), "--headless", "--host", address, "--users", str(readers + 2),
               "--spawn-rate", "5", "--run-time", f"{60 * minutes:.0f}s", "--stop-timeout", "60", "--csv", str(folder / "load")]
    told = {**os.environ, "LOAD_TAKEN": str(folder / "taken.jsonl"), "LOAD_READERS": str(readers), "PYTHONPATH": str(HERE)}
    ran = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    if not (folder / "load_stats.csv").exists():
        raise SystemExit(ran.stderr)


def summary(folder: Path) -> int:
    """Print requests, failures and times by what was asked; gives how many failed."""
    with (folder / "load_stats.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print(f"{'':26}" + "".join(f"{title:>10}" for title in COLUMNS.values() if title) + "   (milliseconds)")
    for row in rows:
        print(f"{row['Name']:26}" + "".join(f"{float(row[column]):10.0f}" for column, title in COLUMNS.items() if title))
    with (folder / "load_failures.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            print(f"FAILED {row['Occurrences']} times: {row['Method']} {row['Name']}: {row['Error']}")
    return int(rows[-1]["Failure Count"])


def lost(ledger: Path, taken: Path) -> list[str]:
    """What the server said that it took and is not in the ledger as it should be."""
    noted = [json.loads(line) for line in taken.read_text(encoding="utf-8").splitlines()] if taken.exists() else []
    missing = []
    with open_ledger(ledger, create=False) as store:
        every = store.judgements()
        by_id, stand = {j.id: j for j in every}, {j.id for j in standing(every)}
        here, untied = {r.id for r in store.reports()}, set(store.unlinked(LINKER))
        undone = {n["of"] for n in noted if "of" in n}
        for n in noted:
            if "report" in n:
                missing += [f"report {n['report']}"] if n["report"] not in here or n["report"] in untied else []
            elif n["judgement"] not in by_id or by_id[n["judgement"]].kind != n["kind"]:
                missing.append(f"{n['kind']} {n['judgement']}")
            elif n["kind"] == "grade" and (n["judgement"] in stand) == (n["judgement"] in undone):
                missing.append(f"whether {n['judgement']} stands")
    with closing(sqlite3.connect(ledger)) as database:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
        missing += [] if found == "ok" else [f"the database: {found}"]
    judged, added = sum("judgement" in n for n in noted), sum("report" in n for n in noted)
    print(f"taken: {judged} judgements ({len(undone)} of them taken back) and {added} reports; "
          + (f"NOT THERE: {', '.join(missing)}" if missing else "all are in the ledger, and the reports linked"))
    return missing


def main() -> None:
    """Serve, walk, check; print it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--readers", type=int, default=50)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, copied(wanted.ledger) as copy:
        folder = Path(scratch)
        with served(copy) as server:
            before, began, idle = os.getloadavg()[0], time.monotonic(), server.busy
            run(server.address, wanted.minutes, wanted.readers, folder)
            busy = (server.busy - idle) / 10 / (time.monotonic() - began)
            print(f"{wanted.readers} readers and 2 writers, {wanted.minutes:g} minutes; the server had {busy:.0f} % of a processor; "
                  f"load {before:.1f} before, {os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} processors")
            if complaints := server.complaints():
                print(f"the server said: {complaints[-2000:]}")
        failed, missing = summary(folder), lost(copy, folder / "taken.jsonl")
    raise SystemExit(1 if failed or missing or complaints else 0)


if __name__ == "__main__":
    main()
