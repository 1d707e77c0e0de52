"""Fixtures for the archive's tests."""

import pytest


@pytest.fixture
def editor(admin_client):
    """A browser signed in as an editor who reads English."""
    admin_client.cookies["django_language"] = "en"
    return admin_client
