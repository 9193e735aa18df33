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
    const letter = document.getElementById("filled-letter");
    if (letter) {
      const subject = `Vostochny Ledger: ${form.elements.kind.value} of ${form.elements.record.value.trim()}`;
      letter.href = `mailto:${letter.dataset.to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(words)}`;
      letter.hidden = false;
    }
    const note = form.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(words);
      note.textContent = "Written below and copied. Paste it into an issue of the project, or into a letter. " + PUBLIC;
    } catch {
      note.textContent = "Written below. Select it and paste it into an issue of the project, or into a letter. " + PUBLIC;
    }
  });
}

function written(form) {
  const lines = [...form.querySelectorAll("[name]")].map((field) => {
    const name = field.labels[0].firstChild.textContent.trim();
    return `${name}: ${field.value.trim() || "not stated"}`;
  });
  return `Request to the Vostochny Ledger\n\n${lines.join("\n")}\n`;
}

document.addEventListener("DOMContentLoaded", requestForm);
