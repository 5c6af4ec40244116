"""Tests of microblog_desktop/i18n."""
