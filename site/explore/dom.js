// Makes elements from names, attributes and children; text is always text, never markup.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "rect", "text", "tspan", "circle", "path", "title", "g"]);

export function h(name, attributes = {}, ...children) {
  const element = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  fill(element, children);
  return element;
}

function fill(element, children) {
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
}

// A part that opens. What is in it is made when it is opened first: most are not, and a phone takes its time to make it.
export function opening(summary, content, { open = false, ...attributes } = {}) {
  const element = h("details", { ...attributes, open }, h("summary", {}, summary));
  if (open) fill(element, [content()]);
  else element.addEventListener("toggle", () => fill(element, [content()]), { once: true });
  return element;
}

// Children with a separator between each two.
export function between(separator, children) {
  return children.filter(Boolean).flatMap((child, place) => (place ? [separator, child] : [child]));
}
