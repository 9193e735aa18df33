// Turns the parameters of a table's address into SQL, with the meaning that they have in Datasette.
import { all, first, untilded } from "./address.js";

// Values of a column that are blank: null, and the empty text.
export const BLANKS = 2;

const quoted = (name) => `[${name.replaceAll("]", "]]")}]`;
// An identifier with "]" cannot be quoted with brackets; no column here has one, and a reader's own text is checked.
export const identifier = (name) => (name.includes("]") ? `"${name.replaceAll('"', '""')}"` : quoted(name));

// What a filter compares, by the word after the two underscores; `c` is the column and `p` the value.
const COMPARISONS = {
  exact: { words: "is", sql: (c, p) => `${c} = ${p}` },
  not: { words: "is not", sql: (c, p) => `${c} != ${p}` },
  contains: { words: "contains", sql: (c, p) => `${c} like ${p}`, value: (v) => `%${v}%` },
  endswith: { words: "ends with", sql: (c, p) => `${c} like ${p}`, value: (v) => `%${v}` },
  startswith: { words: "begins with", sql: (c, p) => `${c} like ${p}`, value: (v) => `${v}%` },
  gt: { words: "is above", sql: (c, p) => `${c} > ${p}`, value: numeric },
  gte: { words: "is at least", sql: (c, p) => `${c} >= ${p}`, value: numeric },
  lt: { words: "is below", sql: (c, p) => `${c} < ${p}`, value: numeric },
  lte: { words: "is at most", sql: (c, p) => `${c} <= ${p}`, value: numeric },
  like: { words: "is like", sql: (c, p) => `${c} like ${p}` },
  notlike: { words: "is not like", sql: (c, p) => `${c} not like ${p}` },
  glob: { words: "has the pattern", sql: (c, p) => `${c} glob ${p}` },
  in: { words: "is one of", sql: (c, p) => `${c} in (${p})`, list: true },
  notin: { words: "is none of", sql: (c, p) => `${c} not in (${p})`, list: true },
  arraycontains: { words: "lists", sql: (c, p) => `${p} in (select value from json_each(${c}))` },
  arraynotcontains: { words: "does not list", sql: (c, p) => `${p} not in (select value from json_each(${c}))` },
  date: { words: "is on the day", sql: (c, p) => `date(${c}) = ${p}` },
  isnull: { words: "is empty", sql: (c) => `${c} is null`, alone: true },
  notnull: { words: "is filled in", sql: (c) => `${c} is not null`, alone: true },
  isblank: { words: "is empty", sql: (c) => `(${c} is null or ${c} = '')`, alone: true },
  notblank: { words: "is filled in", sql: (c) => `(${c} is not null and ${c} != '')`, alone: true },
};
// The comparison of that name; nothing for other words, of which every object of JavaScript knows some.
const comparisonOf = (lookup) => (Object.hasOwn(COMPARISONS, lookup) ? COMPARISONS[lookup] : null);
export const COMPARED = Object.entries(COMPARISONS).map(([key, { words, alone }]) => ({ key, words, alone: Boolean(alone) }));

// Digits are a number where order matters, so that 9 comes before 10 in a column of any kind.
export function numeric(value) {
  if (!/^\d+$/.test(value)) return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);
}

// A list such as a,b or ["a", "b"].
export function list(value) {
  if (!value.startsWith("[")) return value.split(",").map((item) => item.trim());
  try {
    const read = JSON.parse(value);
    if (Array.isArray(read)) return read;
  } catch {
    // Said below in words.
  }
  throw new Refused('A list is written a,b or ["a", "b"].');
}

// An address that cannot be answered; its message is for the reader.
export class Refused extends Error {}

// The filters of an address: column, comparison and value, as they are shown and removed one by one.
export function filters(asked) {
  return asked
    .filter(([key]) => !key.startsWith("_") || key.includes("__"))
    .map(([key, value]) => {
      const cut = key.lastIndexOf("__");
      const [column, lookup] = cut > 0 ? [key.slice(0, cut), key.slice(cut + 2)] : [key, "exact"];
      return { key, column, lookup, value, words: comparisonOf(lookup)?.words ?? lookup };
    });
}

// Conditions and values of a table's address.
function conditions(table, asked) {
  const values = {};
  const bind = (value) => {
    const name = `p${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const clauses = [];
  for (const { column, lookup, value } of filters(asked)) {
    const comparison = comparisonOf(lookup);
    if (!comparison) throw new Refused(`There is no comparison “${lookup}”. Known are ${Object.keys(COMPARISONS).join(", ")}.`);
    known(table, column);
    const name = identifier(column);
    const shown = comparison.list ? list(value).map(bind).join(", ") : comparison.alone ? "" : bind((comparison.value ?? String)(value));
    clauses.push(comparison.sql(name, shown));
  }
  for (const own of all(asked, "_where")) clauses.push(own);
  return { clauses: [...clauses, ...searched(table, asked, values)], values };
}

// Conditions of a search in the table's index, over all of its columns or over one of them.
function searched(table, asked, values) {
  if (!table.search?.length) return [];
  const index = identifier(`${table.name}_fts`);
  const raw = first(asked, "_searchmode") === "raw";
  const match = (name) => (raw ? `:${name}` : `escape_fts(:${name})`);
  const words = asked.filter(([key]) => key.startsWith("_search") && key !== "_searchmode");
  const everywhere = words.find(([key]) => key === "_search");
  if (everywhere) {
    values.search = everywhere[1];
    return [`rowid in (select rowid from ${index} where ${index} match ${match("search")})`];
  }
  return words.map(([key, value], place) => {
    const column = key.slice("_search_".length);
    if (!table.search.includes(column)) throw new Refused(`The column “${column}” is not indexed for searching.`);
    values[`search_${place}`] = value;
    return `rowid in (select rowid from ${index} where ${identifier(column)} match ${match(`search_${place}`)})`;
  });
}

function known(table, column) {
  if (!table.columns.some((item) => item.name === column)) throw new Refused(`There is no column “${column}” in this table.`);
}

// The columns that are shown: the key and those asked for, or all but those left out.
function shownColumns(table, asked) {
  const [only, not] = [all(asked, "_col"), all(asked, "_nocol")];
  for (const name of [...only, ...not]) known(table, name);
  const names = only.length ? [...new Set([...table.key, ...only])] : table.columns.map((item) => item.name);
  return names.filter((name) => !not.includes(name) || table.key.includes(name));
}

// The order of the rows. It always ends with the key, so that no two rows can change places between two pages.
//   column, down  what the address sorts by, and whether last first
//   names         all columns of the order; none where rows come as they are
function order(table, asked) {
  let [up, down] = [first(asked, "_sort"), first(asked, "_sort_desc")];
  if (up && first(asked, "_sort_by_desc")) [up, down] = ["", up];
  if (up && down) throw new Refused("Sort one way or the other: _sort and _sort_desc cannot be used at once.");
  if (!up && !down) up = table.sort ?? "";
  const column = up || down;
  if (column) known(table, column);
  // A view has no key; all its columns together come nearest to one. As it comes, it has an order of its own.
  const last = table.key.length ? table.key : column ? table.columns.map((item) => item.name) : [];
  const names = [...new Set([...(column ? [column] : []), ...last])];
  const parts = names.map((name) => identifier(name) + (name === down ? " desc" : ""));
  return { column, down: Boolean(down), names, sql: parts.length ? ` order by ${parts.join(", ")}` : "" };
}

// Where the page before has ended; null at the first page and in a view, whose pages are counted.
//   before  the value that the rows are sorted by; null where there is none
//   keys    name and value of each column of the key
function ended(table, { column }, next) {
  if (!next || !table.key.length) return null;
  const given = next.split(",");
  if (given.length !== table.key.length + (column ? 1 : 0)) throw new Refused("This page cannot be continued; begin at its first rows.");
  const before = column ? given.shift() : null;
  return {
    before: before === null || before === "$null" ? null : untilded(before),
    keys: table.key.map((name, place) => ({ name, value: untilded(given[place]) })),
  };
}

// The condition for rows after the page before.
function following(table, { column, down }, next, values) {
  if (!next) return "";
  const bind = (value) => {
    const name = `n${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const keys = next.keys.map(({ value }) => bind(value));
  const after = `(${table.key.map(identifier).join(", ")}) > (${keys.join(", ")})`;
  if (!column) return after;
  const name = identifier(column);
  if (next.before === null) return down ? `(${name} is null and ${after})` : `(${name} is not null or ${after})`;
  const value = bind(next.before);
  const beyond = down ? `${name} < ${value} or ${name} is null` : `${name} > ${value}`;
  return `(${beyond} or (${name} = ${value} and ${after}))`;
}

function pageSize(asked, limits) {
  const given = first(asked, "_size");
  if (!given) return limits.page;
  const rows = given === "max" ? limits.rows : /^\d{1,6}$/.test(given) ? Number(given) : -1;
  if (rows < 0 || rows > limits.rows) throw new Refused(`_size is a number up to ${limits.rows}, or max.`);
  return rows;
}

// The columns whose values are counted: those of the description and those of the address.
function counted(table, asked, limits) {
  const names = [...new Set([...(table.facets ?? []), ...all(asked, "_facet")])];
  if (first(asked, "_nofacet")) return [];
  for (const name of names) known(table, name);
  if (names.length > limits.facets) throw new Refused(`At most ${limits.facets} columns can be counted at once.`);
  return names;
}

function facetSize(asked, limits) {
  const given = first(asked, "_facet_size");
  if (given === "max") return limits.rows;
  return /^\d{1,6}$/.test(given) ? Math.min(Number(given), limits.rows) : limits.facetSize;
}

// All statements behind one page of a table: its rows, their number, and the values of the columns that are counted.
// Raises Refused with what is wrong with the address.
export function tablePage(table, asked, limits) {
  const { clauses, values } = conditions(table, asked);
  const sorted = order(table, asked);
  const size = pageSize(asked, limits);
  const where = clauses.length ? ` where ${clauses.join(" and ")}` : "";
  const from = `from ${identifier(table.name)}`;
  const paged = { ...values };
  const given = first(asked, "_next");
  const next = ended(table, sorted, given);
  const offset = !table.key.length && /^\d{1,9}$/.test(given) ? Number(given) : 0;
  const clause = following(table, sorted, next, paged);
  const pageWhere = clause ? `${where ? `${where} and` : " where"} ${clause}` : where;
  const columns = shownColumns(table, asked);
  const select = `select ${columns.map(identifier).join(", ")} ${from}`;
  const top = facetSize(asked, limits);
  return {
    rows: { sql: `${select}${pageWhere}${sorted.sql} limit ${size + 1}${offset ? ` offset ${offset}` : ""}`, values: paged },
    all: { sql: `${select}${where}${sorted.sql}`, values },
    count: { sql: `select count(*) ${from}${where}`, values },
    facets: counted(table, asked, limits).map((name) => facet(name, from, where, values, top)),
    columns, size, offset, next, sorted, top,
  };
}

// The values of one column with how often each occurs, in one statement: first what is blank, null and the empty text,
// which is no value and does not count towards the limit.
function facet(name, from, where, values, top) {
  const column = identifier(name);
  const sql = `select ${column} as value, count(*) as count ${from}${where} group by 1 order by (${column} is null or ${column} = '') desc, 2 desc, 1`;
  return { name, sql: `${sql} limit ${top + 1 + BLANKS}`, values };
}

const isBlank = (value) => value === null || value === "";

// What a statement of `facet` has found: the values with their counts, and how many rows have none; null where it failed.
export function countedValues({ rows = null }, top) {
  return {
    values: rows?.filter(([value]) => !isBlank(value)).slice(0, top + 1) ?? null,
    blank: rows?.filter(([value]) => isBlank(value)).reduce((sum, [, count]) => sum + count, 0) ?? null,
  };
}
