"""Workbooks for coders: blank sheets out, filled sheets in, and a workbook of what two coders differ on."""
