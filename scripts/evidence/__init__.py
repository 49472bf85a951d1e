"""Steps of ``build_evidence.py``: reference lists and hand-coded tables to the tables of record."""
