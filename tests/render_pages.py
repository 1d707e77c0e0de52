"""The pages of a small archive as JSON, for test_without_search.py to compare. Runs in a process of its own."""

import json
import shutil
import sys

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from archive.models import Capture
from tests.archive.builders import make_capture, make_full_report

ENGLISH = {"accept-language": "en"}


def addresses(reports):
    report = reports[0].get_absolute_url()
    return {
        "report": report,
        "report searched": f"{report}?q=座谈",
        "home": "/",
        "list": "/articles/",
        "metrics": "/metrics/",
        "years": "/years/",
        "year": "/years/2019/",
        "organization": reports[0].organization.get_absolute_url(),
        "compare": f"/compare/?ids={reports[0].pk}&ids={reports[1].pk}",
        "not found": "/no/such/page",
    }


def answers():
    call_command("migrate", run_syncdb=True, verbosity=0)
    reports = [make_full_report(f"示例：报告{number}", number) for number in range(3)]
    make_capture(reports[0], removed=[(1, "spam", "垃圾")])
    Capture.objects.update(captured_at=reports[0].published_at)  # the same in each process
    reader, editor = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    editor.force_login(User.objects.create_superuser("editor"))
    for name, address in addresses(reports).items():
        yield name, reader.get(address, headers=ENGLISH)
    yield "admin", editor.get("/admin/", headers=ENGLISH)
    yield "error", server_error(RequestFactory().get("/"))


def print_pages():
    """Print the status and the HTML of each page, and which apps were loaded."""
    pages = {name: (answer.status_code, answer.content.decode()) for name, answer in answers()}
    shutil.rmtree(settings.DATA_DIR)
    print(json.dumps({"pages": pages, "loaded": sorted({"search", "haystack"} & set(sys.modules))}))
