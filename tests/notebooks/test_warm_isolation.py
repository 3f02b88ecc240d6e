import json

from warm_runs import run_cells

RANDOM = """import random, secrets, uuid
import numpy as np
print([random.random(), np.random.rand(), np.random.default_rng().random()]
+ [uuid.uuid4().hex, secrets.token_hex()])"""
PREPARE = """import builtins, json, logging, os, signal, sys, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd"""
CHANGE = """matplotlib.rcParams['font.size'] = 99
picture = plt.figure()
pd.set_option('display.max_rows', 3)
np.set_printoptions(precision=1)
np.seterr(all='raise')
builtins.left = 1
os.environ['LEFT'] = '1'
os.environ.pop('HOME')
os.environ['TZ'] = 'Asia/Tokyo'
time.tzset()
sys.path.insert(0, '/left')
sys.modules['left'] = sys
os.chdir('/')
os.umask(0)
warnings.simplefilter('ignore')
logging.disable()
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.setrecursionlimit(555)
pd.left = 1"""
LOOK = """print(json.dumps([matplotlib.rcParams['font.size'], plt.get_fignums(),
pd.get_option('display.max_rows'),
np.get_printoptions()['precision'], np.geterr()['divide'], hasattr(builtins, 'left'), 'LEFT' in os.environ,
'HOME' in os.environ, time.tzname, '/left' in sys.path, 'left' in sys.modules, os.getcwd(),
len(warnings.filters), logging.root.manager.disable, str(signal.getsignal(signal.SIGTERM)),
sys.getrecursionlimit(), hasattr(pd, 'left'), sorted(k for k in globals() if not k.startswith('_'))]))
plt.close('all')"""


def test_nothing_that_a_run_changes_is_there_in_the_next(tmp_path, template):
    first, _, changed = run_cells(tmp_path, template, PREPARE, LOOK, CHANGE + "\n" + LOOK)[-3:]
    before = run_cells(tmp_path, template, PREPARE, LOOK)[-1]
    assert json.loads(before) != json.loads(changed)
    assert run_cells(tmp_path, template, PREPARE, LOOK)[-1] == before


def test_random_numbers_differ_in_every_field_from_run_to_run(tmp_path, template):
    runs = [eval(run_cells(tmp_path, template, RANDOM)[-1]) for _ in range(3)]
    for values in zip(*runs, strict=True):
        assert len(set(values)) == 3


def test_a_project_module_that_was_edited_is_read_again(tmp_path, template):
    module = tmp_path / "edited_module.py"
    found = []
    for value in (1, 22):
        module.write_text(f"value = {value}", encoding="utf-8")
        found += run_cells(tmp_path, template, "import edited_module\nprint(edited_module.value)")[-1:]
    assert found == ["1\n", "22\n"]


def test_a_kernel_has_nothing_of_this_project_and_of_the_drawing_hook_in_it(tmp_path, template):
    unwanted = ("lobanalysis", "_zygote", "matplotlib_inline")
    look = f"import sys\nprint([m for m in sys.modules if m.startswith({unwanted})])"
    assert run_cells(tmp_path, template, look)[-1] == "[]\n"


def test_the_environment_and_folder_of_the_caller_arrive(tmp_path, template, monkeypatch):
    monkeypatch.setenv("ARRIVES", "é\n=")
    look = "import os\nprint((os.environ['ARRIVES'], os.getcwd() == os.path.realpath(os.environ['PLACE'])))"
    monkeypatch.setenv("PLACE", str(tmp_path))
    assert run_cells(tmp_path, template, look)[-1] == "('é\\n=', True)\n"


def test_a_kernel_looks_for_garbage_of_its_own_and_leaves_that_of_the_template_alone(tmp_path, template):
    cell = """import gc, weakref
class Thing: pass
thing = Thing(); thing.itself = thing; seen = weakref.ref(thing); del thing
gc.collect(); print(gc.isenabled(), seen() is None, gc.get_freeze_count() > 100_000)"""
    assert run_cells(tmp_path, template, cell)[-1] == "True True True\n"
