"""Cells that look at everything in which a forked kernel could differ from an ordinary one.

The first line of each names it. `VARY` lists those that may differ, with the reason.
"""

VARY = {
    "# modules": "a forked kernel has the packages of the template loaded",
}

CELLS = r"""
# imports
import asyncio, atexit, builtins, json, locale, logging, os, signal, sys
import threading, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
from IPython.display import HTML, SVG, clear_output, display, update_display
# ---
# backend
print(plt.get_backend(), matplotlib.rcParams['backend'])
# ---
# rc parameters
for name, value in sorted(matplotlib.rcParams.items()):
    print(name, value)
# ---
# figure
plt.plot([3, 1, 2]);
# ---
# figure with text and legend
_, axes = plt.subplots()
axes.bar(['a', 'b'], [1, 2], label='één')
axes.legend()
axes.set_xlabel('$x^2$')
plt.show()
# ---
# two figures in one cell
for number in (1, 2):
    plt.figure()
    plt.scatter(range(3), range(3), c=range(3))
    plt.colorbar()
# ---
# svg
import io
matplotlib.rcParams['svg.hashsalt'] = 'a'
picture = io.StringIO()
figure = plt.figure()
figure.add_subplot().plot([1, 2])
figure.savefig(picture, format='svg', metadata={'Date': None})
plt.close(figure)
SVG(data=picture.getvalue())
# ---
# inline configuration
%config InlineBackend.figure_formats = ['svg', 'png']
%config InlineBackend.rc
# ---
# display options of pandas
pd.describe_option(_print_desc=False)
print([pd.get_option(f'display.{k}') for k in ('width', 'max_rows', 'max_columns', 'precision')])
# ---
# frame
pd.DataFrame({'a': [1, 2.5], 'b': ['x', None]})
# ---
# wide frame
pd.DataFrame(np.arange(400).reshape(2, 200))
# ---
# styler
pd.DataFrame({'a': [1]}).style.set_uuid('a')
# ---
# numpy options
np.get_printoptions(), np.geterr()
# ---
# warnings shown once
for _ in range(2):
    warnings.warn('careful')
# ---
# warning of numpy
np.array([1.0]) / 0
# ---
# warning filters
print(warnings.filters)
# ---
# path
print(sys.path)
# ---
# arguments
print(sys.argv, sys.orig_argv[1:], sys.flags, sys.executable)
# ---
# environment
print(sorted(os.environ.items()))
# ---
# folder and mask
print(os.getcwd(), os.umask(0o22))
print(os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid())
# ---
# signals
print({s.name: str(signal.getsignal(s)) for s in signal.valid_signals() if hasattr(s, 'name')})
# ---
# locale and encoding
print(locale.setlocale(locale.LC_ALL), sys.getdefaultencoding(), sys.getfilesystemencoding())
print(sys.__stdout__.encoding, sys.__stdout__.line_buffering, time.tzname)
# ---
# limits of the interpreter
import gc
print(sys.getrecursionlimit(), sys.getswitchinterval())
print(gc.isenabled(), gc.get_threshold())
# ---
# logging
print(logging.root.handlers, logging.root.level)
logging.warning('seen')
# ---
# threads
print(sorted(t.name for t in threading.enumerate()), threading.Thread().name)
# ---
# main module
import __main__
print(__name__, hasattr(__main__, '__file__'))
print(__main__.__spec__, __main__.__builtins__ is builtins)
# ---
# shell
print(get_ipython(), get_ipython().kernel.__class__, get_ipython().parent.parent.__class__)
# ---
# names
%who_ls
# ---
# history
%history -n 1-2
# ---
# output of the system
os.system('echo from the system') and None
# ---
# output of a C library
import ctypes
ctypes.CDLL(None).puts(b'from C')
ctypes.CDLL(None).fflush(None)
# ---
# output of a process
!echo from a process
# ---
%%bash
echo from bash
# ---
%%capture kept
print('kept')
# ---
# what was captured
print(kept.stdout)
# ---
# streams in turn
for number in range(3):
    print(number, file=(sys.stdout, sys.stderr)[number % 2], flush=True)
    time.sleep(0.05)
# ---
# await
await asyncio.sleep(0.01, 'awaited')
# ---
# pool
import multiprocessing
print(multiprocessing.get_start_method())
with multiprocessing.Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))
# ---
# thread that prints
thread = threading.Thread(target=print, args=('from a thread',))
thread.start()
thread.join()
# ---
# updated display
_ = display(HTML('<b>1</b>'), display_id='one')
update_display(HTML('<b>2</b>'), display_id='one')
# ---
# cleared output
print('gone')
clear_output()
print('stays')
# ---
# decimal and dates
import datetime, decimal
print(decimal.getcontext())
print(datetime.datetime(2020, 5, 1).strftime('%A %x'))
# ---
# resource limits and files
import resource
print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_AS))
# ---
# linear algebra on threads
matrix = np.arange(90000.0).reshape(300, 300)
print(float((matrix @ matrix)[7, 7]))
# ---
# exit handlers
print(type(atexit.register(print)).__name__)
atexit.unregister(print)
# ---
# modules
print(len(sys.modules))
# ---
# question
try:
    input('?')
except Exception as problem:
    print(type(problem).__name__, problem)
# ---
# division
def divide():
    return 1 / 0

divide()
"""
HARD = tuple(CELLS.strip().split("\n# ---\n"))
