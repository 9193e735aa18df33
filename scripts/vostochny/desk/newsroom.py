"""What the page for newsrooms lists: feeds, and for each embed the lines to paste."""

from __future__ import annotations

from html import escape

from vostochny.charts.embed import NOTICE, EmbedWords, chart_words
from vostochny.charts.gallery import all_charts
from vostochny.desk.embeds import FOLDER, FOLLOWING, figure_words, file_name
from vostochny.desk.figures_json import quotable_figures
from vostochny.desk.topics import FOLDER as FEEDS
from vostochny.desk.topics import followed
from vostochny.model.site_url import site_address
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown
from vostochny.render.markup import text

KINDS = ("all", "ships", "ports", "authorities")
FRAME = '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0" loading="lazy"></iframe>'


def newsroom_lists(context: RenderContext) -> dict[str, Markdown]:
    """Markdown of the feeds and of the snippets."""
    headlines = [item for item in quotable_figures(context) if item["headline"]]
    shown = [(file_name(item), figure_words(context, item)) for item in headlines]
    shown += [(chart.name, chart_words(context, chart)) for chart in all_charts(context)]
    snippets = "\n\n".join(snippet(context, *item) for item in shown)
    return {"feeds": Markdown(feed_list(context)), "snippets": Markdown(snippets)}


def feed_list(context: RenderContext) -> str:
    """Links to the feeds of everything, of ships, ports and authorities."""
    topics = [topic for topic in followed(context.connection).items() if topic[0].partition("/")[0] in KINDS]
    topics.sort(key=lambda item: KINDS.index(item[0].partition("/")[0]))
    names = [(topic, topic_name(context, topic, str(about["title"]))) for topic, about in topics]
    return "\n".join(
        f"- {text(name[:1].upper() + name[1:])}: [Atom](/{FEEDS}/{topic}.xml), [JSON](/{FEEDS}/{topic}.json)"
        for topic, name in names
    )


def topic_name(context: RenderContext, topic: str, title: str) -> str:
    """What a feed is called in the list; that of a country is of its sanctions lists alone."""
    listing = topic.startswith("authorities/")
    return f"sanctions lists, {context.authorities.get(title, title)}" if listing else title


def snippet(context: RenderContext, name: str, words: EmbedWords) -> str:
    """The lines to paste for one figure or chart."""
    title, height = words.sentence or words.heading, words.height()
    base, version = f"{site_address()}{FOLDER}", str(context.dataset.package["version"])
    frames = "\n\n".join(
        f"{what}:\n\n```html\n{FRAME.format(f'{base}/{folder}/{name}.html', escape(title), high)}\n```"
        for what, folder, high in (
            ("Follows the record", FOLLOWING, height),
            (f"Stays at version {version}", version, height + NOTICE),
        )
    )
    is_figure = name.startswith("figure-")
    table = f"{base}/{FOLLOWING}/{'figures' if is_figure else name}.csv"
    pictures = "" if is_figure else f"Pictures: [SVG](/charts/{name}.svg), [PNG](/charts/{name}.png). "
    pasted = f'{pictures}The table: `{table}`, in Google Sheets `=IMPORTDATA("{table}")`'
    return f"### {text(title)} {{ #{name} data-search-exclude }}\n\n{frames}\n\n{pasted}"
