"""A ledger of an older version is brought up to date: facts and judgements stay, what linking made is made anew."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from reportedly.ledger import migrations, open_ledger
from reportedly.ledger.engine import ledger_url, make_engine
from reportedly.ledger.migrate import VERSION_TABLE

_CLAIM = """INSERT INTO claim (id, text, statements, reports, outlets, first, established, possible, expected, circular, denied, corrected,
            hardened, data) VALUES ('c1', 'the crane fell', 1, 1, 1, 'r1', 1, 1, 1.0, 0, 0, 0, 0, x'00')"""
_JUDGEMENT = "INSERT INTO judgement (id, kind, who, at, about) VALUES ('j1', 'grade', 'Kim', '2025-03-01', '[]')"


def test_claims_of_the_third_version_are_made_anew(path: Path) -> None:
    engine = make_engine(ledger_url(path), 1.0)
    with engine.execution_options(ledger_write=True).begin() as connection:
        config = Config(attributes={"connection": connection, "version_table": VERSION_TABLE})
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        command.upgrade(config, "v0003")
        for row in (_CLAIM, _JUDGEMENT):
            connection.exec_driver_sql(row)
    engine.dispose()
    with open_ledger(path) as ledger:
        assert (ledger.count_claims(), ledger.claim_rows(), ledger.claim_facets()) == (0, [], {})
        assert [j.who for j in ledger.judgements()] == ["Kim"]
