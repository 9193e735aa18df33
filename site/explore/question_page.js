// A question, named or in the reader's own SQL: what it answers, what can be set, the answer as a chart and as rows.
import * as address from "./address.js";
import { keysOf, table as rowsTable } from "./cells.js";
import { bars } from "./chart.js";
import { h, opening } from "./dom.js";
import { crumbs, explained, go, heading, notice, parameterInput, sqlForm } from "./page_parts.js";
import { hasPositions, places, take } from "./export.js";
import { counted } from "./wording.js";

// The value of each parameter: that of the address, or the question's own where it is left out or empty.
export function settings(query, asked) {
  return query.parameters.map((parameter) => [parameter.name, address.first(asked, parameter.name) || parameter.default]);
}

// first: the file with the answer as the question comes, which is shown until the database has come
export async function question({ labels, engine, route, first = null }) {
  const query = labels.queries.get(route.name);
  const values = settings(query, route.asked);
  const isAsItComes = query.parameters.every((parameter, place) => parameter.default === values[place][1]);
  const [answer] = first && isAsItComes ? [ready(first)] : await engine.ask([{ sql: query.sql, values: Object.fromEntries(values), milliseconds: 20_000 }]);
  const head = [crumbs(labels), heading(query.title), h("p", { class: "ex-lead" }, query.description), h("p", { class: "ex-example" }, query.example), form(labels, query, values)];
  const drawn = query.chart && answer.rows ? bars(query.chart, answer.columns, answer.rows) : null;
  const own = labels.listed("", [["sql", query.sql], ...values]);
  const behind = opening("The SQL behind it", () => [h("pre", {}, query.sql), h("p", {}, h("a", { href: own }, "Change it and run it"))]);
  return { title: query.title, content: [...head, ...(await answered(labels, engine, answer, query.name, drawn)), behind], answer };
}

function ready({ columns, rows, whole }) {
  const places = rows.flatMap((row, number) => whole.filter((place) => Number.isInteger(row[place])).map((place) => number * columns.length + place));
  return { columns, rows, truncated: false, whole: places };
}

function form(labels, query, values) {
  if (!values.length) return null;
  const lines = query.parameters.map((parameter, place) => parameterInput(parameter.name, parameter.title, values[place][1]));
  const made = h("form", { class: "ex-ask", "aria-label": "What to ask" }, lines, h("p", {}, h("button", { class: "md-button md-button--primary" }, "Ask again")));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    go(labels.listed(query.name, lines.map((line) => line.querySelector("input")).map((input) => [input.name, input.value])));
  });
  return made;
}

export async function ownQuestion({ labels, engine, route }) {
  const sql = address.first(route.asked, "sql");
  const given = Object.fromEntries(address.without(route.asked, "sql").filter(([name]) => !name.startsWith("_")));
  const answer = await engine.askOwn(sql, given).catch((error) => {
    if (error === engine.error) throw error;
    return { error: error.message };
  });
  const values = (answer.parameters ?? Object.keys(given)).map((name) => [name, given[name] ?? ""]);
  return {
    title: "Answer to a SQL query",
    content: [crumbs(labels), heading("Answer to a SQL query"), sqlForm(labels, sql, { values, button: answer.error ? "Run again" : "Run" }),
      ...(await answered(labels, engine, answer, "query", null))],
    answer,
  };
}

// The rows of an answer, or what is wrong with the question.
async function answered(labels, engine, answer, name, drawn) {
  if (answer.error) return [notice(explained(answer.error, labels.description.explanations))];
  if (!answer.rows.length) return [h("p", { class: "ex-empty", role: "status" }, "The answer has no rows; try other values above.")];
  await labels.learn(keysOf(answer.columns, answer.rows));
  const found = async () => ({ ...answer, complete: !answer.truncated, places: await places(engine, answer) });
  const rows = counted(answer.rows.length, "row");
  const caption = `Answer, ${rows}`;
  return [
    h("p", { class: "ex-count", role: "status" }, h("strong", {}, rows), answer.truncated ? ", where the answer was cut; it is longer. Ask for less, or take whole tables from the downloads." : "."),
    take(labels, { label: `Take ${answer.truncated ? `the first ${rows}` : answer.rows.length === 1 ? "the one row" : `all ${rows}`}`, name, found, positions: hasPositions(answer.columns) }),
    drawn,
    rowsTable(labels, { name: null, columns: answer.columns, rows: answer.rows, caption }),
  ];
}
