"""What the operating system believes about the network: a hint to try again now, never a verdict."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject


class NetworkHints(QObject):
    """Calls back when the system says that a network has come, or what it costs now. Loaded after the first paint."""

    def __init__(self, on_network: Callable[[], None]) -> None:
        super().__init__()
        self._on_network = on_network

    def begin(self) -> bool:
        """Listen, if this system can tell; False where it cannot."""
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return False
        information = QNetworkInformation.instance()
        if information is None:
            return False
        information.reachabilityChanged.connect(self._on_reachability)
        information.isMeteredChanged.connect(self._on_meter)
        return True

    def is_metered(self) -> bool:
        """Whether each byte is paid for, as far as the system can tell."""
        from PySide6.QtNetwork import QNetworkInformation

        # None where no back end was loaded; its type hints do not say so.
        information: QNetworkInformation | None = QNetworkInformation.instance()
        return information is not None and information.isMetered()

    def _on_meter(self, _is_metered: object) -> None:
        self._on_network()

    def _on_reachability(self, reachability: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if reachability != QNetworkInformation.Reachability.Disconnected:
            self._on_network()
