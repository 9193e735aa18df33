// One row as a card: each column by its name, what refers to it, and the way to the record's page on the site.
import { Column } from "./cells.js";
import { between, h, opening } from "./dom.js";
import { crumbs, heading } from "./page_parts.js";
import { identifier, Refused } from "./statements.js";
import { hasPositions, places, take } from "./export.js";
import { counted, straight } from "./wording.js";

export async function rowPage({ labels, engine, route }) {
  const table = labels.tables.get(route.name);
  if (!table?.key.length || table.key.length !== route.keys.length) throw new Refused("There is no such row.");
  const values = Object.fromEntries(route.keys.map((key, place) => [`k${place}`, key]));
  const where = table.key.map((name, place) => `${identifier(name)} = :k${place}`).join(" and ");
  const [found] = await engine.ask([{ sql: `select * from ${identifier(table.name)} where ${where}`, values }]);
  if (!found.rows?.length) throw new Refused(`There is no row “${route.keys.join(", ")}” in ${table.title}.`);
  await labels.learn([...found.rows[0], ...route.keys]);
  const key = route.keys.join(", ");
  const name = labels.name(key) || (labels.name(route.keys[0]) ? `${labels.name(route.keys[0])}: ${route.keys.slice(1).join(", ")}` : key);
  const page = labels.record(key)?.page;
  const whole = async () => ({ ...found, complete: true, places: await places(engine, found) });
  return {
    title: `${straight(name)} – ${table.title}`,
    content: [
      crumbs(labels, table.name),
      heading(straight(name)),
      h("p", { class: "ex-lead" }, "One row of ", h("a", { href: labels.listed(table.name) }, table.title), name === key ? "." : [", identifier ", h("code", {}, key), "."],
        page ? [" ", h("a", { href: page }, "The page of this record on the site"), "."] : null),
      table.warnings.length ? opening("Before you use it", () => h("ul", {}, table.warnings.map((text) => h("li", {}, text))), { class: "ex-warning" }) : null,
      ...card(labels, table, found, route.keys),
      table.name === "port_calls" ? await grade(labels, engine, key) : null,
      take(labels, { label: "Take this row", name: `${table.name}-row`, found: whole, positions: hasPositions(found.columns) }),
      ...(await references(labels, engine, table, route.keys)),
    ],
    answer: { columns: found.columns, rows: found.rows },
  };
}

function card(labels, table, { columns, rows: [row] }, keys) {
  const isBlank = (value) => value === null || value === "";
  const shown = columns.flatMap((name, place) => {
    if (isBlank(row[place])) return [];
    const column = new Column(labels, table.name, name, columns);
    const own = keys.length === 1 && table.key.includes(name);
    return [h("dt", {}, column.heading, column.unit ? h("span", { class: "unit" }, ` ${column.unit}`) : null, " ", h("code", {}, name)),
      h("dd", {}, own ? String(row[place]) : typeof row[place] === "string" && row[place].length > 170 ? straight(row[place]) : column.content(row[place]))];
  });
  const blank = columns.filter((_, place) => isBlank(row[place])).map((name) => labels.heading(table.name, name).toLowerCase());
  return [h("dl", { class: "ex-card" }, shown),
    blank.length ? h("p", { class: "ex-places" }, `Blank, which means that no source read states it: ${blank.join(", ")}.`) : null];
}

// The grade that the rule gives a call, and why.
async function grade(labels, engine, call) {
  const [found] = await engine.ask([{ sql: "select confidence_by_rule, reasons, confidence_departure from call_confidence where call_id = :call", values: { call }, milliseconds: 1000 }]);
  const [rule, reasons, departure] = found.rows?.[0] ?? [];
  const links = [
    h("a", { href: labels.site("confidence/") }, "What the grades mean"),
    h("a", { href: labels.listed("call_evidence", [["call_id", call]]) }, "its sightings, as weighed"),
    h("a", { href: labels.listed("call_confidence", [["call_id", call]]) }, "this grade as a row"),
  ];
  return h("section", {}, h("h2", {}, "Grade by the rule"),
    rule ? h("p", {}, h("strong", {}, rule.charAt(0).toUpperCase() + rule.slice(1)), `. ${straight(reasons ?? "")}${departure ? ` The grade on record is another: ${straight(departure)}` : ""}`) : null,
    h("p", { class: "ex-places" }, between(" · ", links)));
}

// Rows of other tables that refer to this one.
async function references(labels, engine, table, keys) {
  const from = labels.description.tables.flatMap((other) => (other.references ?? []).filter((key) => key.table === table.name).map((key) => ({ other, column: key.column })));
  if (keys.length !== 1 || !from.length) return [];
  const answers = await engine.ask(from.map(({ other, column }) => ({ sql: `select count(*) from ${identifier(other.name)} where ${identifier(column)} = :key`, values: { key: keys[0] } })));
  const items = from.flatMap(({ other, column }, place) => {
    const count = answers[place].rows?.[0][0];
    return count ? [h("li", {}, h("a", { href: labels.listed(other.name, [[column, keys[0]]]), "aria-label": `${counted(count, "row")} of ${other.title}, by ${labels.heading(other.name, column).toLowerCase()}` }, counted(count, "row")), ` of ${other.title}, by ${labels.heading(other.name, column).toLowerCase()}`)] : [];
  });
  return [h("h2", {}, "Rows of other tables that refer to it"), h("ul", {}, items.length ? items : h("li", {}, "none"))];
}
