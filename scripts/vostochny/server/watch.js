// Loads a page again when there is a newer state of the record, and shows what keeps the files from being shown.
(() => {
  const state = document.currentScript.dataset.state;
  const box = document.createElement("section");
  box.id = "watch-findings";
  box.setAttribute("role", "alert");
  box.hidden = true;
  Object.assign(box.style, {
    position: "fixed", inset: "auto 0 0 0", maxHeight: "45vh", overflow: "auto", zIndex: "1000", padding: "0.8em 1em",
    font: "16px/1.5 system-ui, sans-serif", color: "#fff", background: "#7a1414",
  });
  document.body.append(box);

  function show(findings) {
    const heading = document.createElement("strong");
    heading.textContent = "Not shown yet, because of the files as they are now. This page is the last valid state.";
    const list = document.createElement("ul");
    for (const finding of findings) {
      const item = document.createElement("li");
      item.textContent = finding;
      list.append(item);
    }
    box.replaceChildren(heading, list);
    box.hidden = findings.length === 0;
  }

  new EventSource("/-/watch/events").onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (String(told.state) === state) show(told.findings);
    else window.location.reload();
  };
})();
