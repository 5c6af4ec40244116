"""The mails that this server writes, as plain text and HTML, in the languages that it can write."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

_ENGLISH = "en"
_LINK = re.compile(r"(?:https?|microblog)://\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """A letter with {places}; `kept` paragraphs are shown as something to be copied."""

    subject: str
    paragraphs: tuple[str, ...]


PASSWORD_RESET = {
    "en": Words(
        "A new password for {server}",
        (
            "Hello {username},",
            "somebody, probably you, asked for a new password for your account {username} at {server}.",
            "Open this link on a computer with Microblog Desktop:",
            "{link}",
            "Or paste this token where Microblog asks for it:",
            "{token}",
            "It can be used once, within 15 minutes. All your devices are signed out then.",
            "If you did not ask for it, you need not do anything: your password stays as it is.",
        ),
    ),
    "ko": Words(
        "{server} 새 비밀번호",
        (
            "{username} 님, 안녕하세요.",
            "{server}의 계정 {username}에 새 비밀번호를 정하려는 요청이 있었습니다.",
            "Microblog Desktop이 설치된 컴퓨터에서 다음 링크를 여세요.",
            "{link}",
            "또는 Microblog가 물어보는 곳에 다음 토큰을 붙여 넣으세요.",
            "{token}",
            "15분 안에 한 번만 쓸 수 있습니다. 그때 모든 기기에서 로그아웃됩니다.",
            "직접 요청하지 않았다면 아무것도 하지 않아도 됩니다. 비밀번호는 그대로입니다.",
        ),
    ),
}
EXPORT_READY = {
    "en": Words(
        "What you wrote at {server}",
        (
            "Hello {username},",
            "the file with your posts and messages at {server} is ready:",
            "{link}",
            "Whoever has this link can read all of it, so do not pass it on. It works until {until}.",
        ),
    ),
    "ko": Words(
        "{server}에서 내보낸 파일",
        (
            "{username} 님, 안녕하세요.",
            "{server}에 쓴 글과 메시지를 담은 파일이 준비되었습니다.",
            "{link}",
            "이 링크가 있으면 누구나 모든 내용을 읽을 수 있으니 남에게 알리지 마세요. {until}까지 쓸 수 있습니다.",
        ),
    ),
}
LANGUAGES = frozenset(PASSWORD_RESET)


@dataclass(frozen=True, slots=True)
class Envelope:
    """`id` stays the same for each try to send the same mail, so that a second copy can be known for one."""

    sender: str
    server: str
    recipient: str
    id: str


def write(words: dict[str, Words], language: str | None, envelope: Envelope, **places: str) -> EmailMessage:
    """Raise `ValueError` for an address that cannot stand in a mail."""
    spoken = words.get(language or _ENGLISH, words[_ENGLISH])
    filled = {"server": envelope.server, **places}
    paragraphs = [text.format(**filled) for text in spoken.paragraphs]
    message = EmailMessage()
    message["Subject"] = _one_line(spoken.subject.format(**filled))
    message["From"] = Address(_one_line(envelope.server), addr_spec=envelope.sender)
    message["To"] = envelope.recipient
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{envelope.id}@{envelope.sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(paragraphs) + "\n")
    message.add_alternative(_as_html(paragraphs), subtype="html")
    # Last: making the alternative would move it into the first part.
    message["Content-Language"] = language if language in words else _ENGLISH
    return message


def preferred(accept_language: str) -> str | None:
    """The language that a client asks for first among those written here."""
    wishes: list[tuple[float, str]] = []
    for part in accept_language[:200].split(","):
        tag, _, weight = part.strip().partition(";")
        match = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", weight) if weight else None
        if weight and match is None:
            continue
        wishes.append((float(match[1]) if match else 1.0, tag.strip().lower().partition("-")[0]))
    for weight_of, language in sorted(wishes, key=lambda wish: -wish[0]):
        if weight_of and language in LANGUAGES:
            return language
    return None


def _as_html(paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{_linked(paragraph)}</p>" for paragraph in paragraphs)
    return f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'


def _linked(paragraph: str) -> str:
    shown = html.escape(paragraph)
    return f'<a href="{shown}">{shown}</a>' if _LINK.fullmatch(paragraph) else shown


def _one_line(text: str) -> str:
    return " ".join(text.split())
