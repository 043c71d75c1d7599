"""What a mail server says when it has surely not taken a letter, so that trying again cannot make two of it."""

import smtplib

NOT_TAKEN = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPConnectError,
    ConnectionRefusedError,
)
