"""The tools as an MCP server, over stdio and for /data/-/mcp: read-only, and in need of the extra `mcp`.

The plugin datasette-mcp 0.3 is not used: its answer about the schema cannot be bounded, and it has tools for queries
that write. What is here is a thin layer over the library that it uses too.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from vostochny.desk.tools import QuestionError, Tools
from vostochny.model.errors import BuildError
from vostochny.model.project import Project

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PATH = "/data/-/mcp"
INSTRUCTIONS = (
    "A record of reported calls of North Korean tankers at Vostochny. Quote the sentence of an answer with its source "
    "and version. Keep hedges. Heed do_not_add_up. What is not found here may still have happened."
)


def mcp_server(project: Project) -> Any:
    """The server, an MCPServer of the library. Raises BuildError when the library is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise BuildError("The extra for MCP is not installed; run: .venv/bin/pip install -e '.[mcp]'") from error
    if not project.database.exists():
        raise BuildError(f"{project.shown(project.database)} does not exist; run `vostochny build` first")
    version = str(project.dataset.package["version"])
    server = MCPServer("vostochny-ledger", instructions=INSTRUCTIONS, version=version, log_level="ERROR")
    for question in Tools(project.dataset, project.database).questions:

        @functools.wraps(question)
        def asked(*given: str, question: Callable[..., str] = question, **named: str) -> str:
            try:
                return question(*given, **named)
            except QuestionError as error:
                raise ToolError(str(error)) from error

        only_read = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        server.tool(annotations=only_read, structured_output=False)(asked)
    return server


def mcp_application(project: Project) -> tuple[ASGIApp | None, AbstractAsyncContextManager[None]]:
    """The server for HTTP, which is off unless VOSTOCHNY_MCP is set, and what must run around it.

    It keeps no sessions, and a request is at most 64 kB.
    """
    if not os.environ.get("VOSTOCHNY_MCP"):
        return None, nullcontext()
    server = mcp_server(project)
    # Any host name may be asked for: all that is answered is public, and there is no cookie to misuse.
    app = server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, max_request_body_size=64_000, host="0.0.0.0"
    )
    return app, server.session_manager.run()
