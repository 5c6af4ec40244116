from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from microblog_desktop.ui.people.edit.incoming_picture import incoming_picture, is_picture_alone


def test_one_file_or_an_image_is_taken_and_nothing_else() -> None:
    data = QMimeData()
    assert incoming_picture(data) is None
    data.setText("words")
    assert incoming_picture(data) is None
    data.setUrls([QUrl("https://example.net/a.png")])
    assert incoming_picture(data) is None
    data.setUrls([QUrl.fromLocalFile("/a.png"), QUrl.fromLocalFile("/b.png")])
    assert incoming_picture(data) is None
    data.setUrls([QUrl.fromLocalFile("/a.png")])
    assert incoming_picture(data) == Path("/a.png")


def test_words_beside_a_picture_may_be_what_is_meant() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    data = QMimeData()
    data.setImageData(image)
    assert is_picture_alone(data)
    assert isinstance(incoming_picture(data), QImage)
    data.setText("words")
    assert not is_picture_alone(data)
