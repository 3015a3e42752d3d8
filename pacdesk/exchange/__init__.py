"""Import and export: CSV, XLSX, mapping files. Reads rows, hands commands to the desk, writes rows."""
