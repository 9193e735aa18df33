// Answers the address of a short table from the small file of that table, while the database is still on its way.
import { counted, filters } from "./statements.js";

const files = new Map();

// The file of the table that an address asks for; null where SQLite is needed, or there is no such file.
export async function firstTable(route) {
  if (route.kind !== "listed" || route.form || !isSimple(route.asked)) return null;
  if (!files.has(route.name)) files.set(route.name, fetched(route.name));
  const file = await files.get(route.name);
  const known = new Set(file?.columns);
  return file?.description.database.name === route.database && filters(route.asked).every(({ column }) => known.has(column)) ? file : null;
}

async function fetched(name) {
  // The page asked for the table of its first address before it read this module.
  const early = window.firstTable?.table === name ? window.firstTable.response : null;
  try {
    const response = await (early ?? fetch(`tables/${encodeURIComponent(name)}.json`, { cache: "no-cache" }));
    return response?.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Filters by equality alone; everything else is left to SQLite.
function isSimple(asked) {
  return asked.every(([key]) => !key.startsWith("_")) && filters(asked).every(({ lookup }) => lookup === "exact");
}

// The answers to the statements of a page of the table: its rows, their number, and the values that are counted.
export function answers(file, asked, page) {
  const table = file.description.tables[0];
  const tests = filters(asked).map(({ column, value }) => equals(table, file.columns.indexOf(column), value));
  const chosen = file.rows.filter((row) => tests.every((test) => test(row)));
  const rows = chosen.slice(0, page.size + 1);
  const whole = rows.flatMap((row, number) => file.whole.filter((place) => Number.isInteger(row[place])).map((place) => number * file.columns.length + place));
  const facets = counted(table, asked, file.description.limits).map((name) => facet(chosen, file.columns.indexOf(name)));
  return [{ columns: file.columns, rows, truncated: false, whole }, { rows: [[chosen.length]] }, ...facets];
}

// SQLite compares a column of numbers with a text of digits as numbers, and a column of texts as texts.
function equals(table, place, value) {
  const { type } = table.columns[place];
  const isNumber = ["integer", "number", "boolean"].includes(type) && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim());
  return (row) => row[place] !== null && (typeof row[place] === "number" ? isNumber && row[place] === Number(value) : row[place] === value);
}

function facet(rows, place) {
  const counts = new Map();
  let blank = 0;
  for (const row of rows) {
    if (row[place] === null || row[place] === "") blank += 1;
    else counts.set(row[place], (counts.get(row[place]) ?? 0) + 1);
  }
  return { rows: [[null, blank], ...[...counts].sort((one, other) => other[1] - one[1] || compared(one[0], other[0]))] };
}

// The order of SQLite: numbers before texts, texts by their bytes in UTF-8, which is the order of code points.
function compared(one, other) {
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  if (typeof one === "number") return one - other;
  const [first, second] = [[...one], [...other]];
  const place = first.findIndex((character, index) => character !== second[index]);
  if (place < 0) return first.length - second.length;
  return place in second ? first[place].codePointAt(0) - second[place].codePointAt(0) : 1;
}
