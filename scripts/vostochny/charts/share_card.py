"""The picture that other sites show beside a link to a record: its name, its sentence, and whose record it is."""

from __future__ import annotations

import re
import struct
import textwrap
import zlib
from collections.abc import Iterator

from vostochny.charts.chart import FONT
from vostochny.render.inert_text import in_html

# As wide as sites show it, and half as many pixels as they take at most; it is text on a plain ground.
WIDTH, HEIGHT, SCALE = 1200, 630, 0.5
BAR = (0xB5, 0x56, 0x1F)
# Letters that the font of pictures does not have; the page has them.
FOREIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+")


def share_card(title: str, sentence: str, foot: str) -> str:
    """The picture as SVG.

    title: the heading of the page; sentence: its sentence of standing; foot: whose record it is; all plain text
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FONT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/><rect width="{WIDTH}" height="14" fill="#b5561f"/>',
    ]
    y = 105.0
    for line in shortened(title, 38, 3):
        parts.append(f'<text x="70" y="{y:g}" font-size="54" font-weight="700" fill="#1b2733">{in_html(line)}</text>')
        y += 64
    y += 18
    for line in shortened(sentence, 66, max(2, int((540 - y) // 46))):
        parts.append(f'<text x="70" y="{y:g}" font-size="33" fill="#27313b">{in_html(line)}</text>')
        y += 46
    parts.append(f'<text x="70" y="588" font-size="26" fill="#55636e">{in_html(foot)}</text></svg>')
    return "".join(parts)


def shortened(words: str, width: int, lines: int) -> list[str]:
    """Words in at most so many lines, cut at a word."""
    plain = " ".join(FOREIGN.sub("", words).replace("()", "").split())
    return textwrap.wrap(plain, width, max_lines=lines, placeholder=" …")


def png(drawn: str) -> bytes:
    """The picture as PNG, in sixteen colours: greys for the text, and the colour of the bar."""
    import vl_convert

    return sixteen_colours(vl_convert.svg_to_png(drawn, scale=SCALE))


def sixteen_colours(picture: bytes) -> bytes:
    """An opaque PNG of eight bits and four channels in a tenth of the bytes; as it is where it is written otherwise.

    Chunks and filters as in the PNG specification (third edition, sections 5, 9 and 11).
    """
    import numpy as np

    chunks = dict(chunks_of(picture))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, -1)
    # The filter "Sub" alone, whose bytes are differences to the pixel before.
    if (depth, kind) != (8, 6) or (rows[:, 0] != 1).any():
        return picture
    differences = rows[:, 1:].reshape(height, width, 4)
    red, blue = (np.cumsum(differences[..., channel], axis=1, dtype=np.uint8) for channel in (0, 2))
    index = ((red.astype(np.uint16) * 14 + 127) // 255).astype(np.uint8)
    index[red > blue.astype(np.uint16) + 60] = 15
    shades = [round(255 * step / 14) for step in range(15)]
    palette = bytes(value for shade in shades for value in (shade, shade, shade)) + bytes(BAR)
    packed = (index[:, ::2] << 4) | index[:, 1::2]
    lines = np.hstack([np.zeros((height, 1), dtype=np.uint8), packed]).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    parts = {b"IHDR": head, b"PLTE": palette, b"IDAT": zlib.compress(lines, 6), b"IEND": b""}
    return picture[:8] + b"".join(chunk(name, content) for name, content in parts.items())


def chunks_of(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each part of a PNG; its picture data is one part."""
    place = 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        yield picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        place += 12 + length


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG, with its length before and its sum behind."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
