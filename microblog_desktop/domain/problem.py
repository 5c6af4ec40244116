"""Every failure of the world that a person can be shown, as data.

The words are chosen in `viewmodels`; nothing here is text for a person, except
`message` and `fields`, which are the server's own words about what was sent.
"""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass


class ProblemKind(Enum):
    OFFLINE = "offline"  # this computer has no network, or works offline by choice
    NO_SUCH_HOST = "no_such_host"
    CONNECTION_REFUSED = "connection_refused"
    UNREACHABLE = "unreachable"  # any other failure to connect or read
    TIMED_OUT = "timed_out"
    PROXY = "proxy"  # the proxy on the way cannot be reached, or does not let us through
    PROXY_SIGN_IN = "proxy_sign_in"  # it wants another user name or password
    CERTIFICATE = "certificate"  # the server's TLS certificate is not trusted
    INSECURE = "insecure"  # plain http to somewhere else than this computer
    NOT_MICROBLOG = "not_microblog"
    BAD_ADDRESS = "bad_address"
    BAD_ANSWER = "bad_answer"  # an answer that is not what the API promises
    SERVER_FAILED = "server_failed"  # 5xx
    RATE_LIMITED = "rate_limited"  # 429
    WRONG_PASSWORD = "wrong_password"
    OTHER_PERSON = "other_person"  # signed in, but as somebody else than this account's person
    SIGNED_OUT = "signed_out"  # the token is expired or revoked
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    REFUSED = "refused"  # 400, 409, 413, 422: the server will not take this
    NOT_OFFERED = "not_offered"  # this server cannot do that at all
    NO_KEYRING = "no_keyring"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_DENIED = "keyring_denied"  # the person, or the system for them, said no
    KEYRING_SLOW = "keyring_slow"  # no answer yet: its window may be open
    KEYRING_FAILED = "keyring_failed"  # it is there, and does not keep what it is given
    KEYRING_PLAIN = "keyring_plain"  # it would keep secrets where others read them
    KEYRING_EMPTY = "keyring_empty"  # it had the token once
    WRONG_PASSPHRASE = "wrong_passphrase"
    DISK_FULL = "disk_full"
    STORE_DAMAGED = "store_damaged"
    STORE_LOCKED = "store_locked"  # another program holds our file
    STORE_TOO_NEW = "store_too_new"  # written by a newer version of this program
    STORE_UNREADABLE = "store_unreadable"  # the file cannot be opened, read or written
    FILE_NOT_WRITTEN = "file_not_written"  # a file that a person asked for, where they wanted it
    NO_FONT = "no_font"  # this computer cannot show the letters of the language that was chosen
    NO_BUBBLES = "no_bubbles"  # this computer shows no notifications, or not ours
    LOCAL_SERVER_FAILED = "local_server_failed"
    KEYS_DAMAGED = "keys_damaged"  # what a person chose as keys cannot be read
    NO_LOG = "no_log"  # it cannot be written; a full disk has a kind of its own
    BUG = "bug"  # we failed; it is in the log


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, and whether trying again later can help."""

    kind: ProblemKind
    may_retry: bool = False
    retry_after_s: float | None = None
    message: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> str:
        """The server's words about one field, or an empty string."""
        return dict(self.fields).get(name, "")
