"""The line under the server field: what answers there, or why nothing does."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.signin_board import Probe, ProbeState
from microblog_desktop.viewmodels.problem_words import sentence


class Tone(Enum):
    """How a line is meant; its value is the name of the theme's colour."""

    GOOD = "ok"
    QUIET = "muted"
    WARNING = "warn"
    BAD = "danger"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence under a field."""

    text: str = ""
    tone: Tone = Tone.QUIET


def server_line(probe: Probe) -> Line:
    """Return what a person is told about the server while they type its address."""
    if probe.state is ProbeState.LOOKING:
        return Line(_("Looking for the server…"))
    if probe.state is ProbeState.FAILED and probe.problem:
        return Line(sentence(probe.problem), Tone.BAD)
    if probe.state is ProbeState.FOUND and probe.server:
        return Line(describe(probe.server), Tone.GOOD if offers_all(probe.server) else Tone.WARNING)
    return Line()


def offers_all(server: ServerDescription) -> bool:
    """Whether posts and messages, the heart of this program, are there."""
    return server.can(Capability.HOME) and server.can(Capability.MESSAGES)


def describe(server: ServerDescription) -> str:
    """Say in a line what the server is, or in a sentence what it lacks."""
    if offers_all(server):
        return _facts(server)
    if not server.can(Capability.HOME) and not server.can(Capability.MESSAGES):
        return _("The tutorial's microblog: people and followers. It does not offer posts or messages.")
    if server.can(Capability.HOME):
        return _("{name}: posts and people. It does not offer messages.").format(name=server.name)
    return _("{name}: messages and people. It does not offer posts.").format(name=server.name)


def _facts(server: ServerDescription) -> str:
    facts = [f"{server.name} {server.version}".strip()]
    if server.languages:
        count = len(server.languages)
        facts.append(ngettext("{count} language", "{count} languages", count).format(count=number(count)))
    if server.people is not None:
        count = server.people
        facts.append(ngettext("{count} person", "{count} people", count).format(count=number(count)))
    return " · ".join(facts)
