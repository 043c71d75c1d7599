"""The screens of group sessions: the worker's desk, the tablet, joining by code, hands."""
