// Writes dates, periods and numbers for people, as every other page of the site does.
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
// The years that this record can be about.
const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

// Whether a text is a day or month of the calendar.
function dated(value) {
  const [year, month, day] = value.split("-").map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  if (MONTH.test(value)) return true;
  if (!DAY.test(value)) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// 2024-03-07 as 7 March 2024, 2024-03 as March 2024; anything else as it is.
export function day(value) {
  if (!dated(value)) return value;
  const [year, month, date] = value.split("-");
  return [date && String(Number(date)), MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

// Two days as one phrase that says no more than it must.
export function span(first, last) {
  if (!first || !last) return last ? `until ${day(last)}` : first ? `from ${day(first)}` : "";
  if (first === last) return day(first);
  const whole = wholePeriod(first, last);
  if (whole) return whole;
  const [start, end] = [day(first).split(" "), day(last).split(" ")];
  const same = (from) => start.slice(from).join(" ") === end.slice(from).join(" ");
  const shared = same(1) ? 2 : same(2) ? 1 : 0;
  return `${start.slice(0, 3 - shared).join(" ")} to ${end.join(" ")}`;
}

// The months or the year that two days bound exactly, or an empty text.
function wholePeriod(first, last) {
  if (!DAY.test(first) || !DAY.test(last) || !dated(first) || !dated(last)) return "";
  const after = new Date(`${last}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  if (first.slice(8) !== "01" || after.getUTCDate() !== 1) return "";
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  if (sameYear && first.endsWith("-01-01") && last.endsWith("-12-31")) return first.slice(0, 4);
  if (first.slice(0, 7) === last.slice(0, 7)) return day(first.slice(0, 7));
  const start = day(first.slice(0, 7));
  return `${sameYear ? start.split(" ")[0] : start} to ${day(last.slice(0, 7))}`;
}

// A day, a month or an interval of days in words; any other text as it is.
export function inWords(value) {
  if (!/^\d/.test(value)) return value;
  const [first, last, more] = value.split("/");
  if (last !== undefined) {
    const both = more === undefined && DAY.test(first) && DAY.test(last) && dated(first) && dated(last);
    return both ? span(first, last) : value;
  }
  return DAY.test(value) || MONTH.test(value) ? day(value) : value;
}

// A number with separators of thousands and without needless zeros.
export function number(value) {
  if (typeof value === "bigint" || Number.isInteger(value)) return value.toLocaleString("en-US");
  const [whole, part] = value.toFixed(4).split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const kept = part.replace(/0+$/, "");
  return `${sign}${Math.abs(Number(whole)).toLocaleString("en-US")}${kept ? `.${kept}` : ""}`;
}

// A number of a cell, where small shares keep four digits that count.
export function amount(value) {
  if (typeof value === "bigint") return number(value);
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Math.abs(value) >= 1 || value === 0 ? number(value) : String(Number(value.toPrecision(4)));
}

export const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

export function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 999_500 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

// Marks that turn the direction of writing: they show letters in another order than they have, and no name needs them.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
export const straight = (text) => text.replace(TURNING, "");
