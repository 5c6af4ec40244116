"""Tests of microblog_server/limits."""
