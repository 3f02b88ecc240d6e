"""Cells that look at everything in which a forked kernel could differ from an ordinary one.

The first line of each names it. `VARY` lists those that may differ, with the reason.
"""

VARY = {
    "# modules": "a forked kernel has the packages of the template loaded",
}

HARD = (
    "# imports\nimport asyncio, atexit, builtins, json, locale, logging, os, signal, sys, threading, time, warnings\n"
    "import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd\n"
    "from IPython.display import HTML, SVG, clear_output, display, update_display",
    "# backend\nprint(plt.get_backend(), matplotlib.rcParams['backend'])",
    "# rc parameters\nfor name, value in sorted(matplotlib.rcParams.items()):\n    print(name, value)",
    "# figure\nplt.plot([3, 1, 2]);",
    "# figure with text and legend\n_, axes = plt.subplots()\naxes.bar(['a', 'b'], [1, 2], label='één')\n"
    "axes.legend()\naxes.set_xlabel('$x^2$')\nplt.show()",
    "# two figures in one cell\nfor number in (1, 2):\n    plt.figure()\n    plt.scatter(range(3), range(3), c=range(3))\n    plt.colorbar()",
    "# svg\nimport io\nmatplotlib.rcParams['svg.hashsalt'] = 'a'\npicture = io.StringIO()\n"
    "figure = plt.figure()\nfigure.add_subplot().plot([1, 2])\nfigure.savefig(picture, format='svg', metadata={'Date': None})\n"
    "plt.close(figure)\nSVG(data=picture.getvalue())",
    "# inline configuration\n%config InlineBackend.figure_formats = ['svg', 'png']\n%config InlineBackend.rc",
    "# display options of pandas\npd.describe_option(_print_desc=False)\nprint({k: pd.get_option(k) for k in "
    "('display.width', 'display.max_rows', 'display.max_columns', 'mode.chained_assignment', 'display.precision')})",
    "# frame\npd.DataFrame({'a': [1, 2.5], 'b': ['x', None]})",
    "# wide frame\npd.DataFrame(np.arange(400).reshape(2, 200))",
    "# styler\npd.DataFrame({'a': [1]}).style.set_uuid('a')",
    "# numpy options\nnp.get_printoptions(), np.geterr()",
    "# warnings shown once\nfor _ in range(2):\n    warnings.warn('careful')",
    "# warning of numpy\nnp.array([1.0]) / 0",
    "# warning filters\nprint(warnings.filters)",
    "# path\nprint(sys.path)",
    "# arguments\nprint(sys.argv, sys.orig_argv[1:], sys.flags, sys.executable)",
    "# environment\nprint({k: v for k, v in sorted(os.environ.items()) if k not in ('JPY_PARENT_PID', 'PYTEST_CURRENT_TEST')})",
    "# folder and mask\nprint(os.getcwd(), os.umask(0o22), os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid())",
    "# signals\nprint({s.name: str(signal.getsignal(s)) for s in signal.valid_signals() if hasattr(s, 'name')})",
    "# locale and encoding\nprint(locale.setlocale(locale.LC_ALL), sys.getdefaultencoding(), sys.getfilesystemencoding(), "
    "sys.__stdout__.encoding, sys.__stdout__.line_buffering, time.tzname)",
    "# limits of the interpreter\nimport gc\nprint(sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled(), gc.get_threshold())",
    "# logging\nprint(logging.root.handlers, logging.root.level, logging.getLogger('tornado').handlers[:0])\nlogging.warning('seen')",
    "# threads\nprint(sorted(t.name for t in threading.enumerate()), threading.Thread().name)",
    "# main module\nimport __main__\nprint(__name__, hasattr(__main__, '__file__'), __main__.__spec__, __main__.__builtins__ is builtins)",
    "# shell\nprint(get_ipython(), get_ipython().kernel.__class__, get_ipython().parent.parent.__class__)",
    "# names\n%who_ls",
    "# history\n%history -n 1-2",
    "# output of the system\nos.system('echo from the system') and None",
    "# output of a C library\nimport ctypes\nctypes.CDLL(None).puts(b'from C')\nctypes.CDLL(None).fflush(None)",
    "# output of a process\n!echo from a process",
    "%%bash\necho from bash",
    "%%capture kept\nprint('kept')",
    "# what was captured\nprint(kept.stdout)",
    "# streams in turn\nfor number in range(3):\n    print(number, file=(sys.stdout, sys.stderr)[number % 2], flush=True)\n    time.sleep(0.05)",
    "# await\nawait asyncio.sleep(0.01, 'awaited')",
    "# pool\nimport multiprocessing\nprint(multiprocessing.get_start_method())\nwith multiprocessing.Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
    "# thread that prints\nthread = threading.Thread(target=print, args=('from a thread',))\nthread.start()\nthread.join()",
    "# updated display\n_ = display(HTML('<b>1</b>'), display_id='one')\nupdate_display(HTML('<b>2</b>'), display_id='one')",
    "# cleared output\nprint('gone')\nclear_output()\nprint('stays')",
    "# decimal and dates\nimport datetime, decimal\nprint(decimal.getcontext(), datetime.datetime(2020, 5, 1).strftime('%A %x'))",
    "# resource limits and files\nimport resource\nprint(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_AS))",
    "# linear algebra on threads\nmatrix = np.arange(90000.0).reshape(300, 300)\nprint(float((matrix @ matrix)[7, 7]))",
    "# exit handlers\nprint(type(atexit.register(print)).__name__)\natexit.unregister(print)",
    "# modules\nprint(len(sys.modules))",
    "# question\ntry:\n    input('?')\nexcept Exception as problem:\n    print(type(problem).__name__, problem)",
    "# division\ndef divide():\n    return 1 / 0\n\ndivide()",
)
