// A table or view: what it is, ways to narrow it down and to take it away, how often each value occurs, and its rows.
import * as address from "./address.js";
import { codeInWords, keysOf, table as rowsTable } from "./cells.js";
import { h, opening } from "./dom.js";
import { about, crumbs, explained, heading, isWide } from "./page_parts.js";
import { BLANKS, countedValues, filters, tablePage } from "./statements.js";
import { answers } from "./filter_rows.js";
import { narrowing } from "./narrowing.js";
import { hasPositions, places, take } from "./export.js";
import { number, counted, straight } from "./wording.js";

// A whole table goes into one file up to here; beyond it the file of the downloads is better.
const MOST_TAKEN = 100_000;

// first: the file of a short table, which answers what it can until the database has come
export async function tablePageOf({ labels, engine, route, first = null }) {
  const table = labels.tables.get(route.name);
  const { limits, explanations } = labels.description;
  const own = address.all(route.asked, "_where").length > 0;
  const page = tablePage(table, route.asked, limits);
  const quick = { own, milliseconds: own ? limits.milliseconds : 10 * limits.milliseconds };
  const statements = [
    { ...page.rows, ...quick, most: page.size + 1 },
    { ...page.count, ...quick },
    ...page.facets.map(({ sql, values }) => ({ sql, values, ...quick, most: page.top + 1 + BLANKS })),
  ];
  const early = first && answers(first, route.asked, page);
  const [found, count, ...facets] = early ?? (await engine.ask(statements, own ? { milliseconds: 1900 } : {}));
  if (found.error) throw new Error(explained(found.error, explanations));
  const shown = { ...found, rows: found.rows.slice(0, page.size) };
  const values = page.facets.map(({ name }, place) => ({ name, top: page.top, ...countedValues(facets[place], page.top) }));
  await labels.learn([...keysOf(shown.columns, shown.rows), ...values.flatMap((facet) => facet.values?.map(([value]) => value) ?? []), ...filters(route.asked).map(({ value }) => value)]);
  const total = count.rows?.[0][0] ?? null;
  const context = { labels, engine, route, table, page, total, shown };
  return {
    title: `${table.title}${total === null ? "" : `: ${counted(total, "row")}`}`,
    content: [
      crumbs(labels),
      heading(table.title),
      ...about(labels, table),
      narrowing(context),
      told(context),
      taking(context),
      h("div", { class: "ex-beside" }, counts(context, values), h("div", { class: "ex-main" }, rowsOf(context), paging(context, found))),
      table.sql ? opening("How this view is made", () => h("pre", {}, table.sql)) : null,
    ],
    // What tests and programs read.
    answer: { columns: shown.columns, rows: shown.rows, count: total, facets: values.map((facet) => [facet.name, facet.values ?? [], facet.blank]) },
  };
}

// How many rows there are, and of which words and values.
function told({ labels, route, table, total, page }) {
  const words = address.first(route.asked, "_search");
  const chosen = filters(route.asked);
  const wheres = address.all(route.asked, "_where");
  const remove = (key, value, text) => {
    const rest = route.asked.filter(([name, given]) => !(name === key && given === value) && name !== "_next");
    return h("a", { class: "ex-chip", href: labels.listed(table.name, rest), "aria-label": `Remove: ${text}` }, text, h("span", { "aria-hidden": "true" }, " ×"));
  };
  const chips = [
    words ? remove("_search", words, `with the words “${straight(words)}”`) : null,
    ...chosen.map(({ key, column, value, words: compared }) => {
      const shown = compared === "is empty" || compared === "is filled in" ? "" : ` “${straight(labels.name(value) || value)}”`;
      return remove(key, value, `${labels.heading(table.name, column)} ${compared}${shown}`);
    }),
    ...wheres.map((where) => remove("_where", where, where)),
  ].filter(Boolean);
  const same = `${page.all.sql.replace(/\bfrom\b/, "\nfrom").replace(/ where /, "\nwhere ").replace(/ order by /, "\norder by ")}`;
  const sql = labels.listed("", [["sql", same], ...Object.entries(page.all.values).map(([name, value]) => [name, String(value)])]);
  return h("p", { class: "ex-count", role: "status" },
    h("strong", {}, total === null ? "More rows than could be counted" : counted(total, "row")), " ", chips,
    chips.length ? [" ", h("a", { href: labels.listed(table.name) }, "Show all")] : null, " ", h("a", { href: sql }, "The same in SQL"));
}

function taking({ labels, engine, table, page, total, shown }) {
  if (!shown.rows.length) return null;
  const all = async () => {
    const [answer] = await engine.ask([{ ...page.all, most: MOST_TAKEN, milliseconds: 60_000 }]);
    if (answer.error) throw new Error(answer.error);
    return { ...answer, complete: !answer.truncated, places: await places(engine, answer) };
  };
  const here = async () => ({ ...shown, complete: shown.rows.length === total, places: await places(engine, shown) });
  const positions = hasPositions(shown.columns);
  const whole = total !== null && shown.rows.length === total;
  const label = total === null ? "Take all rows" : `Take ${total === 1 ? "the one row" : `all ${counted(total, "row")}`}`;
  return [
    take(labels, { label, name: table.name, found: whole ? here : all, positions, copy: whole }),
    whole ? null : take(labels, { label: `Take the ${shown.rows.length} on this page`, name: `${table.name}-page`, found: here, positions }),
  ];
}

// How often each value occurs in the rows that are chosen, rows without one too.
function counts(context, facets) {
  if (!facets.length || !context.total) return null;
  return h("section", { class: "ex-facets", "aria-label": "How often each value occurs" }, facets.map((facet) => counted_(context, facet)));
}

function counted_({ labels, route, table }, { name, values, blank, top }) {
  const title = labels.heading(table.name, name);
  if (!values) return h("details", {}, h("summary", {}, title), h("p", {}, "Too many rows to count while you wait."));
  const item = (key, value, label, count, { meaning = null, spoken = null } = {}) => {
    const chosen = route.asked.some(([given, asked]) => given === key && asked === value);
    const rest = address.without(route.asked, "_next");
    const kept = chosen ? rest.filter(([given, asked]) => !(given === key && asked === value)) : [...rest, [key, value]];
    const link = h("a", { href: labels.listed(table.name, kept), title: meaning || null, "aria-label": spoken, "aria-current": chosen ? "true" : null }, label);
    return h("li", {}, link, h("span", { class: "ex-n" }, ` ${number(count)}`), chosen ? h("span", { class: "ex-n" }, " chosen") : null);
  };
  const rows = () => values.slice(0, top).map(([value, count]) => {
    const meaning = labels.meaning(table.name, name, value);
    const label = labels.name(value) || codeInWords(name, String(value));
    return item(name.startsWith("_") ? `${name}__exact` : name, String(value), straight(label), count, { meaning });
  });
  const none = () => blank ? item(`${name}__isblank`, "1", "(empty)", blank, { spoken: `(empty) ${title}` }) : null;
  const isLonger = values.length > top;
  const more = () => isLonger ? h("li", {}, h("a", { href: labels.listed(table.name, address.replaced(route.asked, "_facet_size", "max")), "aria-label": `more values of ${title}` }, "more values")) : null;
  const size = h("span", { class: "ex-n" }, ` ${Math.min(values.length, top)}${isLonger ? "+" : ""}`);
  return opening([title, size], () => h("ul", {}, rows(), none(), more()), { open: isWide() });
}

function rowsOf({ labels, route, table, page, shown, total }) {
  if (!shown.rows.length) {
    const filtered = route.asked.some(([name]) => !name.startsWith("_") || name.includes("__") || name.startsWith("_search") || name === "_where");
    return h("p", { class: "ex-empty" }, filtered ? ["No row matches. ", h("a", { href: labels.listed(table.name) }, "Show the whole table"), "."] : "This table has no rows yet.");
  }
  const places_ = table.key.map((name) => shown.columns.indexOf(name));
  const link = table.key.length ? (row) => address.row(labels.database, table.name, places_.map((place) => row[place] ?? "")) : null;
  const sort = (name) => {
    const isNow = page.sorted.column === name;
    const down = isNow && !page.sorted.down;
    const rest = address.without(route.asked, "_sort", "_sort_desc", "_sort_by_desc", "_next");
    return { now: isNow ? (page.sorted.down ? "descending" : "ascending") : "", href: labels.listed(table.name, [...rest, [down ? "_sort_desc" : "_sort", name]]) };
  };
  const caption = `${table.title}, ${counted(shown.rows.length, "row")}${total === null || total === shown.rows.length ? "" : ` of ${number(total)}`}`;
  return rowsTable(labels, { name: table.name, columns: shown.columns, rows: shown.rows, key: table.key.length === 1 ? table.key[0] : "", link, sort, caption });
}

// The way to the next rows: after the last row of this page by its key, or in a view by number.
function paging({ labels, route, table, page, shown }, found) {
  const isLast = found.rows.length <= page.size || page.size === 0;
  const isFirst = !address.first(route.asked, "_next");
  if (isLast && isFirst) return null;
  const links = [];
  if (!isFirst) links.push(h("a", { href: labels.listed(table.name, address.without(route.asked, "_next")) }, "First page"), " ");
  const next = isLast ? "" : nextOf(table, page, shown);
  if (next) links.push(h("a", { rel: "next", href: labels.listed(table.name, [...address.without(route.asked, "_next"), ["_next", next]]) }, "Next page"));
  return h("p", { class: "ex-paging" }, links);
}

function nextOf(table, page, shown) {
  if (!table.key.length) return String(page.offset + page.size);
  const last = shown.rows.at(-1);
  const value = (name) => last[shown.columns.indexOf(name)];
  const keys = table.key.map((name) => address.tilded(value(name) ?? ""));
  const { column } = page.sorted;
  if (!column) return keys.join(",");
  if (!shown.columns.includes(column)) return "";
  const before = value(column) === null ? "$null" : address.tilded(value(column));
  return [before, ...keys].join(",");
}
