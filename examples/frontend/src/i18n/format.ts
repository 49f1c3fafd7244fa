/** Dates, countries and sizes in the words of a language. */

import { tagOf } from "./index.ts";

/** `21 November 2026`: a day, whatever the zone of server and reader. */
export function day(value: string, locale: string): string {
  const date = new Date(value.length === 10 ? `${value}T00:00:00Z` : value);
  return new Intl.DateTimeFormat(dateTag(locale), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

export function country(code: string, locale: string): string {
  return new Intl.DisplayNames([tagOf(locale)], { type: "region" }).of(code) ?? code;
}

export function language(code: string, locale: string): string {
  return new Intl.DisplayNames([tagOf(locale)], { type: "language" }).of(code) ?? code;
}

export function fileSize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  const options = { style: "unit", unit, maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(tagOf(locale), options).format(Math.max(value, 1));
}

export function number(value: number, locale: string): string {
  return new Intl.NumberFormat(tagOf(locale)).format(value);
}

/** British order of day and month for English. */
function dateTag(locale: string): string {
  return locale === "en" ? "en-GB" : tagOf(locale);
}
