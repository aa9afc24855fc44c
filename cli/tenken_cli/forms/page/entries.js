/**
 * What a clerk types, read as the value of a fact, exactly as `tenken_cli.forms.entries` has it; its docstring says the
 * rules, and its tables of words, units and eras come with the page's data.
 */

import { dayNumber, dayWritten, parseDate, saysUndecided } from "tenken/values.js";

/** What was written cannot be read; `expected` says how it is written. */
export class Refused extends Error {
  constructor(expected) {
    super(expected);
    this.expected = expected;
  }
}

/** What states nothing; control characters that Python takes for blanks are among them. */
const BLANKS = /[\s\x1c-\x1f\x85]/gu;

/** Is it a text of blanks, or of nothing? */
export function isBlank(written) {
  return written.replace(BLANKS, "") === "";
}

/** An entry as it is compared: narrow, without blanks, lower case. */
export function plain(written) {
  return written.normalize("NFKC").replace(BLANKS, "").toLowerCase();
}

/** The tables of entries, made ready. */
export class Entries {
  constructor(tables) {
    this.tables = tables;
    this.forms = new Map();
    this.eras = tables.eras.map((era) => ({ ...era, low: parseDate(era.first).low }));
    this.sameCalendar = parseDate(tables.same_calendar).low;
    const year = `(?<era>[^\\d.]*)\\.?(?<year>\\d+|${tables.first_year})`;
    this.dates = [
      new RegExp(`^${year}年(?:(?<month>\\d{1,2})月(?:(?<day>\\d{1,2})日)?)?$`),
      new RegExp(`^${year}(?:(?<by>[-/.])(?<month>\\d{1,2})(?:\\k<by>(?<day>\\d{1,2}))?)?$`),
    ];
  }

  /** The value that was meant, as a case writes it; undefined where nothing was written. Throws `Refused`. */
  read(fact, written) {
    const entry = plain(written);
    if (!entry) return undefined;
    const undecided = this.tables.undecided.includes(entry);
    if (undecided) return { undecided: true };
    switch (fact.kind) {
      case "text":
        return this.asText(written, entry);
      case "boolean":
        if (this.tables.yes.includes(entry)) return true;
        if (this.tables.no.includes(entry)) return false;
        throw new Refused("boolean");
      case "choice":
        return this.choice(fact, entry);
      case "date":
        return this.date(entry);
      default:
        return this.number(fact, entry);
    }
  }

  /** A single value of a case as it would be typed; `read` makes the same value of it. */
  shown(fact, raw) {
    if (raw === undefined) return "";
    const { shown, undecided } = this.tables;
    if (saysUndecided(raw)) return shown.undecided;
    if (fact.kind === "text") return undecided.includes(plain(raw).replace(/^'+/, "")) ? `'${raw}` : raw;
    if (fact.kind === "boolean") return raw ? this.tables.yes[0] : this.tables.no[0];
    if (typeof raw !== "object") return String(raw);
    const bounds = ["about", "at_least", "at_most"].filter((key) => key in raw);
    const template = shown[bounds.length === 2 ? "between" : bounds[0]];
    return template.replace("{n}", raw[bounds[0]]).replace("{low}", raw.at_least).replace("{high}", raw.at_most);
  }

  asText(written, entry) {
    const quoted = written.startsWith("'") && this.tables.undecided.includes(entry.replace(/^'+/, ""));
    return quoted ? written.slice(1) : written;
  }

  choice(fact, entry) {
    const meant = Object.entries(fact.choices).filter(([id, label]) =>
      [id, ...Object.values(label)].some((name) => plain(name) === entry),
    );
    if (meant.length !== 1) throw new Refused("choice");
    return meant[0][0];
  }

  date(entry) {
    const parts = this.dates.map((form) => form.exec(entry)?.groups).find((groups) => groups);
    if (!parts) throw new Refused("date");
    const place = this.eras.findIndex((era) => [era.name, era.letter].includes(parts.era));
    const isFirst = parts.year === this.tables.first_year;
    const fits = place >= 0 ? isFirst || /^\d{1,2}$/.test(parts.year) : /^\d{4}$/.test(parts.year);
    if (!fits || (place < 0 && !["", this.tables.western].includes(parts.era))) throw new Refused("date");
    const year = (isFirst ? 1 : Number(parts.year)) + (place < 0 ? 0 : Number(this.eras[place].first.slice(0, 4)) - 1);
    const two = (part) => part.padStart(2, "0");
    const iso = [String(year).padStart(4, "0"), ...[parts.month, parts.day].filter((part) => part).map(two)].join("-");
    const span = parseDate(iso);
    if (!span) throw new Refused("no_such_date");
    if (place >= 0) {
      const end = this.eras[place + 1] ? this.eras[place + 1].low - 1 : dayNumber(9999, 12, 31);
      if (span.high < this.eras[place].low || span.low > end) throw new Refused("outside_era");
    }
    return iso;
  }

  /** A date of a case by the year of its era, as `tenken_cli.eras.by_era` has it: `2018-07` is 平成30年7月. */
  byEra(iso) {
    const { low, high } = parseDate(iso);
    const [, month, day] = iso.split("-").map(Number);
    const years = [...new Set([this.eraYear(low), this.eraYear(high)])];
    return years.map((year) => year + (month ? `${month}月` : "")).join("・") + (day ? `${day}日` : "");
  }

  eraYear(day) {
    const era = this.eras.findLast((one) => Math.max(one.low, this.sameCalendar) <= day);
    const year = Number(dayWritten(day).slice(0, 4));
    if (!era) return `${year}年`;
    const number = year - Number(era.first.slice(0, 4)) + 1;
    return `${era.name}${number === 1 ? this.tables.first_year : number}年`;
  }

  number(fact, entry) {
    for (const [key, form] of this.formsFor(fact)) {
      const found = form.exec(entry);
      if (!found) continue;
      const amounts = found.slice(1).map((one) => this.amount(one));
      const most = 10 ** this.tables.max_digits;
      if (amounts.some((one) => one === null || one < 0 || one >= most)) throw new Refused("number");
      if (key === "between") return this.between(found.slice(1), amounts);
      if (key !== "exact") return { [key]: amounts[0] };
      if (fact.kind === "integer" && !Number.isInteger(amounts[0])) throw new Refused("whole");
      return amounts[0];
    }
    throw new Refused("number");
  }

  between(written, [low, high]) {
    const multiplied = (one) => this.tables.multiples.some(([sign]) => one.includes(sign));
    if ((multiplied(written[1]) && !multiplied(written[0])) || low > high) throw new Refused("between");
    return { at_least: low, at_most: high };
  }

  /** The ways to write a number of this fact, with one group for each amount. */
  formsFor(fact) {
    const units = this.units(fact);
    const key = units.join("|");
    if (!this.forms.has(key)) this.forms.set(key, this.numberForms(units));
    return this.forms.get(key);
  }

  numberForms(units) {
    const { tables } = this;
    const signs = tables.multiples.map(([sign]) => sign).join("");
    const amount = `(-?[\\d${signs}][\\d,.${signs}]*(?:e[+-]?\\d+)?)`;
    const number = `${amount}(?:${units.map(escaped).join("|")})?`;
    const either = (words) => `(?:${words.map(escaped).join("|")})`;
    const around = ([before, after]) => [either(before) + number, number + either(after)];
    const [, atLeastAfter] = tables.at_least;
    const to = `(?:${either(atLeastAfter)}?${either(tables.to)}|${either(atLeastAfter)})`;
    const forms = {
      exact: [number],
      about: around(tables.about),
      at_least: around(tables.at_least),
      at_most: around(tables.at_most),
      between: [`${number}${to}${number}${either(tables.at_most[1])}?`],
    };
    return Object.entries(forms).flatMap(([key, some]) => some.map((one) => [key, new RegExp(`^(?:${one})$`)]));
  }

  /** The plain words that may stand behind a number, the longest first. */
  units(fact) {
    const lines = this.tables.units;
    let words = lines.flat();
    if (fact.unit) {
      const named = Object.values(fact.unit).flatMap((name) => [name, ...name.split(/[()（）・]/)]);
      const own = new Set(named.filter((name) => name).map(plain));
      words = [...own, ...lines.filter((line) => line.some((word) => own.has(word))).flat()];
    }
    return [...new Set(words.map(plain))].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  }

  /** The number of an amount; null where it is none, or longer than any that is meant. */
  amount(written) {
    if (this.tables.multiples.some(([sign]) => written.includes(sign))) {
      return worth(written, this.tables.multiples, 10 ** this.tables.max_digits);
    }
    const digits = plainDigits(written);
    if (digits === null) return null;
    return Number(digits) < 10 ** this.tables.max_digits ? Number(digits) : null;
  }
}

function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function plainDigits(written) {
  return /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?$/.test(written) ? written.replaceAll(",", "") : null;
}

/** What digits with these multiples are worth, where it is less than a bound: 3万5千 is 35000. */
function worth(written, multiples, below) {
  if (!multiples.length) {
    const digits = plainDigits(written);
    const number = digits === null ? NaN : Number(digits);
    return number >= 0 && number < below ? number : null;
  }
  const [[sign, times], ...smaller] = multiples;
  const place = written.indexOf(sign);
  if (place < 0) return worth(written, smaller, below);
  const [before, after] = [written.slice(0, place), written.slice(place + sign.length)];
  const one = !before && !smaller.length ? 1 : worth(before, smaller.slice(-1), below / times);
  const rest = after ? worth(after, smaller, times) : 0;
  return one === null || rest === null ? null : Number((one * times + rest).toPrecision(15));
}
