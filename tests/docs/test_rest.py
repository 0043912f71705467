"""What docs/rest.md shows: its commands are sent to a server, in order, and it names every path that there is."""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from present.harbour import desk_over, fill
from reportedly.ledger import Ledger, open_ledger
from reportedly.present.web.app import make_app
from reportedly.present.web.safety.guard import Guard

PAGE = (Path(__file__).parents[2] / "docs" / "rest.md").read_text(encoding="utf-8")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Ledger]:
    fill(tmp_path / "story.db")
    with open_ledger(tmp_path / "story.db") as found:
        yield found


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_every_command_works(store: Ledger, tmp_path: Path) -> None:
    script = "set -e\n" + "".join(re.findall(r"^```bash\n(.*?)^```$", PAGE, re.M | re.S))
    claim = store.claim_rows(limit=1)[0]
    script = re.sub(r"^CLAIM=.*$", f"CLAIM={claim.id}", script, flags=re.M)
    script = re.sub(r"^REPORT=.*$", f"REPORT={claim.first.id}", script, flags=re.M)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(make_app(desk_over(store), Guard.local("ana")), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        done = subprocess.run(["bash", "-c", script.replace(":8631", f":{bound.getsockname()[1]}")], cwd=tmp_path, capture_output=True,
                              encoding="utf-8", check=False, timeout=60)
        server.should_exit = True
        thread.join()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("409\n")
    assert "304\n" in done.stdout
    assert store.claim(claim.id).grade == 3


def test_every_path_is_named(store: Ledger) -> None:
    client = TestClient(make_app(desk_over(store), Guard.local("ana")), base_url="http://localhost")
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    named = set(re.findall(r"`(?:GET |POST )?(/[^`?]*)\??[^`]*`", PAGE))
    assert set(paths) == named - {"/api/v1", "/api/v1/openapi.json"}
