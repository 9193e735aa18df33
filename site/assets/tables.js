// Lets a reader filter and sort the tables of a page in place; the selection lives in the address and needs no server.
const MONTHS = "January February March April May June July August September October November December".split(" ");
// A table shorter than this is seen at a glance.
const LEAST_ROWS = 9;
// A column with at most this many different short values gets a list to choose from.
const MOST_CHOICES = 15;
const LONGEST_CHOICE = 34;

function enhanceTables() {
  const article = document.querySelector("article");
  if (!article || article.dataset.tables) return;
  const tables = [...article.querySelectorAll("table:not([class])")]
    .filter((table) => !table.closest("#what-if-control"))
    .filter((table) => table.tBodies.length && table.tBodies[0].rows.length >= LEAST_ROWS)
    .map((table, index) => new LiveTable(table, index));
  if (!tables.length) return;
  article.dataset.tables = tables.length;
  const state = new URLSearchParams(location.search);
  tables.forEach((table) => (table.changed = () => leadToDatasette(tables)));
  tables.forEach((table) => table.restore(state));
}

class LiveTable {
  constructor(table, index) {
    this.table = table;
    this.mark = index ? String(index + 1) : "";
    this.body = table.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...table.tHead.rows[0].cells];
    this.names = this.heads.map((head) => head.textContent.trim());
    this.words = this.rows.map((row) => fold(row.textContent));
    this.sorted = { column: -1, descending: false };
    this.changed = () => {};
    this.build();
  }

  build() {
    const place = this.table.closest(".md-typeset__scrollwrap") || this.table;
    const waiting = place.previousElementSibling;
    const bar = waiting?.matches(".table-bar[data-waiting]") ? waiting : document.createElement("div");
    bar.className = "table-bar";
    this.input = document.createElement("input");
    this.input.type = "search";
    bar.append(labelled("Filter rows", this.input));
    this.input.addEventListener("input", () => this.show());
    this.choices = this.names.map((name, column) => this.choice(name, column, bar));
    this.count = document.createElement("span");
    this.count.setAttribute("role", "status");
    const take = document.createElement("button");
    take.type = "button";
    take.textContent = "CSV of these rows";
    take.addEventListener("click", () => asFile(this));
    bar.append(this.count, take);
    if (bar !== waiting) place.before(bar);
    this.heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.names[column];
      button.title = `Sort by ${this.names[column]}`;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const again = this.sorted.column === column;
        this.sorted = { column, descending: again && !this.sorted.descending };
        this.show();
      });
    });
  }

  choice(name, column, bar) {
    const values = [...new Set(this.rows.map((row) => choiceText(row, column)))].sort();
    // Days and figures are found by sorting; only words are chosen.
    if (values.every((value) => !value || typeof key(value) === "number" || /^[\d,]+ to /.test(value))) return null;
    const few = values.length > 1 && values.length <= MOST_CHOICES && values.length < this.rows.length / 1.5;
    if (!column || !few || values.some((value) => value.length > LONGEST_CHOICE)) return null;
    const list = document.createElement("select");
    list.append(new Option("all", ""), ...values.filter(Boolean).map((value) => new Option(value, value)));
    bar.append(labelled(name, list));
    list.addEventListener("change", () => this.show());
    return list;
  }

  restore(state) {
    this.input.value = state.get(`filter${this.mark}`) || "";
    this.choices.forEach((list, column) => {
      if (list) list.value = state.get(`${this.names[column]}${this.mark}`) || "";
      if (list && list.selectedIndex < 0) list.value = "";
    });
    const sort = state.get(`sort${this.mark}`) || "";
    this.sorted = { column: this.names.indexOf(sort.replace(/^-/, "")), descending: sort.startsWith("-") };
    this.show(false);
  }

  show(remember = true) {
    const wanted = fold(this.input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    this.rows.forEach((row, index) => {
      const fits =
        wanted.every((word) => this.words[index].includes(word)) &&
        this.choices.every((list, column) => !list || !list.value || choiceText(row, column) === list.value);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    this.order();
    this.count.textContent = shown === this.rows.length ? `${shown} rows` : `${shown} of ${this.rows.length} rows`;
    if (remember) this.remember();
    this.changed();
  }

  order() {
    const { column, descending } = this.sorted;
    this.heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const order = column < 0 ? this.rows : [...this.rows].sort(by(column, descending));
    this.body.append(...order);
  }

  remember() {
    const state = new URLSearchParams(location.search);
    const put = (key, value) => (value ? state.set(key, value) : state.delete(key));
    put(`filter${this.mark}`, this.input.value.trim());
    this.choices.forEach((list, column) => list && put(`${this.names[column]}${this.mark}`, list.value));
    const { column, descending } = this.sorted;
    put(`sort${this.mark}`, column < 0 ? "" : `${descending ? "-" : ""}${this.names[column]}`);
    const query = state.toString();
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  }

  shown() {
    return this.rows.filter((row) => !row.hidden);
  }
}

// The link to Datasette at the foot of a page leads to the rows that are shown, and is left out where it cannot.
const MOST_ASKED = 200;

function leadToDatasette(tables) {
  for (const link of document.querySelectorAll(".files a[data-key]")) {
    const whole = link.href.split("?")[0];
    const narrowed = tables.filter((table) => table.shown().length < table.rows.length);
    const keys = narrowed.flatMap((table) => table.shown().map(keyOf));
    link.href = narrowed.length ? `${whole}?${new URLSearchParams({ [`${link.dataset.key}__in`]: keys.join(",") })}` : whole;
    link.hidden = narrowed.length > 0 && (keys.length > MOST_ASKED || !keys.length || keys.some((key) => !key));
  }
}

// The identifier of the record in a row: the name of its place on the page, or the end of its first link.
function keyOf(row) {
  const place = row.querySelector("a[id]");
  if (place) return place.id;
  const link = row.querySelector("a[href]");
  return link ? link.pathname.replace(/\/$/, "").split("/").pop() : "";
}

// As in scripts/vostochny/model/spreadsheet_formulas.py.
const FORMULA = /^(?:[\s\x1c-\x1f\x85\ufeff"'`\u2018\u2019\u201c\u201d]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]|[\t\r])/;
const PLAIN_NUMBER = /^(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$/;
const escapeFormula = (text) => (FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);

// The rows that are shown as a file, made in the browser; what a spreadsheet would run begins with an apostrophe.
function asFile(table) {
  const quoted = (words) => (/[",\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  const lines = [table.names, ...table.shown().map((row) => [...row.cells].map((cell) => cell.innerText.trim()))];
  const content = lines.map((cells) => cells.map((words) => quoted(escapeFormula(words.replace(/\s+/g, " ")))).join(",")).join("\r\n");
  const file = document.createElement("a");
  file.href = URL.createObjectURL(new Blob([content, "\r\n"], { type: "text/csv" }));
  file.download = `${location.pathname.replaceAll("/", " ").trim().replaceAll(" ", "-") || "rows"}.csv`;
  file.click();
  URL.revokeObjectURL(file.href);
}

function labelled(name, field) {
  const label = document.createElement("label");
  label.append(`${name} `, field);
  return label;
}

function cellText(row, column) {
  return row.cells[column] ? row.cells[column].textContent.trim() : "";
}

// What a cell says when rows are chosen by it: a day of listing is "listed", whichever day it is.
function choiceText(row, column) {
  const cell = row.cells[column];
  if (cell?.querySelector(".listed-day")) return "listed";
  return cell?.querySelector(".gone") ? "removed" : cellText(row, column);
}

// Letters without their marks, so that Paek is found with and without accents.
function fold(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function by(column, descending) {
  return (one, other) => {
    const [a, b] = [key(cellText(one, column)), key(cellText(other, column))];
    const order =
      typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
    return descending ? -order : order;
  };
}

// Days sort by the last day that the cell names, numbers by their value, the rest as text.
function key(words) {
  const found = words.match(/(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})$/);
  const month = found ? MONTHS.findIndex((name) => name === found[2] || name.slice(0, 3) === found[2]) : -1;
  if (found && (month >= 0 || words === found[3])) {
    return Number(found[3]) * 10000 + (month + 1) * 100 + Number(found[1] || 0);
  }
  const figure = words.match(/^(?:(?:likely )?more than |at least |(?:may be )?about |could amount to |up to |nearly |less than |at most )?([\d,]+(?:\.\d+)?)/);
  return figure ? Number(figure[1].replaceAll(",", "")) : words;
}

// A table that is wider than its place can be moved with the keyboard too.
function letTablesBeScrolled() {
  for (const place of document.querySelectorAll(".md-typeset__scrollwrap")) place.tabIndex = 0;
}

document.addEventListener("DOMContentLoaded", () => {
  enhanceTables();
  // The theme puts its boxes around the tables first.
  requestAnimationFrame(letTablesBeScrolled);
});
