// Reads and writes the addresses of Explore: what follows "#" is what follows "/data" in an address of Datasette.

// Endings that ask for rows as a file.
export const FORMS = ["csv", "json", "geojson", "atom"];

// A key as Datasette writes it in an address: what is not plain is "~" and two hexadecimal digits a byte.
export function tilded(value) {
  let written = "";
  for (const character of String(value)) {
    if (/^[A-Za-z0-9_-]$/.test(character)) written += character;
    else if (character === " ") written += "+";
    else for (const byte of new TextEncoder().encode(character)) written += `~${hex(byte)}`;
  }
  return written;
}

const hex = (byte) => byte.toString(16).toUpperCase().padStart(2, "0");

// The reverse; an address that is not valid UTF-8 is read as far as it is.
export function untilded(written) {
  const bytes = [];
  for (let place = 0; place < written.length; place += 1) {
    const escape = /^[~%]([0-9A-Fa-f]{2})/.exec(written.slice(place, place + 3));
    if (escape) {
      bytes.push(parseInt(escape[1], 16));
      place += 2;
    } else {
      const character = String.fromCodePoint(written.codePointAt(place));
      bytes.push(...new TextEncoder().encode(character === "+" ? " " : character));
      place += character.length - 1;
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

// What an address asks for:
//   kind   home, search, database, listed (a table, view or question) or row
//   name   of the table, view or question
//   keys   parts of the key of a row
//   form   csv, json, geojson or atom where rows are asked for as a file, else empty
//   asked  names and values after the question mark, in their order
export function read(written) {
  const [path, ...rest] = written.replace(/^#/, "").split("?");
  const asked = [...new URLSearchParams(rest.join("?"))];
  const parts = path.split("/").filter((part) => part !== "");
  let form = "";
  if (parts.length) {
    const [, stem, ending] = /^(.*?)(?:\.([a-z]+))?$/.exec(parts.at(-1));
    if (FORMS.includes(ending)) [parts[parts.length - 1], form] = [stem, ending];
  }
  const [first, second, third] = parts;
  if (!first) return { kind: "home", name: "", keys: [], form: "", asked };
  if (first === "search" && !second) return { kind: "search", name: "", keys: [], form, asked };
  if (!second) return { kind: "database", database: untilded(first), name: "", keys: [], form, asked };
  const name = untilded(second);
  if (third === undefined) return { kind: "listed", database: untilded(first), name, keys: [], form, asked };
  const keys = third.split(",").map(untilded);
  return { kind: parts.length > 3 ? "unknown" : "row", database: untilded(first), name, keys, form, asked };
}

// The address of a table, view or question, with parameters that are not empty.
export function listed(database, name, asked = []) {
  return `#/${tilded(database)}${name ? `/${tilded(name)}` : ""}${query(asked)}`;
}

export function row(database, table, keys) {
  return `#/${tilded(database)}/${tilded(table)}/${keys.map(tilded).join(",")}`;
}

export function search(words) {
  return `#/search${query([["q", words]])}`;
}

export function query(asked) {
  const written = new URLSearchParams(asked).toString();
  return written ? `?${written}` : "";
}

export const first = (asked, name) => asked.find(([key]) => key === name)?.[1] ?? "";
export const all = (asked, name) => asked.filter(([key]) => key === name).map(([, value]) => value);
export const without = (asked, ...names) => asked.filter(([key]) => !names.includes(key));

// The same parameters with one given another value, or none where it is empty.
export function replaced(asked, name, value) {
  const kept = without(asked, name);
  return value === "" || value === null ? kept : [...kept, [name, String(value)]];
}
