"""Tests of microblog_server/operation."""
