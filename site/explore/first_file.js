// Fetches the small file of a short table, view or answer, which is shown until the database has come.

const files = new Map();

// The file for an address, or null where there is none.
export async function firstFile(route) {
  if (route.kind !== "listed" || route.form) return null;
  if (!files.has(route.name)) files.set(route.name, fetched(route.name));
  const file = await files.get(route.name);
  return file?.description.database.name === route.database ? file : null;
}

async function fetched(name) {
  // The page asked for the file of its first address before it had this script.
  const early = window.firstFile?.name === name ? window.firstFile.response : null;
  try {
    const response = await (early ?? fetch(`tables/${encodeURIComponent(name)}.json`, { cache: "no-cache" }));
    return response?.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
