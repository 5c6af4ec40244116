"""The tables of work in the background: jobs, exports, the tokens that go out by mail, uploaded pictures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from microblog_server.db.models import Base

_IDS_GROW = {"sqlite_autoincrement": True}


class Job(Base):
    """Something to be done, written in the transaction that wants it; the row goes when it is done.

    Who works on it moves `due_at` to the end of a lease and counts `fence` up: whoever comes later has another number.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "lane", "due_at"), _IDS_GROW)

    id: Mapped[int] = mapped_column(primary_key=True)
    lane: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(32))
    payload: Mapped[str]
    state: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    give_up_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")

    def __repr__(self) -> str:
        return f"<Job {self.id} {self.kind}>"


class Export(Base):
    """What somebody wrote, as a file; `file` is its name in the folder of exports once it is whole."""

    __tablename__ = "exports"
    __table_args__ = (Index(None, "person_id", "created_at"), Index(None, "expires_at"), _IDS_GROW)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(8))
    progress: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    file: Mapped[str | None]
    bytes: Mapped[int | None]


class MailedToken(Base):
    """A token that went out by mail, as a hash: for a new password, or (with an export) for its file."""

    __tablename__ = "mailed_tokens"
    __table_args__ = (Index(None, "person_id"), Index(None, "export_id"), Index(None, "expires_at"))

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    export_id: Mapped[int | None] = mapped_column(ForeignKey("exports.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


class Picture(Base):
    """An uploaded avatar as it was made anew here."""

    __tablename__ = "pictures"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[str] = mapped_column(String(16))
    image: Mapped[bytes] = mapped_column(LargeBinary)


class EveCharacter(Base):
    """The id that EVE Online has for a name; null: there is no such character."""

    __tablename__ = "eve_characters"

    name_key: Mapped[str] = mapped_column(String(256), primary_key=True)
    character_id: Mapped[int | None]
    asked_at: Mapped[datetime]
