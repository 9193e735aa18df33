// Searches all tables at once: the best rows of each table that has the words.
import * as address from "./address.js";
import { h } from "./dom.js";
import { searchForm } from "./home_page.js";
import { crumbs, heading, notice } from "./page_parts.js";
import { identifier } from "./statements.js";
import { counted, straight } from "./wording.js";

const BEST = 5;
const MOST_COUNTED = 10_000;
const LONGEST_QUESTION = 200;
// Who looks for a name wants the ship or the place first, and then what is said of it.
const FIRST = ["vessels", "ports"];
const rank = (table) => (FIRST.includes(table.name) ? FIRST.indexOf(table.name) : FIRST.length);
// What is around a found word in SQLite's answer; no text of the record has these characters.
const [OPEN, CLOSE] = ["\x02", "\x03"];
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

// The words as SQLite's index wants them, all of them to be found and the last one perhaps unfinished.
export function match(question) {
  const words = [...question].slice(0, LONGEST_QUESTION).join("").match(WORD) ?? [];
  return words.length ? `${words.map((word) => `"${word}"`).join(" ")}*` : "";
}

export async function search({ labels, engine, route }) {
  const question = straight(address.first(route.asked, "q")).trim();
  const words = match(question);
  const found = words ? await results(labels, engine, words) : [];
  await labels.learn(found.flatMap(({ rows, table }) => rows.flatMap((row) => row.slice(0, table.key.length))));
  return {
    title: question ? `Search: ${question}` : "Search all tables",
    content: [
      crumbs(labels),
      heading("Search all tables"),
      searchForm(question),
      h("p", { class: "ex-places" }, "All words must be in one row; the last may be unfinished. Accents and capitals do not matter."),
      ...told(labels, question, found),
    ],
  };
}

async function results(labels, engine, words) {
  // The list of all records has the rows of the other tables once more.
  const tables = labels.description.tables.filter((table) => table.search?.length && table.name !== "records").sort((one, other) => rank(one) - rank(other));
  const values = { words };
  const answers = await engine.ask(tables.flatMap((table) => {
    const index = identifier(`${table.name}_fts`);
    const name = identifier(table.name);
    const keys = table.key.map((key) => `${name}.${identifier(key)}`).join(", ");
    return [
      { sql: `select count(*) from (select 1 from ${index} where ${index} match :words limit ${MOST_COUNTED})`, values },
      {
        sql: `select ${keys}, ${name}.${identifier(table.label)}, snippet(${index}, -1, char(2), char(3), '…', 24) `
          + `from ${index} join ${name} on ${name}.rowid = ${index}.rowid where ${index} match :words order by ${index}.rank limit ${BEST}`,
        values,
        ifAny: true,
      },
    ];
  }));
  return tables
    .map((table, place) => ({ table, count: answers[2 * place].rows?.[0][0] ?? null, rows: answers[2 * place + 1].rows ?? [] }))
    .filter(({ count }) => count !== 0);
}

function told(labels, question, found) {
  const leftOut = found.filter(({ count }) => count === null).map(({ table }) => table.title);
  const hits = found.filter(({ count }) => count !== null);
  const all = hits.reduce((sum, { count }) => sum + count, 0);
  const parts = [];
  if ([...question].length > LONGEST_QUESTION) parts.push(notice(`Only the first ${LONGEST_QUESTION} characters were looked for.`));
  if (leftOut.length) parts.push(notice(`Not searched, because too many words begin like the last one: ${leftOut.join(", ")}. Write the word out.`));
  if (!question) return parts;
  if (!hits.length) {
    parts.push(h("p", { class: "ex-empty" }, `No row has “${question}”. Try fewer words, or another spelling: ships are recorded under every name and script that a source gives.`));
    return parts;
  }
  parts.push(h("p", { role: "status" }, h("strong", {}, counted(all, "row")), ` in ${counted(hits.length, "table")}.`));
  return [...parts, ...hits.map((hit) => section(labels, question, hit))];
}

function section(labels, question, { table, count, rows }) {
  const more = count > rows.length ? `All ${counted(count, "row")} of ${table.title}` : `Open in ${table.title}`;
  return h("section", {}, h("h2", {}, `${table.title} `, h("span", { class: "ex-n" }, counted(count, "row"))),
    h("ul", { class: "ex-hits" }, rows.map((row) => hit(labels, table, row))),
    h("p", {}, h("a", { href: labels.listed(table.name, [["_search", question]]) }, more)));
}

function hit(labels, table, row) {
  const keys = row.slice(0, table.key.length).map(String);
  const [label, words] = row.slice(table.key.length).map((value) => straight(String(value ?? "")));
  const own = keys.length === 1 ? labels.name(keys[0]) : "";
  const name = straight(own || labels.name(keys[0]) || label);
  const page = keys.length === 1 ? labels.record(keys[0])?.page : "";
  const shown = words.replaceAll(OPEN, "").replaceAll(CLOSE, "") === name ? null : h("p", {}, marked(words));
  const key = keys.join(", ");
  return h("li", {}, h("a", { href: address.row(labels.database, table.name, keys) }, name), key === name ? null : [" ", h("code", {}, key)],
    page ? [" ", h("a", { class: "row-link", href: page, "aria-label": `${name}: page on the site` }, "page")] : null, shown);
}

// Text with the found words marked.
function marked(text) {
  return text.split(OPEN).flatMap((part, place) => {
    if (!place) return [part];
    const [word, ...rest] = part.split(CLOSE);
    return [h("mark", {}, word), rest.join(CLOSE)];
  });
}
