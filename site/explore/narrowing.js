// The form over a table that searches, filters, sorts and counts; it leads to an address that can be read and shared.
import * as address from "./address.js";
import { h, opening } from "./dom.js";
import { go } from "./page_parts.js";
import { COMPARED, filters } from "./statements.js";

export function narrowing({ labels, route, table, page }) {
  const chosen = filters(route.asked);
  const columns = table.columns.map((column) => [column.name, labels.heading(table.name, column.name)]);
  // Made when it is opened, or when the form is sent without it.
  let built = null;
  const controls = () => (built ??= made({ columns, chosen, sorted: page.sorted }));
  const words = h("input", { id: "ex-words", type: "search", autocomplete: "off" });
  words.value = address.first(route.asked, "_search");
  const form = h("form", { class: "ex-narrow", "aria-label": "Narrow down" },
    table.search?.length ? h("p", { class: "ex-rule" }, h("label", { for: "ex-words" }, "Search in this table"), " ", words, " ", h("button", { class: "md-button" }, "Search")) : null,
    opening("Filter and sort", () => lines(controls())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(labels.listed(table.name, asked({ route, chosen, words, ...controls() })));
  });
  return form;
}

function made({ columns, chosen, sorted }) {
  const rules = [...chosen, { column: "", lookup: "exact", value: "" }].map((filter, place) => rule(columns, filter, place));
  const sort = select("ex-sort", [["", "as it comes"], ...columns], sorted.column);
  const down = h("input", { type: "checkbox", id: "ex-down" });
  down.checked = sorted.down;
  return { rules, sort, down, facet: select("ex-facet", [["", "no other column"], ...columns], "") };
}

const lines = ({ rules, sort, down, facet }) => [
  rules.map(({ line }) => line),
  h("p", { class: "ex-rule" }, h("label", { for: "ex-sort" }, "Sort by"), " ", sort, " ", h("span", { class: "ex-pair" }, down, " ", h("label", { for: "ex-down" }, "last first"))),
  h("p", { class: "ex-rule" }, h("label", { for: "ex-facet" }, "Count the values of"), " ", facet),
  h("p", {}, h("button", { class: "md-button md-button--primary" }, "Apply")),
];

// The parameters that the form asks for; those that it does not know stay.
function asked({ route, chosen, rules, words, sort, down, facet }) {
  const own = new Set(chosen.map(({ key }) => key));
  const kept = route.asked.filter(([name]) => !own.has(name) && !["_next", "_search", "_sort", "_sort_desc", "_sort_by_desc"].includes(name));
  const filtered = rules.flatMap(({ read }) => read());
  const sorted = sort.value ? [[down.checked ? "_sort_desc" : "_sort", sort.value]] : [];
  const found = words.value.trim() ? [["_search", words.value.trim()]] : [];
  return [...filtered, ...found, ...kept, ...sorted, ...(facet.value ? [["_facet", facet.value]] : [])];
}

// One line: column, comparison, value.
function rule(columns, { column, lookup, value }, place) {
  const name = `Filter ${place + 1}`;
  const chosen = select("", [["", column ? "(remove)" : "any column"], ...columns], column, `${name}: column`);
  const compared = select("", COMPARED.map(({ key, words }) => [key, words]), lookup, `${name}: comparison`);
  const given = h("input", { type: "text", "aria-label": `${name}: value`, autocomplete: "off" });
  given.value = value;
  const read = () => {
    if (!chosen.value) return [];
    const { key, alone } = COMPARED.find((item) => item.key === compared.value);
    const plain = key === "exact" && !chosen.value.startsWith("_") && !chosen.value.includes("__");
    return [[plain ? chosen.value : `${chosen.value}__${key}`, alone ? "1" : given.value]];
  };
  return { line: h("p", { class: "ex-rule" }, chosen, " ", compared, " ", given), read };
}

function select(id, options, value, label = null) {
  const made = h("select", { id: id || null, "aria-label": label }, options.map(([key, text]) => h("option", { value: key }, text)));
  made.value = value;
  return made;
}
