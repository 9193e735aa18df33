// Writes the cells of a table for people: names for keys, dates in words, numbers in groups, long notes folded.
import { h } from "./dom.js";
import { isKey } from "./labels.js";
import { amount, inWords, number, straight } from "./wording.js";

const CODE = /^[a-z]+(?:_[a-z]+)+$/;
// Names of tables and columns are no codes for people.
const NAMES_OF_DATA = new Set(["table_name", "field", "name", "column", "columns"]);
const ADDRESS = /^https?:\/\/[^\s<>"]+$/;
const FOLDED_FROM = 170;
const SHOWN = 110;
const LONGEST_ADDRESS = 48;
const LONG = 60;
const LABELLING = 3;
// Margins of a card and of a cell in it, height of a line, and the letters of one on a phone of 360 pixels.
const [CARD_REM, CELL_REM, LINE_REM, LETTERS_OF_LINE] = [0.8, 0.4, 1.15, 36];

export class Column {
  // table: null for an answer of a query
  // beside: the columns of its row
  constructor(labels, table, name, beside) {
    const column = labels.column(table, name);
    this.labels = labels;
    this.name = name;
    this.heading = labels.heading(table, name);
    this.unit = labels.unit(table, name);
    this.isKey = isKey(name);
    // Where a column beside this one has the name already, as in most answers of queries, the key is enough.
    this.isNamed = beside.includes(`${name.replace(/_id$/, "")}_name`);
    this.isBoolean = column?.type === "boolean" || name.endsWith("_listed");
    this.isYear = name.includes("year");
    // Only what the schema calls an address is a link; any other text that looks like one stays text.
    this.isAddress = column?.isAddress === true;
    this.meanings = column?.categories ?? {};
  }

  // What a cell shows.
  content(value) {
    if (value === null || value === "") return "";
    if (this.isKey && this.labels.name(value)) return record(this.labels, value, this.isNamed ? String(value) : straight(this.labels.name(value)));
    if (typeof value === "number" || typeof value === "bigint") return this.amount(value);
    if (value instanceof Uint8Array) return `${number(value.length)} bytes that are no text`;
    return this.words(straight(value));
  }

  amount(value) {
    if (this.isBoolean && (value === 0 || value === 1)) return value ? "yes" : "no";
    return this.isYear ? String(value) : amount(value);
  }

  words(value) {
    const told = inWords(value);
    if (told !== value) return h("time", { datetime: value }, told);
    if (this.isAddress && ADDRESS.test(value)) {
      const bare = value.replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/\/+$/, "");
      const short = bare.length <= LONGEST_ADDRESS ? bare : `${bare.slice(0, LONGEST_ADDRESS)}…`;
      return h("a", { href: value, rel: "nofollow noopener" }, short);
    }
    const shown = codeInWords(this.name, value);
    if (Object.hasOwn(this.meanings, value)) return h("span", { title: this.meanings[value] }, shown);
    if (shown !== value) return h("span", { title: value }, shown);
    return value.length > FOLDED_FROM ? folded(value) : inItsScript(value);
  }

  // One cell, under the name of its column where a phone shows rows as cards.
  cell(value) {
    const title = this.heading + (this.unit ? `, ${this.unit}` : "");
    const blank = value === null || value === "";
    const isCount = (typeof value === "number" || typeof value === "bigint") && !this.isBoolean && !this.isYear;
    const isLong = typeof value === "string" && value.length > LONG && !value.startsWith("http");
    const kind = blank ? "none" : isCount ? "count" : isLong ? "text long" : "text";
    return h("td", { class: kind, "data-title": title }, this.content(value));
  }
}

// A code as words. Many columns of views and of answers have no list of their codes, so its form has to tell.
export function codeInWords(column, value) {
  return CODE.test(value) && !isKey(column) && !NAMES_OF_DATA.has(column) ? value.replaceAll("_", " ") : value;
}

// The name of a record, leading to its row here, which needs no network; the row leads on to its page on the site.
export function record(labels, key, label) {
  return h("a", { href: labels.row(key) }, inItsScript(label));
}

// Names in another script are marked with their language, so that a screen reader reads them as what they are.
function inItsScript(text) {
  if (/^[\p{Script=Hangul}\d\s·()-]+$/u.test(text) && /\p{Script=Hangul}/u.test(text)) return h("span", { lang: "ko" }, text);
  if (/^[\p{Script=Cyrillic}\d\s.,«»"()-]+$/u.test(text) && /\p{Script=Cyrillic}/u.test(text)) return h("span", { lang: "ru" }, text);
  return text;
}

// A long text: its beginning, and the rest when the reader opens it.
function folded(value) {
  const space = value.lastIndexOf(" ", SHOWN);
  const cut = space > SHOWN / 2 ? space : SHOWN;
  const more = h("span", { class: "more" }, " … ", h("span", {}, "more"));
  return h("details", { class: "note" }, h("summary", {}, value.slice(0, cut), more), value.slice(cut));
}

// A table of rows.
//   key   name of the single column that names its rows, which comes first; empty where there is none
//   link  gives the address of a row, or is null where rows have none
//   sort  gives for a column the address that sorts by it, and how it is sorted now; null where it cannot be
export function table(labels, { name, columns, rows, key = "", link = null, sort = null, caption }) {
  const shown = columns.map((column, place) => ({ place, column: new Column(labels, name, column, columns) }));
  const rest = shown.filter(({ column }) => column.name !== key);
  const named = shown.find(({ column }) => column.name === key);
  const head = (column) => {
    const sorted = sort?.(column.name);
    return h(
      "th",
      { scope: "col", "aria-sort": sorted?.now || null },
      sorted ? h("a", { href: sorted.href }, column.heading) : column.heading,
      column.unit ? h("span", { class: "unit" }, ` ${column.unit}`) : null,
      h("code", {}, column.name),
    );
  };
  const body = rows.map((row) => {
    const first = named ? nameCell(labels, named.column, row[named.place], name, link(row)) : link ? openCell(link(row), row.slice(0, LABELLING)) : null;
    return withHeight(h("tr", {}, first, rest.map(({ place, column }) => column.cell(row[place]))));
  });
  const heads = [named ? head(named.column) : link ? h("th", { scope: "col" }, "Row") : null, ...rest.map(({ column }) => head(column))];
  return h(
    "div",
    { class: "ex-scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "ex-rows", "aria-label": caption }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body)),
  );
}

// Says how high a row is about as a card on a phone: the style sheet has cards below the screen not laid out, and each
// takes this room until it is reached. Rather too much than too little, because what is in it must not reach the next.
function withHeight(row) {
  let height = CARD_REM;
  for (const cell of row.children) {
    const letters = cell.dataset.title.length + 2 + Math.min(cell.textContent.length, FOLDED_FROM);
    if (!cell.classList.contains("none")) height += CELL_REM + LINE_REM * Math.ceil(letters / LETTERS_OF_LINE);
  }
  row.style.setProperty("contain-intrinsic-block-size", `auto ${height.toFixed(1)}rem`);
  return row;
}

// beginning: the first cells of the row, by which a listener tells one such link from the next
function openCell(href, beginning) {
  const label = `open ${beginning.map((value) => straight(String(value ?? ""))).join(", ")}`;
  return h("td", { class: "key", "data-title": "Row" }, h("a", { href, "aria-label": label }, "open"));
}

// The first cell of a row: the record's name where it has one, leading to its row, and the way to its page.
function nameCell(labels, column, raw, table, href) {
  const key = String(raw ?? "");
  const known = labels.record(key);
  const own = known?.table === table ? known : null;
  const name = own && own.title !== key ? straight(own.title) : key;
  const beside = own?.page ? h("a", { class: "row-link", href: own.page, "aria-label": `${name}: page on the site` }, "page") : null;
  return h("td", { class: "key", "data-title": column.heading }, h("a", { href }, inItsScript(name)), name === key ? null : [" ", h("code", {}, key)], beside && [" ", beside]);
}

// All keys among some rows, whose names are to be learnt before cells are written.
export function keysOf(columns, rows) {
  const places = columns.flatMap((name, place) => (isKey(name) ? [place] : []));
  return rows.flatMap((row) => places.map((place) => row[place]));
}
