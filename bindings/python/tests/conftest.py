import os
import shutil

import pytest

if not (os.environ.get("ENTENTE") or shutil.which("entente")):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def iis():
    return os.environ.get("ENTENTE_IIS") or os.path.join(os.path.dirname(__file__), "../../../data/iis")


@pytest.fixture
def rows():
    return [
        {"agreement": "Pact of the North", "party": "Norland", "signed": "1950-05-09"},
        {"agreement": "Pact of the North", "party": "Sudland", "signed": "1950-05-09"},
        {"agreement": "Pact of the North", "party": "Ostland", "signed": "1952"},
        {"agreement": "Border treaty", "party": "Norland", "signed": "1961"},
        {"agreement": "Border treaty", "party": "Sudland", "signed": "1961"},
    ]


@pytest.fixture(autouse=True)
def silent():
    import entente

    entente.quiet = True
    yield
    entente.program = None
