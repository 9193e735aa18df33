// Parts that several pages of Explore have: where the reader is, notices, what a table is, the SQL behind an answer.
import * as address from "./address.js";
import { between, h, opening } from "./dom.js";

export function crumbs(labels, table = "") {
  const parts = [h("a", { href: "#/" }, "Tables and questions"), table && h("a", { href: labels.listed(table) }, labels.title(table))];
  return h("nav", { class: "ex-crumbs", "aria-label": "Where you are" }, between(" / ", parts));
}

export const heading = (text) => h("h1", { id: "explore-the-record", tabindex: "-1" }, text);
export const notice = (text) => h("p", { class: "ex-notice", role: "alert" }, text);

// Whether there is room for what a phone keeps closed.
export const isWide = () => matchMedia("(min-width: 60em)").matches;

// What a table is, what to beware of, where else it is, and what its columns mean.
export function about(labels, table) {
  const warnings = table.warnings.length
    ? opening(h("strong", {}, "Before you use it"), () => h("ul", {}, table.warnings.map((text) => h("li", {}, text))), { class: "ex-warning", open: isWide() })
    : null;
  const places = [
    table.file && h("a", { href: labels.site(`tables/${table.name}/`) }, "What this table is"),
    table.file && ["The whole file: ", h("a", { href: labels.site(`downloads/${table.file}`) }, table.file)],
    ["Licence: ", h("a", { href: table.licence.path }, table.licence.title)],
  ];
  const described = table.columns.filter((column) => column.description);
  const columns = described.length
    ? opening(`What the ${described.length} columns mean`, () =>
        h("dl", { class: "ex-columns" }, described.map((column) => [h("dt", {}, column.name), h("dd", {}, column.description)])))
    : null;
  return [h("p", { class: "ex-lead" }, table.description), warnings, h("p", { class: "ex-places" }, between(" · ", places).flat()), columns];
}

// A box for SQL; the answer is at an address of its own.
export function sqlForm(labels, sql, { values = [], button = "Run" } = {}) {
  const area = h("textarea", { id: "ex-sql", rows: Math.min(Math.max(sql.split("\n").length + 1, 6), 24), spellcheck: "false", autocapitalize: "off" });
  area.value = sql;
  const inputs = values.map(([name, value]) => [name, parameterInput(name, name, value)]);
  const form = h("form", { class: "ex-sql", "aria-label": "A query in SQL" }, h("p", {}, h("label", { for: "ex-sql" }, "SQL (the dialect of SQLite)")), area,
    inputs.map(([, line]) => line), h("p", {}, h("button", { class: "md-button md-button--primary" }, button), h("small", {}, " or Ctrl and Enter")));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = inputs.map(([name, line]) => [name, line.querySelector("input").value]);
    go(address.listed(labels.database, "", [["sql", area.value], ...given]));
  });
  return form;
}

export function parameterInput(name, title, value) {
  const id = `ex-p-${name}`;
  const input = h("input", { id, name, type: "text", autocomplete: "off" });
  input.value = value;
  return h("p", { class: "ex-rule" }, h("label", { for: id }, title), " ", input);
}

// Opens another address of Explore; the same one once more shows it once more.
export function go(hash) {
  if (location.hash === hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}

// What SQLite's words mean for somebody who wrote a query.
export function explained(error, explanations) {
  const known = Object.entries(explanations).find(([sign]) => error.includes(sign));
  if (known) return known[1];
  return error ? `${error.charAt(0).toUpperCase()}${error.slice(1)}.` : "The statement could not be run.";
}
