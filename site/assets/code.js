// Gives the small menu of each block of code a name of its own, so that a screen reader can tell them apart.
function nameCodeMenus() {
  const article = document.querySelector("article");
  if (!article) return;
  const name = () => {
    article.querySelectorAll(".md-code__nav").forEach((menu, index) => {
      menu.setAttribute("aria-label", `Code block ${index + 1}`);
    });
  };
  name();
  new MutationObserver(name).observe(article, { childList: true, subtree: true });
}

document.addEventListener("DOMContentLoaded", nameCodeMenus);
