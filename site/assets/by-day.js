// Reads the chart of the ceiling day by day: a cursor on the chart is at the slider's day, and its numbers are below.
const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
// Half of the slider's knob, by which its ends are inside of its box.
const HALF_KNOB = 8;

function readByDay() {
  const figure = document.getElementById("chart-cap-by-day");
  const file = figure && figure.querySelector("figcaption a[href$='.csv']");
  if (!file) return;
  const label = document.createElement("label");
  const slider = document.createElement("input");
  const told = document.createElement("output");
  const cursor = document.createElement("div");
  cursor.className = "day-cursor";
  Object.assign(slider, { type: "range", min: 0, max: 365, value: 176 });
  label.append("Read a day ", slider);
  const box = document.createElement("div");
  box.className = "by-day";
  box.append(label, told);
  figure.querySelector("figcaption").before(box);
  figure.append(cursor);
  let rows = null;
  const show = async () => {
    place(figure, slider, cursor);
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
  addEventListener("resize", () => place(figure, slider, cursor));
  new IntersectionObserver((seen, watch) => {
    if (!seen.some((item) => item.isIntersecting)) return;
    watch.disconnect();
    show();
  }).observe(slider);
}

// The line of the ceiling goes from the first to the last day, so it says where the days are on the screen.
function place(figure, slider, cursor) {
  const drawing = [...figure.querySelectorAll("svg")].find((svg) => svg.getBoundingClientRect().width);
  const lines = [...drawing.querySelectorAll("[stroke='#c02637']")].map((line) => line.getBoundingClientRect());
  const plot = lines.sort((one, other) => other.width - one.width)[0];
  if (!plot) return;
  const outside = figure.getBoundingClientRect();
  const picture = drawing.getBoundingClientRect();
  slider.style.width = `${plot.width + 2 * HALF_KNOB}px`;
  slider.style.marginLeft = `${plot.left - outside.left - HALF_KNOB}px`;
  cursor.style.left = `${plot.left - outside.left + (plot.width * slider.value) / slider.max}px`;
  cursor.style.top = `${picture.top - outside.top}px`;
  cursor.style.height = `${picture.height}px`;
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
  const chance = (basis) => Math.round(Number(row[basis]) * 100);
  return (
    `To ${day}: ${figure("counted_barrels_low")} to ${figure("counted_barrels_high")} barrels for the counted calls, ` +
    `${figure("documented_barrels_low")} to ${figure("documented_barrels_high")} for those documented one by one. ` +
    `The counted calls alone pass the ceiling in ${chance("probability_sea")} of 100 simulations; ` +
    `with what was notified in ${chance("probability_sea_and_notified")}, ` +
    `with what is reported by rail too in ${chance("probability_sea_notified_and_rail")}.`
  );
}

document.addEventListener("DOMContentLoaded", readByDay);
