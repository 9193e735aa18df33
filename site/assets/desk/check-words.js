// Names, numbers and figures with a unit in a sentence of a draft: the same steps as desk/article_sentence.py.
import { MASK, over, regExp } from "./check-days.js";

export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
const inCapitals = (text) => text === text.toUpperCase() && text !== text.toLowerCase();

export function place(name, text) {
  const form = inCapitals(text) ? name.toUpperCase() : name;
  return text.includes(form) ? text.search(new RegExp(`(?<![A-Za-z0-9])${escaped(form)}(?![A-Za-z0-9])`)) : -1;
}

export const word = (name, text) => place(name, text) >= 0;

export function namedPorts(ports, text) {
  const named = Object.entries(ports).map(([port, names]) => [port, Math.max(...names.map((name) => place(name, text)))]);
  return new Map(named.filter(([, at]) => at >= 0).sort((a, b) => a[1] - b[1]));
}

export function strangeWords(patterns, text, names, listed = "known") {
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    for (let start = place(name, text); start >= 0; start = place(name, text)) text = over(text, [[start, start + name.length]]);
  }
  const known = new Set(patterns[listed].join(" ").split(" ")), endings = ["", "s", "es", "d", "ed", "ing"];
  const isKnown = (item) => endings.some((end) => item.endsWith(end) && known.has(item.slice(0, item.length - end.length)));
  const unchecked = text.match(new RegExp(patterns.unchecked, "g")) ?? [], words = text.match(new RegExp(patterns.token, "g")) ?? [];
  return [...unchecked, ...words.filter((item) => !isKnown(item.toLowerCase()))];
}

export function figures(patterns, text) {
  const found = [], isNew = (at) => found.every((other) => other.at !== at);
  for (const match of patterns.figures.flatMap((form) => [...text.matchAll(regExp(form, "dgi"))])) {
    const { groups, index } = match, ends = match.indices.groups, start = ends.low[0], { part } = groups;
    const kind = patterns.kinds.find((name) => groups[name]), end = (ends.high ?? ends.low)[1];
    const after = text.slice(end), between = text.slice(end, Math.max(end, ends[kind][0]));
    if (part) {
      const at = ends.part[0], [quoted, rest] = at < start ? [match[0], after] : [part, text.slice(ends.part[1])];
      if (isNew(at)) found.push({ kind, at, quoted, before: text.slice(0, at), after: rest, values: [value(patterns, part)], between, share: "part" });
    }
    const quoted = text.slice("part" in groups ? start : index, Math.max(ends[kind][1], ends.low[1]));
    const values = amounts(patterns, groups.low, groups.high);
    if (isNew(start)) found.push({ kind, at: start, quoted, before: text.slice(0, start), after, values, between, share: part ? "whole" : "" });
  }
  return found.sort((a, b) => a.at - b.at);
}

export function withoutOwnLength(patterns, text, fact) {
  const found = text.match(new RegExp(patterns.months_long, "i"));
  if (!found || !fact.start) return [text, false];
  const days = (Date.parse(fact.end) - Date.parse(fact.start)) / 86400000;
  const spanned = Math.abs(value(patterns, found[1]) - (days * 12) / 365.25) < 1;
  return spanned ? [text.replaceAll(found[0], MASK), true] : [text, false];
}

function amounts(patterns, low, high) {
  if (!high) return [value(patterns, low)];
  const scale = high.match(new RegExp(`(?:${patterns.scale}|mln|mn|m|k)\\b`, "i"));
  const shared = scale && /^[0-9.]+$/.test(low) && Number(low) < 1000;
  return [value(patterns, shared ? `${low} ${scale[0]}` : low), value(patterns, high)];
}

export function value(patterns, words) {
  let total = 0, current = 0;
  for (const part of words.toLowerCase().match(/[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+/g)) {
    const digits = /^[0-9]/.test(part), amount = digits ? Number(part.replace(/[, ]/g, "")) : patterns.numerals[part];
    // "Half a million" is no one and a half.
    if (digits || (amount < 100 && part !== "dozen")) current += part !== "a" || !current ? amount : 0;
    else if (amount !== undefined) {
      current = (current || 1) * amount;
      if (amount >= 1000) [total, current] = [total + current, 0];
    }
  }
  return total + current;
}
