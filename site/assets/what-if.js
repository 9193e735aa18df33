// Recomputes the totals on the page about the volume model when a reader moves a control; works without a server.
function whatIf() {
  const box = document.getElementById("what-if-control");
  if (!box) return;
  const value = (name) => Number(box.querySelector(`input[name=${name}]`).value);
  box.addEventListener("input", () => {
    for (const input of box.querySelectorAll("input")) {
      input.nextElementSibling.textContent = input.value;
    }
    for (const cell of box.querySelectorAll("[data-dwt-tonnes]")) {
      const tonnes = Number(cell.dataset.dwtTonnes) * value("cargo_share") * value("load_share");
      // To the nearest ten thousand, like every total of the model.
      cell.textContent = (Math.round((tonnes * value("barrels_per_tonne")) / 1e4) * 1e4).toLocaleString("en-GB");
    }
  });
}

document.addEventListener("DOMContentLoaded", whatIf);
