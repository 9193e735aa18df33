// Asks for the table of the address before any module is read; a short table is shown before the database has come.
{
  const [, table] = /^#\/[^/?]+\/([a-z0-9_]+)(?:\?|$)/.exec(location.hash) ?? [];
  if (table) window.firstTable = { table, response: fetch(`tables/${table}.json`, { cache: "no-cache" }).catch(() => null) };
}
