"""XLSForm in and out: what other survey tools read and write, taken in as a draft after a report, and given out."""
