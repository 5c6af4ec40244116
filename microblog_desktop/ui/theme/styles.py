"""Style sheets for the few standard widgets that we do not paint: fields, menus, scroll bars.

They are set on those widgets alone, never on a parent.
"""

from __future__ import annotations

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space


def field_style(theme: Theme, *, border: str, background: str, focus_border: str = "") -> str:
    """For a line edit or a text box; the border turns to the accent colour, or `focus_border`, with the focus."""
    colors = theme.colors
    return (
        "QLineEdit, QPlainTextEdit, QComboBox {"
        f" background: {background}; color: {colors.text}; border: 1px solid {border};"
        f" border-radius: {Radius.S}px; padding: {Space.XS - 2}px {Space.S - 1}px;"
        f" placeholder-text-color: {colors.muted_on_sunken}; selection-background-color: {colors.accent};"
        f" selection-color: {colors.on_accent}; }}"
        f"QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border-color: {focus_border or colors.accent}; }}"
        f"QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {colors.muted}; }}"
    )


def choice_style(theme: Theme) -> str:
    """For check boxes and radio buttons: a ring that one sees around the one that the keyboard is at."""
    colors = theme.colors
    return (
        f"QCheckBox, QRadioButton {{ color: {colors.text}; border: 2px solid transparent;"
        f" border-radius: {Radius.S - 2}px; padding: 0px; }}"
        f"QCheckBox:focus, QRadioButton:focus {{ border-color: {colors.accent}; }}"
    )


def menu_style(theme: Theme, corner: int = Radius.S) -> str:
    colors = theme.colors
    return (
        f"QMenu {{ background: {colors.surface}; color: {colors.text}; border: 1px solid {colors.line};"
        f" border-radius: {corner}px; padding: {Space.XXS}px; }}"
        f"QMenu::item {{ padding: {Space.XS}px {Space.L}px; border-radius: {Radius.S - 2}px; }}"
        f"QMenu::item:selected {{ background: {colors.sunken}; }}"
        f"QMenu::item:disabled {{ color: {colors.faint}; }}"
        f"QMenu::separator {{ height: 1px; background: {colors.line}; margin: {Space.XXS}px {Space.XS}px; }}"
        f"QMenu::indicator {{ width: 14px; height: 14px; margin-left: {Space.XS}px; }}"
    )


def slider_style(theme: Theme) -> str:
    """For a lying slider; its handle shows the keyboard's focus."""
    colors = theme.colors
    return (
        "QSlider { min-height: 24px; background: transparent; }"
        f"QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {colors.line}; }}"
        "QSlider::handle:horizontal { width: 14px; margin: -6px 0; border-radius: 8px;"
        f" background: {colors.accent}; border: 1px solid {colors.accent}; }}"
        f"QSlider::handle:horizontal:focus {{ background: {colors.surface}; border: 3px solid {colors.accent};"
        " width: 10px; }"
        f"QSlider::handle:horizontal:disabled {{ background: {colors.faint}; border-color: {colors.faint}; }}"
    )


def scroll_bar_style(theme: Theme) -> str:
    colors = theme.colors
    return (
        "QScrollBar { background: transparent; margin: 0; }"
        "QScrollBar:vertical { width: 10px; } QScrollBar:horizontal { height: 10px; }"
        f"QScrollBar::handle {{ background: {colors.faint}; border-radius: 3px; margin: 2px; }}"
        "QScrollBar::handle:vertical { min-height: 36px; } QScrollBar::handle:horizontal { min-width: 36px; }"
        f"QScrollBar::handle:hover {{ background: {colors.muted}; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
    )


def progress_style(theme: Theme) -> str:
    """A thin bar without words."""
    colors = theme.colors
    return (
        f"QProgressBar {{ border: none; border-radius: 3px; background: {colors.sunken}; max-height: 6px; }}"
        f"QProgressBar::chunk {{ border-radius: 3px; background: {colors.accent}; }}"
    )


def list_style(theme: Theme) -> str:
    """For a plain list of lines."""
    colors = theme.colors
    return (
        f"QListWidget {{ background: {colors.surface}; color: {colors.text}; border: 1px solid {colors.line};"
        f" border-radius: {Radius.S}px; outline: none; }}"
        f"QListWidget:focus {{ border-color: {colors.accent}; }}"
        f"QListWidget::item {{ padding: {Space.XXS}px {Space.XS}px; }}"
        f"QListWidget::item:selected {{ background: {colors.accent_soft}; color: {colors.accent}; }}"
    )
