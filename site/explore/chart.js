// Draws the answer of a question as bars, one a row; the same numbers are in the table below.
import { h } from "./dom.js";
import { inWords, number, straight } from "./wording.js";

const [WIDTH, BAR, GAP] = [640, 22, 10];
const MOST_BARS = 40;
const LONGEST_LABEL = 48;

// chart: `label` and either `value` or `low` and `high`, each the name of a column, or several for the label
export function bars(chart, columns, rows) {
  const place = new Map(columns.map((name, index) => [name, index]));
  const [low, high] = [chart.low ?? chart.value, chart.high ?? chart.value].map((name) => place.get(name));
  const known = rows.filter((row) => isAmount(row[low]) && isAmount(row[high])).slice(0, MOST_BARS);
  const most = Math.max(0, ...known.map((row) => Number(row[high])));
  if (most <= 0) return null;
  const parts = known.flatMap((row, index) => bar(row, index, { low, high, most, label: labelOf(row, chart.label, place) }));
  const words = `${chart.title}${chart.unit ? `, in ${chart.unit}` : ""}`;
  const about = { viewBox: `0 0 ${WIDTH} ${known.length * (2 * BAR + GAP)}`, role: "img", "aria-label": `Bar chart. ${words}. The same numbers are in the table below.` };
  return h("figure", { class: "ex-drawing" }, h("figcaption", {}, words), h("svg", about, parts));
}

// A bar, its end paler from low to high where the two differ.
function bar(row, index, { low, high, most, label }) {
  const top = index * (2 * BAR + GAP);
  const [start, end] = [row[low], row[high]].map((value) => (Number(value) / most) * WIDTH);
  const ends = row[low] === row[high] ? number(row[high]) : `${number(row[low])} to ${number(row[high])}`;
  return [
    h("text", { x: 0, y: top + 16 }, `${label}: `, h("tspan", { class: "amount" }, ends)),
    h("rect", { y: top + BAR, width: Math.max(start, 2).toFixed(1), height: BAR - 6 }),
    h("rect", { class: "reach", x: start.toFixed(1), y: top + BAR, width: Math.max(end - start, 0).toFixed(1), height: BAR - 6 }),
  ];
}

const isAmount = (value) => (typeof value === "number" || typeof value === "bigint") && value >= 0;

function labelOf(row, names, place) {
  const values = names.split(" ").map((name) => row[place.get(name)]).filter((value) => value !== null && value !== undefined && value !== "");
  const told = values.map((value) => inWords(straight(String(value)))).join(", ");
  return told.length <= LONGEST_LABEL ? told : `${told.slice(0, LONGEST_LABEL - 1)}…`;
}
