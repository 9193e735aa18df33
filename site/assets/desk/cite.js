// Writes the citation of any page or selection, from its address and title; the styles are those of desk/citations.py.
async function citeForm(form) {
  const styles = await (await fetch(form.dataset.styles)).json(), given = new URLSearchParams(location.search);
  const { address, title } = form.elements, list = form.nextElementSibling;
  form.hidden = false;
  address.value = given.get("address") ? new URL(given.get("address"), location.href).href : "";
  title.value = given.get("title") ?? "";
  const write = () => {
    if (!form.checkValidity()) return;
    const plain = title.value.trim() || "Selection of rows", key = address.value.toLowerCase().replace(/[^a-z0-9]+/g, "_");
    const filled = (text, name) => text.replaceAll("TITLE", name === "csl" ? JSON.stringify(plain).slice(1, -1) : name === "bibtex" ? plain.replace(/[\\{}$&#_%^~]/g, "\\$&") : plain)
      .replaceAll("ADDRESS", address.value).replace("_address,", `_${key},`);
    list.replaceChildren(...Object.entries(styles).flatMap(([name, { label, text }]) => {
      const [term, words, code] = ["dt", "dd", "code"].map((kind) => document.createElement(kind));
      term.textContent = label;
      code.textContent = filled(text, name);
      words.append(code);
      return [term, words];
    }));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  if (address.value) write();
}

citeForm(document.getElementById("cite-form"));
