// Shows on the reader's own day what has become due since the release; what was due at the release stands there already.
function showDue() {
  const today = new Date().toISOString().slice(0, 10);
  for (const badge of document.querySelectorAll('.due[data-due]')) badge.hidden = badge.dataset.due >= today;
}
showDue();
