// Turns the form on the page "How to correct" into a text that can be sent; nothing leaves the reader's browser.
const PUBLIC = "An issue is public: take out the line on how to reach you first.";

function requestForm() {
  const form = document.getElementById("request-form");
  if (!form) return;
  form.hidden = false;
  const given = new URLSearchParams(location.search);
  for (const name of ["record", "column"]) {
    if (given.get(name)) form.elements[name].value = given.get(name);
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = written(form);
    const output = form.querySelector("output");
    output.textContent = words;
    output.hidden = false;
    send(form, words);
    const note = form.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(words);
      note.textContent = "Written below and copied. Paste it into an issue of the project, or into a letter. " + PUBLIC;
    } catch {
      note.textContent = "Written below. Select it and paste it into an issue of the project, or into a letter. " + PUBLIC;
    }
  });
}

// The ways in which this copy of the record takes requests: a mail with the text in it, and an issue of the repository.
function send(form, words) {
  const ways = [], place = form.querySelector(".send"), { mail, repository } = form.dataset, kind = form.elements.kind.value;
  const given = (names) => new URLSearchParams(names.map((name) => [name, form.elements[name].value])).toString();
  if (mail) ways.push([`mailto:${mail}?subject=${encodeURIComponent("Request to the Vostochny Ledger")}&body=${encodeURIComponent(words)}`, "Send it by mail"]);
  const fields = kind === "reply" ? ["record", "column"] : ["record", "column", "now", "proposed", "evidence"];
  if (repository) ways.push([`${repository}/issues/new?template=${kind}.yml&${given(fields)}`, "Post it as an issue, which is public"]);
  place.replaceChildren(...ways.flatMap(([href, textContent]) => [Object.assign(document.createElement("a"), { href, textContent }), " "]));
  place.hidden = ways.length === 0;
}

function written(form) {
  const lines = [...form.querySelectorAll("[name]")].map((field) => {
    const name = field.labels[0].firstChild.textContent.trim();
    return `${name}: ${field.value.trim() || "not stated"}`;
  });
  return `Request to the Vostochny Ledger\n\n${lines.join("\n")}\n`;
}

document.addEventListener("DOMContentLoaded", requestForm);
