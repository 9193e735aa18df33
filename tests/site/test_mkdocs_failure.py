"""A full disk under MkDocs is an error of the disk, and everything else is what MkDocs printed."""

from __future__ import annotations

import errno

from vostochny.model.errors import BuildError
from vostochny.site.mkdocs_failure import mkdocs_failure


def test_a_full_disk_under_mkdocs_is_an_error_of_the_disk() -> None:
    found = mkdocs_failure("Traceback\n    f.write(content)\nOSError: [Errno 28] No space left on device\n")
    assert isinstance(found, OSError)
    assert found.errno == errno.ENOSPC


def test_other_errors_of_mkdocs_are_what_it_printed() -> None:
    found = mkdocs_failure("ERROR - a page has no title\n")
    assert isinstance(found, BuildError)
    assert "a page has no title" in str(found)
