// The first page of Explore: what can be searched, asked and opened.
import * as address from "./address.js";
import { h, opening } from "./dom.js";
import { crumbs, go, heading, sqlForm } from "./page_parts.js";
import { counted } from "./wording.js";

const EXAMPLE = `select date_earliest, vessel_name, port_name, confidence
from calls
where un_listed = 1
order by date_earliest`;

export function searchForm(words = "") {
  const input = h("input", { id: "ex-q", type: "search", maxlength: "200", autocomplete: "off" });
  input.value = words;
  const form = h("form", { class: "ex-search", role: "search" },
    h("label", { for: "ex-q" }, "Search all tables: a ship under any of its names, a place, a publisher, a word of a note"),
    h("p", {}, input, " ", h("button", { class: "md-button md-button--primary" }, "Search")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address.search(input.value.trim()));
  });
  return form;
}

export function home({ labels }) {
  const { description } = labels;
  return {
    title: "Explore the record",
    content: [
      heading("Explore the record"),
      // Shorter than what the page came with: a browser takes its largest words for the moment at which it can be read.
      h("p", { class: "ex-lead" }, `The whole record, version ${description.version}. It needs no network from now on, and nothing that you ask leaves your machine.`),
      searchForm(),
      ...overview(labels),
    ],
  };
}

function overview(labels) {
  const { groups, tables, queries } = labels.description;
  const grouped = groups.map(([name, title]) => [title, tables.filter((table) => table.group === name)]);
  return [
    h("h2", { id: "queries" }, "Questions with an answer ready"),
    entries(queries.map((query) => [labels.listed(query.name), query.title, "", query.example])),
    h("h2", {}, "Tables"),
    grouped.flatMap(([title, members]) => [h("h3", {}, title), entries(members.map((table) => tableEntry(labels, table)))]),
    h("h2", {}, "Views, which join tables for reading"),
    entries(tables.filter((table) => table.group === "views").map((table) => tableEntry(labels, table))),
    h("h2", {}, "SQL of your own"),
    h("p", {}, h("a", { href: labels.listed("") }, "Write a query"), " over all of these tables."),
  ];
}

function tableEntry(labels, table) {
  const sentence = table.description.split(/\.\s/)[0];
  return [labels.listed(table.name), table.title, table.rows === null ? "" : counted(table.rows, "row"), sentence.endsWith(".") ? sentence : `${sentence}.`];
}

function entries(items) {
  return h("ul", { class: "ex-entries" }, items.map(([href, title, count, words]) =>
    h("li", {}, h("a", { href }, title), count ? h("span", { class: "ex-n" }, ` ${count}`) : null, h("p", {}, words))));
}

// The place for SQL: a box, what may be asked, and every table with its columns.
export function database({ labels }) {
  const { limits, tables } = labels.description;
  return {
    title: "Ask in SQL",
    content: [
      crumbs(labels),
      heading("Ask in SQL"),
      h("p", { class: "ex-lead" }, "Every table can be read with a query of your own. It runs in this page, is stopped after two seconds, "
        + `and gives at most ${counted(limits.rows, "row")}; nothing can be changed.`),
      sqlForm(labels, EXAMPLE),
      opening("Tables and their columns", () =>
        h("dl", { class: "ex-columns" }, tables.map((table) => [h("dt", {}, table.name), h("dd", {}, table.columns.map((column) => column.name).join(", "))]))),
    ],
  };
}
