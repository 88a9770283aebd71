"""Rows of import workbooks as typed values, one module for each workbook."""
