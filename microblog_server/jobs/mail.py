"""Send one mail through an SMTP server: STARTTLS, TLS, or in clear on this computer only."""

from __future__ import annotations

import asyncio
import contextlib
import re
import smtplib
import ssl
from email.message import EmailMessage

from microblog_server.jobs.worker import CannotEverError, TryLaterError
from microblog_server.settings import Settings

_TIMEOUT_S = 20
_PORTS = {"starttls": 587, "tls": 465, "plain": 25}
# No quoting, no lists, no comments: an address that could be read as another one gets no mail.
_ADDRESS = re.compile(r'[^\s<>()\[\],;:\\"@]+@[^\s<>()\[\],;:\\"@]+')


class Mailer:
    """What it says of failures names neither people nor passwords."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, message: EmailMessage, recipient: str) -> None:
        """Raise `TryLaterError`, or `CannotEverError` when the server does not take this mail at all."""
        if not _ADDRESS.fullmatch(recipient):
            raise CannotEverError("the address cannot be written to")
        try:
            await asyncio.to_thread(self._send, message, recipient)
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            _refused("the recipient is refused", min(codes))
        except smtplib.SMTPNotSupportedError as error:
            raise CannotEverError("the mail server lacks what this mail needs") from error
        except smtplib.SMTPAuthenticationError as error:
            # Somebody may correct the settings while we wait.
            raise TryLaterError(f"the mail server refuses our sign-in ({error.smtp_code})") from None
        except smtplib.SMTPResponseException as error:
            _refused("the mail server refuses", error.smtp_code)
        except ssl.SSLCertVerificationError as error:
            raise TryLaterError(f"the mail server's certificate: {error.verify_message}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise TryLaterError(f"the mail server cannot be reached ({type(error).__name__})") from None

    def _send(self, message: EmailMessage, recipient: str) -> None:
        settings = self._settings
        with self._connected() as smtp:
            if settings.mail_user:
                smtp.login(settings.mail_user, settings.mail_password)
            smtp.send_message(message, settings.mail_from, [recipient])

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        port = settings.mail_port or _PORTS[settings.mail_security]
        if settings.mail_security == "plain":
            return smtplib.SMTP(settings.mail_host, port, timeout=_TIMEOUT_S)
        trusted = ssl.create_default_context(cafile=settings.mail_ca or None)
        if settings.mail_security == "tls":
            return smtplib.SMTP_SSL(settings.mail_host, port, timeout=_TIMEOUT_S, context=trusted)
        with contextlib.ExitStack() as unless_it_works:
            smtp = unless_it_works.enter_context(smtplib.SMTP(settings.mail_host, port, timeout=_TIMEOUT_S))
            smtp.starttls(context=trusted)
            unless_it_works.pop_all()
        return smtp


def _refused(sentence: str, code: int) -> None:
    """5xx is for ever, 4xx for now."""
    error = f"{sentence} ({code})"
    raise (CannotEverError(error) if 500 <= code < 600 else TryLaterError(error)) from None
