"""Open Referral UK 3.0: the open, read-only API of services, and the check of any feed."""
