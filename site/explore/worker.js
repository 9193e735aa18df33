// Runs SQLite in a worker: opens the released database and answers statements that read it, each within its limits.
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";

const TOO_LARGE = "the answer is too large";
const STEPS_BETWEEN_LOOKS = 2000;
// Statements of the reader's own begin like this, after comments.
const READING = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:select|with|values|explain)\b/i;
const REST = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*$/;

let sqlite3, capi, db, limits, allowed;
let deadline = Infinity;

const ready = sqlite3InitModule({ print: () => {}, printErr: () => {} }).then((made) => {
  sqlite3 = made;
  capi = made.capi;
});

async function open({ blob, limits: given }) {
  await ready;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  limits = given;
  allowed = { functions: new Set(given.functions), pragmas: new Set(given.pragmas), hidden: new Set(given.hidden) };
  db?.close();
  db = new sqlite3.oo1.DB(":memory:");
  const place = sqlite3.wasm.allocFromTypedArray(bytes);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY;
  db.checkRc(capi.sqlite3_deserialize(db.pointer, "main", place, bytes.length, bytes.length, flags));
  db.selectValue("select count(*) from sqlite_master");
  db.selectValue(`pragma hard_heap_limit=${bytes.length + limits.heap}`);
  bound();
  return { version: capi.sqlite3_libversion() };
}

// Binds the connection to its limits. They hold where the limit on time cannot: within one call of one function.
function bound() {
  db.createFunction("escape_fts", (context, words) => escapeWords(String(words ?? "")), { deterministic: true });
  db.exec("pragma query_only=1; pragma trusted_schema=0");
  for (const [name, value] of Object.entries(limits.sqlite)) capi.sqlite3_limit(db.pointer, capi[name], value);
  capi.sqlite3_progress_handler(db.pointer, STEPS_BETWEEN_LOOKS, () => (performance.now() > deadline ? 1 : 0), 0);
  capi.sqlite3_set_authorizer(db.pointer, (_, ...asked) => authorise(...asked), 0);
}

// Words for the index as Datasette quotes them, so that none is taken for an operator.
function escapeWords(words) {
  const closed = (words.split('"').length - 1) % 2 ? `${words}"` : words;
  const bits = closed.split(/\s+|(".*?")/).filter((bit) => bit && bit !== '""');
  return bits.map((bit) => (bit.startsWith('"') ? bit : `"${bit}"`)).join(" ");
}

// Lets a statement read the tables with plain functions and do nothing else; SQLite asks for each part of it.
function authorise(action, first, second) {
  const text = (pointer) => (typeof pointer === "string" ? pointer : sqlite3.wasm.cstrToJs(pointer) ?? "").toLowerCase();
  let may = false;
  if (action === capi.SQLITE_FUNCTION) may = allowed.functions.has(text(second));
  else if (action === capi.SQLITE_PRAGMA) may = allowed.pragmas.has(text(first));
  else if ([capi.SQLITE_SELECT, capi.SQLITE_READ, capi.SQLITE_RECURSIVE].includes(action)) may = !allowed.hidden.has(text(first));
  // A virtual table, such as the index for searching, says so of itself when it is opened; the file cannot be written.
  else may = action === capi.SQLITE_UPDATE && ["sqlite_master", "sqlite_schema"].includes(text(first));
  return may ? capi.SQLITE_OK : capi.SQLITE_DENY;
}

// The answer of one statement.
//   most  rows at most; the answer says whether there are more
//   own   whether a reader wrote it, who may write anything
//   milliseconds  how long it may take
function ask({ sql, values = {}, most = limits.rows, own = false, milliseconds = limits.milliseconds }) {
  if (own && !READING.test(sql)) return { error: "Statement must be a SELECT" };
  deadline = performance.now() + milliseconds;
  let statement;
  try {
    statement = db.prepare(sql);
    if (own && !REST.test(sql.slice(capi.sqlite3_sql(statement.pointer).length))) return { error: "one statement at a time" };
    return { ...answer(statement, bind(statement, values), most), values: undefined, parameters: parameters(statement) };
  } catch (error) {
    return { error: told(error) };
  } finally {
    statement?.finalize();
    deadline = Infinity;
  }
}

// The answers of several statements; one with `ifAny` is left out, with no rows, where the count before it is not above 0.
function askAll(statements) {
  const answers = [];
  for (const statement of statements) answers.push(statement.ifAny && !(answers.at(-1).rows?.[0][0] > 0) ? { rows: [] } : ask(statement));
  return answers;
}

const told = (error) => String(error.message ?? error).replace(/^sqlite3 result code \d+: /, "").replace(/^SQLITE_[A-Z_]+: sqlite3 result code \d+: /, "");

function parameters(statement) {
  const names = [];
  for (let place = 1; place <= statement.parameterCount; place += 1) {
    const name = capi.sqlite3_bind_parameter_name(statement.pointer, place);
    if (name) names.push(name.slice(1));
  }
  return names;
}

// A parameter that the address does not give is an empty text.
function bind(statement, values) {
  for (let place = 1; place <= statement.parameterCount; place += 1) {
    const name = capi.sqlite3_bind_parameter_name(statement.pointer, place);
    statement.bind(place, (name && values[name.slice(1)]) ?? "");
  }
  return statement;
}

function answer(statement, bound, most) {
  const columns = statement.getColumnNames();
  const rows = [];
  // Whole numbers that are stored as fractions, such as 1.0, by place in the answer: a CSV file shows the point.
  const whole = [];
  let [characters, truncated] = [0, false];
  while (bound.step()) {
    if (rows.length === most) {
      truncated = true;
      break;
    }
    const row = [];
    for (let place = 0; place < columns.length; place += 1) {
      const value = statement.get(place);
      if (typeof value === "string" || value instanceof Uint8Array) characters += value.length;
      else if (Number.isInteger(value) && capi.sqlite3_column_type(statement.pointer, place) === capi.SQLITE_FLOAT) whole.push(rows.length * columns.length + place);
      row.push(value);
    }
    rows.push(row);
    if (rows.length * columns.length > limits.cells || characters > limits.characters) throw new Error(TOO_LARGE);
  }
  return { columns, rows, truncated, whole };
}

self.onmessage = async ({ data }) => {
  try {
    const result = data.open ? await open(data.open) : askAll(data.statements);
    self.postMessage({ id: data.id, result });
  } catch (error) {
    self.postMessage({ id: data.id, error: told(error) });
  }
};

ready.then(
  () => self.postMessage({ id: "ready" }),
  (error) => self.postMessage({ id: "ready", error: told(error) }),
);
