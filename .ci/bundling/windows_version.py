"""What Windows shows of a program in its properties, in the form that PyInstaller reads."""

from __future__ import annotations

from pathlib import Path

_ENGLISH, _UNICODE = 0x0409, 0x04B0


def write(version: str, program: str, made: Path) -> Path:
    numbers = (*(int(part) for part in version.split(".")), 0, 0, 0, 0)[:4]
    texts = {
        "CompanyName": "Microblog Desktop contributors",
        "FileDescription": "Microblog" if program == "microblog-desktop" else "Microblog server",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Microblog Desktop",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('{_ENGLISH:04X}{_UNICODE:04X}', [{strings}])]), "
        f"VarFileInfo([VarStruct('Translation', [{_ENGLISH}, {_UNICODE}])])])\n",
        encoding="utf-8",
    )
    return made
