"""A real SMTP server in this process: it keeps what it is given, and can refuse, demand TLS, or be down."""

from __future__ import annotations

import datetime
import email.policy
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from microblog_server.settings import Settings

# It warns of its own use of names that it will drop.
logging.getLogger("mail.log").setLevel(logging.ERROR)

USER, PASSWORD = "postman", "a secret of the mail server"
SENDER = "microblog@example.org"


@dataclass(slots=True)
class Letter:
    """`was_encrypted`, `signed_in`: how it came."""

    message: EmailMessage
    recipients: list[str]
    was_encrypted: bool
    signed_in: bool

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class PostOffice:
    """`answers` are given to the next mails instead of taking them."""

    folder: Path
    security: str = "plain"
    letters: list[Letter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    tried: int = 0
    on_mail: Callable[[], None] = lambda: None
    port: int = field(default_factory=lambda: _free_port())
    _controller: Controller | None = None

    def open(self) -> None:
        certificate = None if self.security == "plain" else _context(self.folder)
        options: dict[str, Any] = {}
        if self.security == "starttls":
            options = {"tls_context": certificate, "require_starttls": True}
        if self.security == "tls":
            options = {"ssl_context": certificate}
        if certificate is not None:
            # It does not count TLS from the beginning as TLS.
            is_late = self.security == "starttls"
            options |= {"authenticator": _authenticate, "auth_required": is_late, "auth_require_tls": is_late}
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def used_by(self, settings: Settings) -> Settings:
        used = replace(
            settings,
            mail_host="127.0.0.1",
            mail_port=self.port,
            mail_security=self.security,
            mail_from=SENDER,
            public_url="https://microblog.example.org",
        )
        if self.security == "plain":
            return used
        return replace(used, mail_user=USER, mail_password=PASSWORD, mail_ca=str(self.folder / "ca.pem"))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.tried += 1
        self.on_mail()
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        message = BytesParser(policy=email.policy.default).parsebytes(content)
        assert isinstance(message, EmailMessage)
        is_encrypted = session.ssl is not None or self.security == "tls"
        self.letters.append(Letter(message, list(envelope.rcpt_tos), is_encrypted, bool(session.authenticated)))
        return "250 taken"


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    assert isinstance(given, LoginPassword)
    is_right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _context(folder: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 by an authority that nobody else trusts; its file is ca.pem."""
    now = datetime.datetime.now(datetime.UTC)
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority for tests")])

    def builder(subject: x509.Name) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(name)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=1))
        )

    may_sign = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    own = x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key())
    authority = (
        builder(name)
        .public_key(authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(may_sign, critical=True)
        .add_extension(own, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    by = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)
    server = (
        builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]))
        .public_key(key.public_key())
        .add_extension(address, critical=False)
        .add_extension(by, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(authority.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(server.public_bytes(pem) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context
