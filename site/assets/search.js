// The site's worker of the search. It begins the theme's own when a reader types the first letter, and fetches the words of
// all pages for it then; a reader who does not search is spared both. The messages are those of the theme:
// https://github.com/squidfunk/mkdocs-material/blob/9.7.0/src/templates/assets/javascripts/integrations/search/worker/message/index.ts
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const root = new URL("..", location);
let theirs;
let ready = false;
let asked = "";

async function begin() {
  // The page names the theme's worker as it sees it, by steps up to the root.
  const name = location.search.slice(location.search.indexOf("assets/"));
  theirs = new Worker(new URL(name, root));
  theirs.addEventListener("message", ({ data: message }) => {
    if (message.type !== READY) return postMessage(message);
    ready = true;
    theirs.postMessage({ type: QUERY, data: asked });
  });
  const answer = await fetch(new URL("search/words.json", root));
  if (!answer.ok) throw new Error(`The words of the pages could not be fetched: ${answer.status}`);
  theirs.postMessage({ type: SETUP, data: { ...(await answer.json()), options: {} } });
}

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) return postMessage({ type: READY });
  asked = data;
  if (ready) theirs.postMessage({ type: QUERY, data });
  else if (!data) postMessage({ type: RESULT, data: { items: [] } });
  else if (!theirs) begin();
});
