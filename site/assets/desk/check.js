// Sets the figures, days and lists in a draft against the record, in the page: the same steps and table as desk/article.py.
import { onList, runs, shipDay } from "./check-days.js";
import { FigureCheck } from "./check-figures.js";
import { Sentence, sentences } from "./check-sentence.js";

export function check(table, draft) {
  return sentences(draft, table.patterns.spellings).flatMap((text) => findings(new Sentence(table, text)));
}

const finding = (said, quoted, [verdict, page, words]) => ({ sentence: said.text, quoted, verdict, page, words });

function findings(said) {
  const found = said.figures.map((figure) => {
    const [verdict, fact] = new FigureCheck(said, figure).verdict();
    return finding(said, figure.quoted, said.understood(verdict, fact?.words ?? "", fact?.page ?? "", figure.at, fact?.by ?? [], figure.between));
  });
  const about = said.ships.filter(([, at, end]) => !said.has("not_subject", said.masked.slice(0, at) || " ") && !said.has("not_subject_after", said.masked.slice(end) || " "));
  for (const [ships, times] of runs(about, said.moments)) {
    const listing = times.filter((moment) => isOfList(said, moment)), placed = said.has("call_verb", said.masked) || said.ports.size > 0;
    const calling = placed ? times.filter((moment) => !listing.includes(moment)) : [];
    for (const ship of ships) {
      if (ship.calls) found.push(...calling.map((moment) => dayFinding(said, ship, moment)));
      if (said.has("list_word", said.masked)) found.push(...listings(said, ship, listing.length ? listing : calling.slice(0, 1), !listing.length));
    }
  }
  return found;
}

function isOfList(said, moment) {
  if (moment.kind === "since" && said.has("list_word", said.masked)) return true;
  const places = (kind) => [...said.masked.matchAll(new RegExp(said.p[kind], "gi"))].map(({ index }) => [index, kind]);
  const ports = [...said.ports.values()].map((at) => [at, "port"]);
  // Where a list and another thing begin together, it is of the list.
  const words = [...ports, ...places("call_verb"), ...places("list_word")].sort((a, b) => a[0] - b[0]);
  const before = words.filter(([at]) => at < moment.at), after = words.filter(([at]) => at >= moment.at);
  return (before.at(-1) ?? after[0])?.[1] === "list_word";
}

function dayFinding(said, ship, moment) {
  const calls = ship.calls.filter((call) => !said.ports.size || said.ports.has(call.port));
  const does = said.has("load_verb") ? "load" : said.has("unload_verb") ? "unload" : "";
  // Without days and months: "may" is a hedge, May is none.
  const [verdict, call] = shipDay(calls, moment, said.has("reported", said.masked), does, said.has("calls", said.masked));
  const ended = moment.kind === "until" || said.comesBefore("bound", moment) || said.has("departure");
  const [page, words] = call ? [`calls/${call.id}/`, `${ship.name} at ${call.words}`] : [ship.page, ""];
  return finding(said, `${ship.name}, ${moment.words}`, said.understood(call && ended ? "other_version" : verdict, words, page, said.lastOf([moment]), []));
}

function listings(said, ship, given, standingTime) {
  const since = given.filter(({ kind }) => kind === "since"), times = since.length ? since : given;
  const standing = (standingTime || said.has("list_standing", said.masked)) && !since.length;
  const places = Object.entries(said.p.authorities).map(([authority, pattern]) => [said.masked.search(new RegExp(pattern)), authority]);
  const named = places.filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
  return named.map(([, authority], number) => {
    const own = times.length === named.length ? [times[number]] : times;
    const shut = said.has("port_ban");
    const days = ship.listed.filter(([name, , ports]) => name === authority && (ports || !shut)).map(([, day]) => day);
    let verdict = days.length && !said.has("list_ended") ? "on_record" : "not_in_record";
    if (verdict === "on_record" && !own.every((moment) => onList(days, moment, standing))) verdict = "not_on_that_day";
    const told = days.length ? `${authority}: listed since ${days.join(", ")}` : `${authority}: no listing found`;
    const asOf = said.table.lists[authority], quoted = [ship.name, authority, ...own.map(({ words }) => words)].join(", ");
    return finding(said, quoted, said.understood(verdict, asOf ? `${told}; list of ${asOf}` : told, ship.page, said.lastOf(own), []));
  });
}

// The form of the page. The draft is compared here and goes nowhere; only the table of the record is fetched.
async function checkForm(form) {
  const table = await (await fetch(form.dataset.table)).json();
  const list = form.nextElementSibling, status = form.querySelector("[role=status]"), { verdicts } = table.patterns;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = check(table, form.elements.draft.value), counts = {};
    for (const { verdict } of found) counts[verdict] = (counts[verdict] ?? 0) + 1;
    const told = Object.entries(counts).map(([verdict, count]) => `${count} × ${verdicts[verdict]}`).join(", ");
    status.textContent = found.length ? `${found.length} compared with version ${table.version}: ${told}.` : "No figure, day or listing found that can be compared.";
    list.replaceChildren(...found.map((item) => row(item, form.dataset.root, verdicts)));
  });
}

function row(item, root, verdicts) {
  const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const entry = made("li", "", { className: item.verdict });
  const [record, strange] = item.words.split(". Not known here: ");
  entry.append(made("strong", verdicts[item.verdict]), `: “${item.quoted}”`, made("q", item.sentence));
  if (strange) entry.append(made("span", `Not known here: ${strange}. `));
  if (item.page) entry.append("On record: ", made("a", record || "the page of the ship", { href: root + item.page }));
  return entry;
}

const form = globalThis.document?.getElementById("check-form");
if (form) checkForm(form);
