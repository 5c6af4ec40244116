"""The store as a screen needs it; QtCore only, no network, no widgets."""
