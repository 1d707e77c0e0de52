"""The health check for monitoring."""

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_ok_when_the_database_answers(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok", "text/plain")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_unavailable_when_the_database_does_not(client):
    def broken(*args):
        raise DatabaseError("no such host: db.internal")

    with connection.execute_wrapper(broken):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"the database does not answer")
