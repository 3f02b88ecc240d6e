"""The template process and the kernels that it becomes; the standard library only.

Started by path (`__main__.py`) under the name `_zygote`, so that a kernel has nothing of this project in it.
"""
