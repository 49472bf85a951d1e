"""Dictionaries of the coder: tables a Korea specialist can read and extend."""
