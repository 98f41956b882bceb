"""What the engine loads: the standard library, NumPy, PyYAML and pydantic, and nothing else."""

import subprocess
import sys
from pathlib import Path

SCORING = Path(__file__).parents[2] / "scoring"
# With what pydantic itself stands on.
ALLOWED = {"scoring", "numpy", "yaml", "_yaml", "pydantic", "pydantic_core", "annotated_types", "typing_extensions",
           "typing_inspection"}  # fmt: skip


def test_engine_imports_only_what_it_is_allowed() -> None:
    files = [path.relative_to(SCORING.parent) for path in SCORING.rglob("*.py")]
    modules = sorted(".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in files)
    program = (
        "import sys; before = set(sys.modules)\n"
        f"import {', '.join(modules)}\n"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    foreign = set(loaded.stdout.split()) - sys.stdlib_module_names - ALLOWED
    assert not {name for name in foreign if not name.startswith(("_", "cython_"))}
