"""What the scripts share: connecting as a user of the library would, and claims that end the process when they fail."""

import inspect
import os
import sys
from urllib.parse import urlsplit

from mlte.session import set_store
from mlte.store.artifact.underlying import http

try:
    from mlte.suite.test_case import TestCase
    from mlte.suite.test_suite import TestSuite
except ImportError:  # where they were until 2.4
    from mlte.tests.test_case import TestCase
    from mlte.tests.test_suite import TestSuite

__all__ = ["TestCase", "TestSuite", "check", "connect", "names", "raises"]

# The releases from 2.4 on call search with a name that its HTTP variant does not take.
mapper = getattr(http, "HTTPArtifactMapper", None)
if mapper is not None and "context" not in inspect.signature(mapper.search).parameters:
    search = mapper.search
    mapper.search = lambda self, query, context=None: search(self, query, context)


def connect():
    """Sets the store to the server of the first argument, as the user of the second one. Returns the user's name."""
    url, user = sys.argv[1:3]
    parts = urlsplit(url)
    password = os.environ["MLTE_FLOW_PASSWORD"]
    set_store(f"{parts.scheme}://{user}:{password}@{parts.netloc}{parts.path}")
    return user


def check(claim, held):
    if not held:
        sys.exit(f"FAILED: {claim}")
    print(f"ok: {claim}")


def names(mapper, *context):
    """What a mapper lists. The method is called otherwise since 2.7, and before that gives entries of lists whole."""
    listed = getattr(mapper, "list_all", None) or mapper.list
    return [each if isinstance(each, str) else each["name"] for each in listed(*context)]


def raises(claim, error, action):
    """That calling it raises exactly this error. Returns the error."""
    try:
        action()
    except error as raised:
        print(f"ok: {claim}")
        return raised
    sys.exit(f"FAILED: {claim}")
