// Explore: the whole record in one page. Fetches the released database once, and shows what the address asks for.
import * as address from "./address.js";
import { h } from "./dom.js";
import { Engine } from "./engine.js";
import { firstFile } from "./first_file.js";
import { database, home } from "./home_page.js";
import { Labels } from "./labels.js";
import { crumbs, heading, notice } from "./page_parts.js";
import { ownQuestion, question } from "./question_page.js";
import { rowPage } from "./row_page.js";
import { search } from "./search_page.js";
import { Refused } from "./statements.js";
import { tablePageOf } from "./table_page.js";
import { size } from "./wording.js";

const root = document.getElementById("explore");
const { base, description: descriptionFile } = root.dataset;
const engine = new Engine(new URL("worker.js", import.meta.url));
const labels = new Labels(base, engine);
const state = { turn: 0 };

// The page that an address asks for.
async function pageOf(context) {
  const { route } = context;
  if (location.hash.length > labels.description.limits.address) throw new Refused("This address is too long.");
  if (route.kind === "home") return home(context);
  if (route.kind === "search") return search(context);
  if (route.database !== labels.database) throw new Refused("There is no such page.");
  if (route.kind === "database") return address.first(route.asked, "sql") ? ownQuestion(context) : database(context);
  if (route.kind === "row") return rowPage(context);
  if (route.kind === "listed" && labels.tables.has(route.name)) return tablePageOf(context);
  if (route.kind === "listed" && labels.queries.has(route.name)) return question(context);
  throw new Refused(`There is no table, view or question “${route.name}”.`);
}

async function shown(context) {
  try {
    return await pageOf(context);
  } catch (error) {
    // Then the page says so, and keeps what it has.
    if (error === engine.error) throw error;
    if (!(error instanceof Refused)) console.error(error);
    const told = error.message === "interrupted" ? labels.description.explanations.interrupted : error.message;
    return { title: "It cannot be shown", content: [crumbs(labels), heading("It cannot be shown"), notice(told), h("p", {}, h("a", { href: "#/" }, "All tables and questions"))] };
  }
}

async function show({ isFirst = false } = {}) {
  state.turn += 1;
  const turn = state.turn;
  root.setAttribute("aria-busy", "true");
  const route = address.read(location.hash.startsWith("#/") ? location.hash : "");
  const first = engine.isOpen ? null : await firstFile(route);
  if (first) labels.adopt(first);
  else await state.described;
  const page = await shown({ route, first, labels, engine });
  // The reader may have gone on meanwhile.
  if (turn !== state.turn) return;
  const file = route.form ? h("p", { class: "ex-notice" }, `This address asks for a file (${route.form.toUpperCase()}). Here the rows come with the buttons below; programs find whole tables under `, h("a", { href: `${base}downloads/` }, "Downloads"), ".") : null;
  root.replaceChildren(...[file, page.content].flat(Infinity).filter(Boolean));
  root.removeAttribute("aria-busy");
  document.title = `${page.title} – ${labels.description.title}`;
  if (!isFirst) {
    scrollTo(0, 0);
    root.querySelector("h1")?.focus({ preventScroll: true });
  }
  root.dataset.shown = location.hash;
  window.explore = { answer: page.answer, hash: location.hash };
}

// Fetches the database once and keeps it in the browser's cache under a name that changes with it.
async function fetched({ file, plain, sha256, bytes }) {
  const packed = typeof DecompressionStream === "function";
  const response = await fetch(base + (packed ? file : plain), { cache: "force-cache" });
  if (!response.ok) throw new Error(`the database could not be fetched (${response.status})`);
  let blob = await response.blob();
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  // A server may have unpacked it already.
  if (start[0] === 0x1f && start[1] === 0x8b) blob = await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  if (blob.size !== bytes) throw new Error("the database is not the one that belongs to this page");
  if (crypto.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== sha256) throw new Error("the database is not the one that belongs to this page");
  }
  return blob;
}

// What the page says where it cannot work: that which it came with, and why.
function failed(error) {
  if ("failed" in root.dataset) return;
  document.querySelector(".ex-loading")?.remove();
  root.prepend(notice(`Explore cannot work here: ${error.message}.`));
  root.removeAttribute("aria-busy");
  root.dataset.failed = "";
}

// Fetches what there is to say about tables and questions.
async function describe(status) {
  const response = await fetch(descriptionFile, { cache: "no-cache" }).catch(() => fetch(descriptionFile, { cache: "force-cache" }));
  labels.describe(await response.json());
  status.textContent = `Loading the record, ${size(labels.description.database.packed_bytes)} once …`;
}

// Fetches SQLite and the database.
async function load(status) {
  engine.load();
  await state.described;
  const { database, limits } = labels.description;
  await engine.open(await fetched(database), limits);
  status.remove();
  // Where it fails, each page asks for the names that it shows.
  labels.learnAll().catch(() => {});
  // From here on nothing needs the network.
  await engine.prepare();
  root.dataset.loaded = "";
}

// Resolves when what was drawn last is on the screen.
function afterPainting() {
  return new Promise((accept) => requestAnimationFrame(() => setTimeout(accept, 0)));
}

async function start() {
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is switched off in this browser");
  const status = h("p", { class: "ex-loading", role: "status" }, "Loading the record …");
  root.before(status);
  // What does not begin with a slash is a place on the page, such as that of the way past the header.
  addEventListener("hashchange", () => {
    if (!location.hash || location.hash.startsWith("#/")) show().catch(failed);
  });
  // The rows of a short table come first, and have the line to themselves.
  const ahead = firstFile(address.read(location.hash.startsWith("#/") ? location.hash : "")).then((file) => file && afterPainting());
  state.described = ahead.then(() => describe(status));
  ahead.then(() => load(status)).catch((error) => {
    engine.fail(error);
    failed(error);
  });
  await show({ isFirst: true });
}

start().catch(failed);
