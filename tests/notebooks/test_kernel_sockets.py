import json
import os
from pathlib import Path

import pytest
from example_notebooks import TABLE, code, good_cells, make_project, write_notebook

from lobanalysis.errors import NotebookError
from lobanalysis.execution.run import run_notebook
from lobanalysis.paths import Project

TELL = """import os
from ipykernel.connect import get_connection_info
info = get_connection_info(unpack=True)
print(info["transport"], oct(os.stat(os.path.dirname(info["ip"])).st_mode & 0o777), info["ip"])
raise ValueError"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has ports only")


def read_stream(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return next(output["text"] for output in outputs if output["output_type"] == "stream")


@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_a_kernel_is_reached_in_a_folder_of_its_own_that_goes_with_it(tmp_path, request, kind):
    kernels = request.getfixturevalue("template") if kind == "warm" else None
    project = Project(make_project(tmp_path / "project"))
    cells = [*good_cells()[:3], code(f"#| label: tbl-plaats\n{TELL}"), code(TABLE)]
    notebook = write_notebook(project.notebooks / "01_a.ipynb", cells)
    with pytest.raises(NotebookError):
        run_notebook(notebook, {"wave": "2022"}, project, template=kernels)
    transport, mode, sockets = "".join(read_stream(project.executed / "national" / "01_a.ipynb")).split()
    assert (transport, mode) == ("ipc", "0o700")
    assert not Path(sockets).parent.exists()
