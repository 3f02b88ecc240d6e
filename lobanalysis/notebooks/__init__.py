"""What a notebook needs: `open_study` makes the tables when they are missing and hands them out to show.

A notebook asks and shows; what stands here reads a table that a stage wrote, and picks and names its rows.
Each method loads its module only when it is called: a notebook depends on what it uses, and on no more.
"""

from lobanalysis.notebooks.study import Study, open_study

__all__ = ["Study", "open_study"]
