"""Writes the HTTP responses of one capture as a WACZ: a ZIP of a WARC, its index, the page and all hashes.

Specification: WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from vostochny.model.errors import BuildError


@dataclass(frozen=True)
class Answered:
    """One answer of a host, without its body."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]


def write_wacz(chain: Sequence[Answered], content: bytes, on: str) -> bytes:
    """The archive of a chain of answers of which the last has `content` as its body, as it was sent.

    on: the day of the capture, as 2026-12-01
    Raises BuildError without the library warcio.
    """
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise BuildError("Keeping a capture needs the library warcio: pip install -e '.[capture]'") from error
    moment = f"{on}T00:00:00Z"
    stored, index = io.BytesIO(), []
    writer = WARCWriter(stored, gzip=True)
    for answered in chain:
        start = stored.tell()
        body = content if answered is chain[-1] else b""
        record = writer.create_warc_record(
            answered.url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(str(answered.status), list(answered.headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": moment},
        )
        writer.write_record(record)
        fields = {"url": answered.url, "status": str(answered.status), "offset": str(start),
                "length": str(stored.tell() - start), "filename": "data.warc.gz",
                "mime": dict(answered.headers).get("content-type", "").split(";")[0]}  # fmt: skip
        index.append(f"{sorting_key(answered.url)} {on.replace('-', '')}000000 {json.dumps(fields)}")
    pages = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
        {"url": chain[0].url, "ts": moment, "title": chain[0].url},
    ]
    files = {
        "archive/data.warc.gz": stored.getvalue(),
        "indexes/index.cdx.gz": gzip.compress("".join(f"{line}\n" for line in sorted(index)).encode(), mtime=0),
        "pages/pages.jsonl": "".join(f"{json.dumps(page)}\n" for page in pages).encode(),
    }
    return packed(files, moment)


def packed(files: dict[str, bytes], moment: str) -> bytes:
    """These files with datapackage.json, which has their hashes, and its own digest."""
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
         "bytes": len(data)}
        for name, data in files.items()
    ]  # fmt: skip
    package = {"profile": "data-package", "wacz_version": "1.1.1", "created": moment, "resources": resources}
    described = json.dumps(package, indent=2).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in [*files.items(), ("datapackage.json", described),
                           ("datapackage-digest.json", json.dumps(digest).encode())]:  # fmt: skip
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return target.getvalue()


def sorting_key(url: str) -> str:
    """An address in reversed host order, so that the pages of a host sort together: ``org,example)/page``."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    return f"{host}){parts.path or '/'}{f'?{parts.query}' if parts.query else ''}".replace(" ", "%20")
