"""Security headers of every response, and the part of the content policy that the pages' own policies share."""

from __future__ import annotations

# What a page of the site may load beside scripts: files from here, and nothing else at all. Material's own style sheets
# and its drawings set styles on elements.
LOADED = (
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'"
)

# Sent with every answer. Pages load nothing from another host, and no other site may frame them.
POLICY = "content-security-policy"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "SAMEORIGIN",
    # A page's own policy, which holds beside this one, names the only scripts in it that run.
    POLICY: f"default-src 'none'; script-src 'self' 'unsafe-inline'; {LOADED}; frame-ancestors 'self'",
}
# Of Datasette's pages, with its templates as they are here.
DATASETTE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Charts are there to be shown by others, in a frame too.
CHARTS = "/charts/"
FRAMED = {
    **{name: value for name, value in HEADERS.items() if name != "x-frame-options"},
    POLICY: HEADERS[POLICY].replace("frame-ancestors 'self'", "frame-ancestors *"),
}
# What newsrooms show in a frame of their own and read from their own pages.
DESK = "/desk/"
EMBEDDED = {**FRAMED, "access-control-allow-origin": "*"}
# Explore runs SQLite as WebAssembly: its page and its worker may compile that, and no other page may.
COMPILED = "'wasm-unsafe-eval'"
WORKER = "/assets/explore/worker.js"
EXPLORING = ("/explore/", WORKER)
COMPILING = {**HEADERS, POLICY: HEADERS[POLICY].replace("script-src 'self'", f"script-src 'self' {COMPILED}")}
# Any page of any site may read the files to download.
SHARED = {**HEADERS, "access-control-allow-origin": "*"}
