"""Readers and counters behind ``scripts/build_texts.py``."""
