// Reads the chart of the ceiling day by day: the reader moves to a day, and its numbers are told in words.
const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

function readByDay() {
  const figure = document.getElementById("chart-cap-by-day");
  const file = figure && figure.querySelector("figcaption a[href$='.csv']");
  if (!file) return;
  const label = document.createElement("label");
  const slider = document.createElement("input");
  const told = document.createElement("output");
  Object.assign(slider, { type: "range", min: 0, max: 365, value: 176 });
  label.append("Read a day ", slider);
  const box = document.createElement("div");
  box.className = "by-day";
  box.append(label, told);
  figure.querySelector("figcaption").before(box);
  let rows = null;
  const show = async () => {
    rows = rows || (await numbers(file.href).catch(() => null));
    if (!rows) {
      told.textContent = "The numbers could not be fetched; they are in the CSV file.";
      return;
    }
    slider.max = rows.length - 1;
    const row = rows[Math.min(slider.value, rows.length - 1)];
    told.textContent = inWords(row);
    slider.setAttribute("aria-valuetext", told.textContent);
  };
  slider.addEventListener("input", show);
}

async function numbers(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const [head, ...lines] = (await answer.text()).trim().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, index) => [names[index], value])));
}

function inWords(row) {
  const day = new Date(`${row.day}T00:00:00Z`).toLocaleDateString("en-GB", DAY);
  const figure = (name) => Number(row[name]).toLocaleString("en-GB");
  const chance = Math.round(Number(row.probability_sea) * 100);
  return (
    `To ${day}: ${figure("counted_barrels_low")} to ${figure("counted_barrels_high")} barrels for the counted calls, ` +
    `${figure("documented_barrels_low")} to ${figure("documented_barrels_high")} for those documented one by one. ` +
    `The ceiling is passed in ${chance} of 100 simulations.`
  );
}

document.addEventListener("DOMContentLoaded", readByDay);
