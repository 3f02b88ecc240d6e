"""Kernels forked from a template process: a fresh kernel each time, without its imports.

A template process (`zygote/`) imports ipykernel and a declared list of installed packages once. Each kernel
is a fork of it that then does what `python -m ipykernel_launcher` does. Everything else is unmodified
jupyter_client, nbclient and papermill. What does not fit is run in an ordinary kernel, with a line that
says why. Knows nothing of the rest of this project.
"""
