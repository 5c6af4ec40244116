"""What of all that PyInstaller finds goes into the bundle: what is left out, and why it can be."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

# A destination in the bundle, where it comes from, and what it is; PyInstaller's own triple.
Entry = tuple[str, str, str]

BUNDLE_ID = "org.microblog.desktop"
# desktop-notifier imports the part for the system it is on by name.
NOTIFIERS = {
    "linux": ("desktop_notifier.backends.dbus",),
    "win32": ("desktop_notifier.backends.winrt",),
    "darwin": ("desktop_notifier.backends.macos",),
}

# The languages of the windows; Babel's dates and Qt's own words are needed in these only.
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "ko", "pt", "zh")

# Modules that something imports if they are there, and that neither program needs here.
NOT_CLIENT = (
    "microblog_server",
    "numpy",
    "PIL",
    "setuptools",
    "pkg_resources",
    "_distutils_hack",
    "distutils",
    "pip",
    "pytest",
    "_pytest",
    "hypothesis",
    "tkinter",
    "curses",
    "readline",
    "pydoc",
    "doctest",
    "unittest",
    "lib2to3",
    "test",
    "IPython",
    "rich",
    "pygments",
    "click",
    "h2",
    "trio",
    "requests",
    "urllib3",
    "charset_normalizer",
    "uvloop",
    "multiprocessing",
    "xmlrpc",
    "yaml",
    "attr",
    "attrs",
    "OpenSSL",
)
# What Pillow reads and writes here: the kinds of pictures that the local server takes, and what these call inside
# (a JPEG may hold several pictures, the way up is written as in a TIFF). It tries all others, and does without.
_PICTURES = {"Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "WebP"}


def other_pictures(modules: Iterable[str]) -> Iterator[str]:
    """Yield those of Pillow's modules that are for other kinds of pictures."""
    for name in modules:
        kind, is_for_pictures, _ = name.partition("ImagePlugin")
        if is_for_pictures and kind not in _PICTURES:
            yield f"PIL.{name}"


# The local server is one process with SQLite; a server for others is installed with pip (docs/server.md).
NOT_SERVER = (
    *(name for name in NOT_CLIENT if name not in {"microblog_server", "PIL", "click", "multiprocessing"}),
    "microblog_desktop",
    "PySide6",
    "asyncpg",
    "PIL._avif",
    "PIL._imagingtk",
    "PIL.ImageTk",
    "PIL.ImageQt",
    "PIL.PdfParser",
    "PIL.PSDraw",
    "watchfiles",
    "websockets",
    "mypy",
    "keyring",
    "cryptography",
    "anyio._backends._trio",
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
)

_QT_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    # The portal's theme brings light and dark, file choosers and fonts of any desktop; GTK's would bring all of GTK.
    "platformthemes": {"qxdgdesktopportal"},
    "networkinformation": {"qnetworkmanager", "qglib", "qnetworklistmanager", "qscnetworkreachability"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell", "qt-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<kind>[\w-]+)/(?:lib)?(?P<name>[\w-]+?)\.(?:so|dll|dylib)$")
_QT_WORDS = re.compile(r"PySide6/(?:Qt/)?translations/(?P<catalogue>\w+?)_(?P<language>[a-z]{2,3}(?:_[A-Z]{2})?)\.qm$")
_LOCALE = re.compile(r"babel/locale-data/(?P<language>[a-z]{2,3})(?:_\w+)?\.dat$")
_LOCALE_OF_ALL = "babel/locale-data/root.dat"

# Parts of the system that a program must not bring along: drivers, the screen's and the desktop's own protocols, and
# the C and C++ libraries that these were built with. The package names them as what it depends on.
_OF_THE_SYSTEM = re.compile(
    r"(lib(stdc\+\+|gcc_s|X11|X11-xcb|xcb|xcb-glx|xcb-dri\d|xcb-render|xcb-shm|Xau|Xdmcp|Xext|EGL|GL|GLX|GLdispatch|OpenGL"
    r"|GLESv2|drm|gbm|glib-2\.0|gthread-2\.0|gio-2\.0|gobject-2\.0|gmodule-2\.0|pcre2?-8|fontconfig|freetype|expat|z"
    r"|dbus-1|systemd|cap|gcrypt|gpg-error|lz4|png16|wayland-(client|cursor|egl)"
    r"|selinux|mount|blkid|bsd|md|nsl|tirpc|gssapi_krb5|krb5|k5crypto|krb5support|com_err|keyutils|resolv)"
    r"|ld-linux-x86-64)\.so(\.\d+)*"
)
_UNUSED_FILES = re.compile(
    r"(\.pyi|\.pxd|\.h|\.c|\.cpp|/py\.typed|/INSTALLER|/REQUESTED|/direct_url\.json|/WHEEL)$"
    r"|^(Pythonwin|share|lib2to3|setuptools|uvloop|asyncpg|numpy|numpy\.libs)/"
    r"|PySide6/(?:Qt/)?(qml|metatypes|resources|libexec)/"
    # What Qt draws with where Windows has no driver, and needs for Qt Quick only.
    r"|(^|/)(opengl32sw|d3dcompiler_47)\.dll$"
)


def is_wanted(entry: Entry) -> bool:
    """Tell whether this file belongs into the bundle."""
    name = PurePosixPath(entry[0].replace("\\", "/")).as_posix()
    if _UNUSED_FILES.search(name):
        return False
    if sys.platform == "linux" and is_of_the_system(name):
        return False
    plugin = _PLUGIN.search(name)
    if plugin is not None:
        return plugin["name"] in _QT_PLUGINS.get(plugin["kind"], ())
    words = _QT_WORDS.search(name)
    if words is not None:
        return words["catalogue"] == "qtbase" and words["language"].partition("_")[0] in LANGUAGES
    locale = _LOCALE.search(name)
    return locale is None or name.endswith(_LOCALE_OF_ALL) or locale["language"] in LANGUAGES


def is_plugin(name: str) -> bool:
    """Tell whether Qt loads this file by itself."""
    return _PLUGIN.search(name.replace("\\", "/")) is not None


def is_of_the_system(name: str) -> bool:
    """Tell whether a library of this name is to be the system's own."""
    return _OF_THE_SYSTEM.fullmatch(PurePosixPath(name).name) is not None


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Return what belongs into the bundle, in an order that is the same in each build."""
    return sorted(entry for entry in entries if is_wanted(entry))


def shipped(folder: str, destination: str, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what the programs read of a folder of ours, each file with the folder that it goes to."""
    for pattern in patterns:
        for file in sorted(Path(folder).rglob(pattern) if "/" not in pattern else Path(folder).glob(pattern)):
            yield str(file), str(PurePosixPath(destination) / file.parent.as_posix())


def python_licence() -> list[tuple[str, str]]:
    """Return Python's own licence, with the folder where the client looks for it."""
    library = Path(sysconfig.get_path("stdlib"))
    inside = PurePosixPath("Lib") if sys.platform == "win32" else PurePosixPath("lib", library.name)
    files = [folder / "LICENSE.txt" for folder in (library, Path(sys.base_prefix))]
    return [(str(file), str(inside)) for file in files if file.is_file()][:1]


# What PyInstaller runs at each start for programs that look into their own source, list their own modules or start
# processes by multiprocessing. Ours do not, and it takes a tenth of the time to the first window.
_NOT_AT_START = {"pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_multiprocessing"}
if sys.platform == "linux":
    # It loads Qt before we know that there is a screen, and tells Qt where its plug-ins are by a variable that the
    # programs that we open would inherit. Qt finds them without.
    _NOT_AT_START.add("pyi_rth_pyside6")


def scripts(entries: Iterable[Entry]) -> list[Entry]:
    """Return what is run at the start of a program, in its order."""
    return [entry for entry in entries if entry[0] not in _NOT_AT_START]


# Those that read their own docstrings while they run; and ours keep their assertions.
_KEEP_ALL = frozenset({"microblog_desktop", "microblog_server", "pydantic", "fastapi", "apsw", "PySide6", "shiboken6"})


# FastAPI asks for models of an old kind, and where that is missing takes it that there are none; mypy's part is for
# mypy; and Python's numbers in Python are for where those in C are missing.
_LEFT_OUT = re.compile(r"(pydantic\.(v1|mypy)|_pydecimal)(\.|$)")


def compiled(modules: Iterable[Entry]) -> list[Entry]:
    """Return the modules with what PyInstaller is to leave in each: others' docstrings are for programmers."""
    return [
        (name, source, "PYMODULE" if name.partition(".")[0] in _KEEP_ALL else "PYMODULE-2")
        for name, source, _ in sorted(modules)
        if _LEFT_OUT.match(name) is None
    ]
