// What tables, columns, units and records are called, and where they are on the site; all of it from explore.json.
import * as address from "./address.js";
import { span, straight } from "./wording.js";

// Keys in one statement.
const AT_ONCE = 1000;
// A record with no more rows than this is learnt as a whole, so that no page waits for names.
const MOST_LEARNT = 10_000;
const RECORDS = "select record_id, table_name, title, page from records";
const CALLS = "select call_id, vessel_name, port_name, date_earliest, date_latest from calls";
const names = (keys) => `(${keys.map((_, place) => `:k${place}`).join(", ")})`;
const byName = (keys) => Object.fromEntries(keys.map((key, place) => [`k${place}`, key]));

export class Labels {
  // base: the way from this page to the first page of the site, such as "../"
  constructor(base, engine) {
    this.base = base;
    this.engine = engine;
    // Whether there may be names to ask for.
    this.asks = true;
    this.records = new Map();
  }

  // description: explore.json, or what a file of rows has of it
  describe(description) {
    this.description = description;
    this.database = description.database.name;
    this.tables = new Map(description.tables.map((table) => [table.name, table]));
    this.queries = new Map(description.queries.map((query) => [query.name, query]));
    this.columns = new Map(description.tables.map((table) => [table.name, new Map(table.columns.map((column) => [column.name, column]))]));
    this.shared = new Map(description.shared.map((column) => [column.name, column]));
  }

  // Whether more is described than one table or question.
  get isWhole() {
    return this.tables?.size > 1;
  }

  // What the records in a file of rows are called, so that its page waits for nothing.
  adopt({ description, records, calls }) {
    if (!this.isWhole) this.describe(description);
    for (const record of records) this.add(record);
    for (const call of calls) this.addCall(call);
  }

  add([key, table, title, page]) {
    this.records.set(key, { title: this.description.names[key] ?? String(title), table, page: this.page(table, key, page ?? "") });
  }

  addCall([key, vessel, port, start, end]) {
    this.records.get(key).title = `${vessel} at ${port}, ${span(start ?? "", end ?? "")}`;
  }

  // The description of a column; for an answer of a query what a column of this name is in every table that has one.
  column(table, name) {
    const columns = this.columns.get(table ?? "");
    return columns ? columns.get(name) : this.shared.get(name);
  }

  heading(table, name) {
    const known = this.column(table, name)?.title;
    if (known) return known;
    const words = (name.replace(/_id$/, "") || name).replaceAll("_", " ").trim();
    return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
  }

  unit(table, name) {
    return this.column(table, name)?.unit ?? "";
  }

  meaning(table, name, value) {
    const meanings = this.column(table, name)?.categories ?? {};
    return Object.hasOwn(meanings, String(value)) ? meanings[String(value)] : "";
  }

  title(name) {
    return this.tables.get(name)?.title ?? this.queries.get(name)?.title ?? name;
  }

  // Looks up what records are called, many in one statement, so that cells can be written without waiting. Before the
  // database has come those of a file are all.
  async learn(keys) {
    const wanted = new Set(keys.filter((key) => typeof key === "string" && key && key.length <= 200 && !this.records.has(key)));
    const unknown = this.asks && this.engine.isOpen ? [...wanted] : [];
    for (let start = 0; start < unknown.length; start += AT_ONCE) await this.learnSome(unknown.slice(start, start + AT_ONCE));
  }

  async learnSome(keys) {
    const [found] = await this.engine.ask([{ sql: `${RECORDS} where record_id in ${names(keys)}`, values: byName(keys) }]);
    for (const key of keys) this.records.set(key, null);
    for (const record of found.rows ?? []) this.add(record);
    const calls = keys.filter((key) => this.records.get(key)?.table === "port_calls");
    if (!calls.length) return;
    const [called] = await this.engine.ask([{ sql: `${CALLS} where call_id in ${names(calls)}`, values: byName(calls) }]);
    for (const call of called.rows ?? []) this.addCall(call);
  }

  // Learns what all records are called, where there are few enough of them.
  async learnAll() {
    if (!(this.tables.get("records")?.rows <= MOST_LEARNT)) return;
    const [records, calls] = await this.engine.ask([{ sql: RECORDS, most: MOST_LEARNT }, { sql: CALLS, most: MOST_LEARNT }]);
    if (records.error || calls.error) return;
    for (const record of records.rows) this.add(record);
    for (const call of calls.rows) this.addCall(call);
    this.asks = false;
  }

  // Where the site tells of a record: a page of its own or a paragraph of a list; empty where it does not.
  page(table, key, page) {
    const anchor = this.description.anchors[table];
    if (page) return this.base + page.replace(/^\//, "");
    return anchor ? this.base + anchor.replace("{}", key) : "";
  }

  record(key) {
    return (typeof key === "string" && this.records.get(key)) || null;
  }

  name(key) {
    return this.record(key)?.title ?? "";
  }

  row(key) {
    const record = this.record(key);
    return record ? address.row(this.database, record.table, [key]) : "";
  }

  listed(name, asked = []) {
    return address.listed(this.database, name, asked);
  }

  site(path) {
    return this.base + path;
  }
}

// Whether a column of this name holds identifiers of records.
export const isKey = (name) => name.endsWith("_id") || name === "goes_back_to";

export const shownName = (text) => straight(String(text));
