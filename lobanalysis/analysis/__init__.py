"""From coded interviews to the tables that may be shown: counts, intervals, disclosure control, proof."""
