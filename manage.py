#!/usr/bin/env python
"""Django's command line for the archive."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as error:
            if "--traceback" in sys.argv:
                raise
            sys.exit(f"The settings cannot be used: {error}")
    except KeyboardInterrupt:  # a command that has more to say of it says it itself
        print("\nStopped. What was finished stays; type the same command again to go on.", file=sys.stderr)
        sys.exit(130)  # as shells do
    except BrokenPipeError:  # whoever reads the output has seen enough: manage.py … | head
        nowhere = os.open(os.devnull, os.O_WRONLY)  # for what Python still writes out when it ends
        os.dup2(nowhere, sys.stdout.fileno())
        os.dup2(nowhere, sys.stderr.fileno())
        sys.exit(1)
