// Copies the sentence to quote, together with its citation, when a reader asks for it.
function copyWithCitation() {
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const sentence = document.getElementById(button.dataset.copy).textContent.trim();
      const copied = await put(`${sentence} (${button.dataset.citation})`);
      button.textContent = copied ? "Copied" : "Not copied: select the sentence by hand";
      setTimeout(() => (button.textContent = label), 4000);
    });
  }
}

async function put(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

document.addEventListener("DOMContentLoaded", copyWithCitation);
