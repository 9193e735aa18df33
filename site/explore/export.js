// Gives the rows of a page away: as CSV, JSON or GeoJSON with their source and version in them, or as a copied table.
import { h } from "./dom.js";
import { counted, straight } from "./wording.js";

// As in scripts/vostochny/model/spreadsheet_formulas.py.
const FORMULA = /^(?:[\s\x1c-\x1f\x85\ufeff"'`\u2018\u2019\u201c\u201d]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]|[\t\r])/;
const PLAIN_NUMBER = /^(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$/;
// Columns at the end of every row of a CSV file, where a file of rows alone could not say where it comes from.
export const ORIGIN = ["ledger_version", "ledger_address"];

// The ways to take an answer away.
//   found    gives, when asked, the answer to be written: columns, rows, whole, complete
//   name     what its files are called
//   address  where a reader finds the same rows
export function take(labels, { label, name, found, positions, copy = true }) {
  const { version } = labels.description;
  const save = async (button, form) => {
    const answer = await found();
    const { text, type } = FORMATS[form](answer, origin(labels));
    download(`${name}-${version}${answer.complete ? "" : "-not-all-rows"}.${form}`, text, type);
    said(button, `Saved ${counted(answer.rows.length, "row")}`);
  };
  const button = (text, act) => {
    const made = h("button", { type: "button", class: "ex-take" }, text);
    made.addEventListener("click", () => act(made).catch(() => said(made, "It could not be done")));
    return made;
  };
  const forms = [["CSV", "csv"], ["JSON", "json"], ...(positions ? [["GeoJSON", "geojson"]] : [])];
  const copying = copy && navigator.clipboard ? button("Copy as table", async (made) => {
    const answer = await found();
    await navigator.clipboard.writeText([answer.columns, ...answer.rows.map((row) => row.map(plainCell))].map((row) => row.join("\t")).join("\n"));
    said(made, `Copied ${counted(answer.rows.length, "row")}`);
  }) : null;
  return h("p", { class: "ex-taking", role: "group", "aria-label": label }, h("span", {}, `${label}:`), forms.map(([text, form]) => button(text, (made) => save(made, form))), copying, cite());
}

// The page on which the citation of this selection is written.
function cite() {
  const base = document.getElementById("explore").dataset.base;
  return h("a", { href: `${base}cite/?address=${encodeURIComponent(location.href)}` }, "Cite");
}

function said(button, text) {
  const before = button.dataset.text ??= button.textContent;
  button.setAttribute("aria-live", "polite");
  button.textContent = text;
  setTimeout(() => { button.textContent = before; }, 4000);
}

function download(name, text, type) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Where the rows come from, in every file.
export function origin(labels) {
  const { title, version, licence } = labels.description;
  return { title, version, licence: licence.title, licence_address: licence.path, address: location.href };
}

// A cell that no spreadsheet runs; a number, negative or not, stays as it is.
const escapeFormula = (text) => (FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);

function plainCell(value) {
  return value === null || value === undefined ? "" : escapeFormula(straight(String(value)).replace(/\s+/g, " ").trim());
}

// A fraction as Python and Datasette write it: 1.0 and 1e-05, where JavaScript has 1 and 0.00001.
export function fraction(value) {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function csvCell(value, isFraction) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return isFraction || !Number.isInteger(value) ? fraction(value) : String(value);
  const text = value instanceof Uint8Array ? "" : escapeFormula(straight(String(value)));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// A number that JavaScript would round is written as text.
const exact = (_, value) => (typeof value === "bigint" ? String(value) : value instanceof Uint8Array ? `${value.length} bytes` : value);

function asObjects({ columns, rows }) {
  return rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])));
}

export const FORMATS = {
  csv(answer, from) {
    const fractions = new Set(answer.whole);
    const lines = answer.rows.map((row, number) => row.map((value, place) => csvCell(value, fractions.has(number * answer.columns.length + place))));
    const own = [from.version, from.address].map((value) => csvCell(value, false));
    const text = [[...answer.columns.map((name) => csvCell(name, false)), ...ORIGIN], ...lines.map((line) => [...line, ...own])];
    return { text: text.map((line) => `${line.join(",")}\r\n`).join(""), type: "text/csv;charset=utf-8" };
  },
  json(answer, from) {
    const whole = { source: from, complete: answer.complete, columns: answer.columns, rows: asObjects(answer) };
    return { text: JSON.stringify(whole, exact, 1), type: "application/json" };
  },
  geojson(answer, from) {
    const features = asObjects(answer).map((properties, place) => {
      const at = answer.places[place];
      return { type: "Feature", geometry: at ? { type: "Point", coordinates: [at[1], at[0]] } : null, properties };
    });
    return { text: JSON.stringify({ type: "FeatureCollection", source: from, complete: answer.complete, features }, exact), type: "application/geo+json" };
  },
};

// Whether rows with these columns have a place.
export const hasPositions = (columns) => columns.includes("port_id") || (columns.includes("latitude") && columns.includes("longitude"));

// Latitude and longitude of each row: its own, or those of its port; null where neither is known.
export async function places(engine, { columns, rows }) {
  if (!hasPositions(columns)) return [];
  const [ports] = await engine.ask([{ sql: "select port_id, latitude, longitude from ports where latitude is not null" }]);
  const known = new Map(ports.rows.map(([port, latitude, longitude]) => [port, [latitude, longitude]]));
  const at = (row, name) => row[columns.indexOf(name)];
  return rows.map((row) => {
    const own = [at(row, "latitude"), at(row, "longitude")];
    return own.every((value) => typeof value === "number") ? own : (known.get(at(row, "port_id")) ?? null);
  });
}
