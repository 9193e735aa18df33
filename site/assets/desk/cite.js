// Writes the citation of any page or selection, from its address and title; the styles are those of desk/citations.py.
const ROOT = new URL("..", location.href).href, ROWS = ["data/", "explore/"], DATABASE_ROW = /^data\/[^/]+\/[^/?]+\/[^/?]+/;

// The title of what is at an address of this site: of a page its heading, of rows that are no page what they are.
async function titleAt(address) {
  if (!address.startsWith(ROOT)) return "";
  const path = address.slice(ROOT.length);
  if (ROWS.some((folder) => path.startsWith(folder)) && !DATABASE_ROW.test(path)) return "Selection of rows";
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return "";
  const heading = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("h1");
  heading?.querySelectorAll(".headerlink").forEach((mark) => mark.remove());
  return heading?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

function filled(text, name, plain, address) {
  const key = address.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const title = name === "csl" ? JSON.stringify(plain).slice(1, -1) : name === "bibtex" ? plain.replace(/[\\{}$&#_%^~]/g, "\\$&") : plain;
  return text.replaceAll("TITLE", () => title).replaceAll("ADDRESS", () => address).replace("_address,", () => `_${key},`);
}

async function citeForm(form) {
  const styles = await (await fetch(form.dataset.styles)).json(), given = new URLSearchParams(location.search);
  const { address, title } = form.elements, list = form.nextElementSibling, status = form.querySelector("[role=status]");
  form.hidden = false;
  address.value = given.get("address") ? new URL(given.get("address"), location.href).href : "";
  title.value = given.get("title") ?? "";
  const write = async () => {
    if (!form.checkValidity()) return;
    const where = address.value, plain = title.value.trim() || (await titleAt(where));
    // Another address was typed while this one was looked up.
    if (where !== address.value) return;
    status.textContent = plain ? "" : "No title was found at this address: type the title of the page.";
    list.replaceChildren(...Object.entries(plain ? styles : {}).flatMap(([name, { label, text }]) => {
      const [term, words, code] = ["dt", "dd", "code"].map((kind) => document.createElement(kind));
      term.textContent = label;
      code.textContent = filled(text, name, plain, where);
      words.append(code);
      return [term, words];
    }));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  if (address.value) await write();
}

citeForm(document.getElementById("cite-form"));
