"""One build of the report, from the first lock to the last check: whole, alone, and of one moment."""
