// Answers a table's address from all of its rows, as SQLite does, until the database has come.
import { filters, list, numeric } from "./statements.js";

// Parameters whose meaning SQLite alone knows.
const LEFT_TO_SQLITE = /^_(?:where$|search)/;
// Digits that a number keeps, and how long a pattern may be, beyond which SQLite has rules of its own.
const [MOST_DIGITS, LONGEST_PATTERN] = [15, 90];
const NUMBER = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[ \t\n\v\f\r]*$/i;
// The kinds of columns that turn a text of digits into a number before they compare.
const NUMBERS = ["INTEGER", "REAL"];

const isBlank = (cell) => cell === null || cell === "";
// Letters beyond ASCII keep their case, as they do in SQLite.
const folded = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

// By the comparison's name, what a cell that is filled in must be; `value` is as SQLite compares it with the column.
const COMPARED = {
  exact: (cell, value) => compared(cell, value) === 0,
  not: (cell, value) => compared(cell, value) !== 0,
  gt: (cell, value) => compared(cell, value) > 0,
  gte: (cell, value) => compared(cell, value) >= 0,
  lt: (cell, value) => compared(cell, value) < 0,
  lte: (cell, value) => compared(cell, value) <= 0,
};
const LISTED = {
  in: (cell, values) => values.some((value) => compared(cell, value) === 0),
  notin: (cell, values) => values.every((value) => compared(cell, value) !== 0),
};
// What is before and behind a part of a text.
const CONTAINED = { contains: ["", ""], startswith: ["^", ""], endswith: ["", "$"] };
// What a cell must be, filled in or not.
const FILLED = {
  isnull: (cell) => cell === null,
  notnull: (cell) => cell !== null,
  isblank: isBlank,
  notblank: (cell) => !isBlank(cell),
};

// The answers to the statements of a page of a table: its rows, their number, and the values of the columns that are
// counted. Null where SQLite is needed.
//   page  what `tablePage` gives for the same address, which has refused what makes no sense
export function answers(file, asked, page) {
  if (asked.some(([key]) => LEFT_TO_SQLITE.test(key) && !key.includes("__"))) return null;
  const place = (name) => file.columns.indexOf(name);
  const tests = filters(asked).map((filter) => tested(filter, place(filter.column), file.types));
  const beyond = following(page, place, file.types);
  if (![...tests, beyond].every(Boolean)) return null;
  const chosen = file.rows.filter((row) => tests.every((test) => test(row)));
  const ordered = page.sorted.names.length ? [...chosen].sort(by(page.sorted, place)) : chosen;
  const rest = ordered.filter(beyond).slice(page.offset);
  const shown = page.columns.map(place);
  const rows = rest.slice(0, page.size + 1).map((row) => shown.map((from) => row[from]));
  const whole = rows.flatMap((row, number) => shown.flatMap((from, at) => (file.whole.includes(from) && Number.isInteger(row[at]) ? [number * shown.length + at] : [])));
  return [{ columns: page.columns, rows, truncated: false, whole }, { rows: [[chosen.length]] }, ...page.facets.map(({ name }) => facet(chosen, place(name)))];
}

// What a row must be for one filter; null where SQLite has to say it.
function tested({ lookup, value }, place, types) {
  const has = (group) => Object.hasOwn(group, lookup);
  const filled = (test, given) => (row) => row[place] !== null && test(row[place], given);
  if (has(FILLED)) return (row) => FILLED[lookup](row[place]);
  if (has(COMPARED)) {
    const given = comparable(["exact", "not"].includes(lookup) ? value : numeric(value), types[place]);
    return given === null ? null : filled(COMPARED[lookup], given);
  }
  if (has(LISTED)) {
    const given = list(value).map((item) => (typeof item === "string" ? comparable(item, types[place]) : null));
    return given.includes(null) ? null : filled(LISTED[lookup], given);
  }
  const isPlain = types[place] === "TEXT" && value.length <= LONGEST_PATTERN && !/[%\0]/.test(value);
  return has(CONTAINED) && isPlain ? filled((cell, part) => part.test(folded(cell)), like(value, CONTAINED[lookup])) : null;
}

// A part of a text as the pattern of SQLite in which it is put: "_" is any character.
function like(value, [before, behind]) {
  const escaped = folded(value).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("_", "[^]");
  return new RegExp(`${before}${escaped}${behind}`, "u");
}

// A value of the address as SQLite compares it with a column of a kind (https://www.sqlite.org/datatype3.html, 4.2);
// null where that depends on more digits than a number keeps.
function comparable(value, type) {
  if (typeof value === "bigint") return null;
  if (type === "TEXT") return String(value);
  if (typeof value === "number" || !NUMBERS.includes(type) || !NUMBER.test(value)) return value;
  return value.replace(/\D/g, "").length > MOST_DIGITS ? null : Number(value);
}

// What a row must be to come after the page before.
function following({ sorted, next }, place, types) {
  if (!next) return () => true;
  const keys = next.keys.map(({ name, value }) => ({ at: place(name), value: comparable(value, types[place(name)]) }));
  const at = place(sorted.column);
  const before = next.before === null ? null : comparable(next.before, types[at]);
  if (keys.some(({ value }) => value === null) || (before === null) !== (next.before === null)) return null;
  const after = (row) => keys.reduce((found, key) => found || compared(row[key.at], key.value), 0) > 0;
  if (!sorted.column) return after;
  return (row) => {
    const found = compared(row[at], before);
    return found ? found > 0 !== sorted.down : after(row);
  };
}

function by({ names, down }, place) {
  const places = names.map(place);
  return (one, other) => {
    const first = compared(one[places[0]], other[places[0]]);
    if (first) return down ? -first : first;
    return places.slice(1).reduce((found, at) => found || compared(one[at], other[at]), 0);
  };
}

function facet(rows, place) {
  const counts = new Map();
  let blank = 0;
  for (const row of rows) {
    if (isBlank(row[place])) blank += 1;
    else counts.set(row[place], (counts.get(row[place]) ?? 0) + 1);
  }
  return { rows: [[null, blank], ...[...counts].sort((one, other) => other[1] - one[1] || compared(one[0], other[0]))] };
}

// The order of SQLite: null, then numbers, then texts.
function compared(one, other) {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return typeof one === "number" ? one - other : inText(one, other);
}

// Texts by their bytes in UTF-8, which is the order of code points; JavaScript has them in halves.
function inText(one, other) {
  const most = Math.min(one.length, other.length);
  let place = 0;
  while (place < most && one.charCodeAt(place) === other.charCodeAt(place)) place += 1;
  if (place === most) return one.length - other.length;
  return rank(one.charCodeAt(place)) - rank(other.charCodeAt(place));
}

// Halves of characters beyond U+FFFF come after those up to it.
const rank = (half) => (half >= 0xe000 ? half - 0x800 : half >= 0xd800 ? half + 0x2000 : half);
