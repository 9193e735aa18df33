// Copies the rows on the page as a table, for spreadsheets as text with tabs and for word processors as a table.
"use strict";

// What a spreadsheet would run begins with an apostrophe, as in the CSV files; a number stays as it is. The patterns
// are those of scripts/vostochny/model/spreadsheet_formulas.py.
const FORMULA = /^(?:[\s\x1c-\x1f\x85\ufeff"'`\u2018\u2019\u201c\u201d]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]|[\t\r])/;
const PLAIN_NUMBER = /^(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$/;
const escapeFormula = (text) => (FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);
const flat = (text) => text.replace(/\s+/g, " ").trim();
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function cells(table) {
  const kept = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.column || "");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => escapeFormula(flat(cell.dataset.value || ""))));
  return [kept, ...rows].map((row) => row.filter((_, place) => kept[place]));
}

function asText(rows) {
  return rows.map((row) => row.join("\t")).join("\n");
}

function asTable(rows) {
  const line = (row, tag) => "<tr>" + row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("") + "</tr>";
  return "<table>" + rows.map((row, place) => line(row, place ? "td" : "th")).join("") + "</table>";
}

async function copy(table) {
  const rows = cells(table);
  if (window.ClipboardItem && navigator.clipboard.write) {
    const kinds = { "text/plain": asText(rows), "text/html": asTable(rows) };
    const item = new ClipboardItem(
      Object.fromEntries(Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })])),
    );
    await navigator.clipboard.write([item]);
  } else {
    await navigator.clipboard.writeText(asText(rows));
  }
  return rows.length - 1;
}

document.addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector("table.rows-and-columns");
  for (const button of document.querySelectorAll("button.copy-table")) {
    if (!table || !navigator.clipboard) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const before = button.textContent;
      try {
        const count = await copy(table);
        button.textContent = count === 1 ? "Copied 1 row" : `Copied ${count.toLocaleString("en")} rows`;
      } catch (error) {
        button.textContent = "The browser did not allow it";
      }
      setTimeout(() => (button.textContent = before), 4000);
    });
  }
  const editor = document.getElementById("sql-editor");
  if (editor) {
    editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) editor.form.requestSubmit();
    });
  }
  // A form that sends no empty fields gives an address that can be read.
  for (const form of document.querySelectorAll("form.narrow")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
});
