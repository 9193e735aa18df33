// Takes over the light or dark look that the reader chose on the site, before anything is drawn.
"use strict";
try {
  const chosen = JSON.parse(localStorage.getItem("/.__palette") || "null");
  const scheme = chosen && chosen.color && chosen.color.scheme;
  // Who lets the system choose has a scheme noted too, that of the last page.
  if (scheme && chosen.color.media !== "(prefers-color-scheme)") document.documentElement.dataset.look = scheme === "slate" ? "dark" : "light";
} catch (error) {
  // Without storage the reader's system decides.
}
