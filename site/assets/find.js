// Puts the ship or page that a reader means before all else that the search finds, whatever the script or spelling.
// Words are folded as scripts/vostochny/render/ship_index.py folds them, so that Datasette finds the same ships.
const VARIANTS = { 號: "号", 馬: "马", 陽: "阳", 興: "兴", 龍: "龙", 錦: "锦", 鳳: "凤", 東: "东", 進: "进", 劍: "剑", ё: "е" };
const DENSE = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/;
const MOST_FOUND = 5;
const site = new URL("..", document.currentScript.src);
let index;

function folded(words) {
  const plain = words
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<![\p{L}\p{N}_])(?:imo|mmsi)[\s:.#/_-]*(?:n[or]\.?|n°|number)?[\s:.#/_-]*(?=\d{7}(?:\d\d)?(?!\d))/u, "")
    .trim()
    .replace(/^(?:m\/?t|m\/?v)\.?\s+/, "");
  const bare = plain.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const letters = [...bare].filter((mark) => /[\p{L}\p{N}]/u.test(mark)).map((mark) => VARIANTS[mark] || mark);
  return letters.join("").replace(/(?<=.)[호号]$/, "");
}

async function read() {
  const answer = await fetch(new URL("assets/first-hits.json", site));
  const known = await answer.json();
  const ships = known.ships.map(([id, name, imo, forms]) => ({ path: `vessels/${id}/`, name, imo, forms, own: [folded(name), imo] }));
  const pages = known.pages.map(([path, name, words]) => ({ path, name, forms: [name, ...words] }));
  for (const entry of [...ships, ...pages]) entry.keys = entry.forms.map(folded);
  return { ships, pages };
}

// Entries one of whose forms is the key or begins with it, with that form.
function matching(entries, key, least) {
  const found = [];
  for (const entry of entries) {
    const place = entry.keys.findIndex((known) => known === key || (key.length >= least && known.startsWith(key)));
    if (place >= 0) found.push({ entry, form: entry.forms[place], exact: entry.keys.includes(key) });
  }
  return found;
}

function find(question, { ships, pages }) {
  const key = folded(question);
  if (!key) return [];
  const exactPages = matching(pages, key, 4).filter((hit) => hit.exact);
  const found = matching(ships, key, DENSE.test(key) ? 2 : 3);
  const own = found.filter((hit) => hit.entry.own.includes(key));
  const rest = found.filter((hit) => !own.includes(hit));
  const begun = matching(pages, key, 4).filter((hit) => !hit.exact);
  return [...own, ...exactPages, ...rest, ...begun].slice(0, MOST_FOUND);
}

function item({ entry, form }) {
  const line = document.createElement("li");
  line.className = "md-search-result__item";
  const link = document.createElement("a");
  link.className = "md-search-result__link";
  link.href = new URL(entry.path, site).href;
  const article = document.createElement("article");
  article.className = "md-search-result__article md-typeset";
  // The theme opens the link with the highest score when a reader presses Enter.
  article.dataset.mdScore = "1000000";
  const title = document.createElement("h1");
  title.textContent = entry.imo === undefined ? entry.name : `${entry.name}${entry.imo ? `, IMO ${entry.imo}` : ""}`;
  const found = document.createElement("p");
  found.className = "found-by";
  found.textContent = entry.imo === undefined ? "Page" : form === entry.name ? "Ship" : `Ship, found as ${form}`;
  article.append(title, found);
  link.append(article);
  line.append(link);
  return line;
}

document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("[data-md-component='search-query']");
  const result = document.querySelector(".md-search-result__list");
  if (!field || !result) return;
  field.placeholder = "Ship, IMO number, 백양산, 白羊山 …";
  field.setAttribute("aria-label", "Search: a ship in any script, an IMO number, a word");
  const first = document.createElement("ol");
  first.className = "md-search-result__list first-hits";
  first.hidden = true;
  result.before(first);
  const show = async () => {
    index ||= read();
    const asked = field.value;
    const hits = find(asked, await index);
    if (asked !== field.value) return;
    first.replaceChildren(...hits.map(item));
    first.hidden = !hits.length;
  };
  field.addEventListener("focus", show);
  field.addEventListener("input", (event) => {
    // What a reader pastes is composed and plain as the index is; while a letter is being composed it is left alone.
    const plain = field.value.normalize("NFKC");
    if (!event.isComposing && plain !== field.value) field.value = plain;
    // The theme listens to keys alone, and pasting by mouse has none.
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    show();
  });
  field.form.addEventListener("reset", () => setTimeout(show));
});
