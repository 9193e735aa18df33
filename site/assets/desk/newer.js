// In an embedded page that is pinned to a version: says when a newer version exists.
async function newer() {
  const answer = await fetch("../latest/version.json");
  const { version } = await answer.json();
  if (version === document.body.dataset.version) return;
  const notice = document.getElementById("newer");
  notice.querySelector("a").textContent = `version ${version}`;
  notice.hidden = false;
}

newer().catch(() => {});
