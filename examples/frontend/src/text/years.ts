import type { Words } from "~/i18n/en.ts";

/** From when to when, as far as it is known: `since 2010`. */
export function years({ since, until }: { since: number | null; until: number | null }, words: Words): string {
  if (since && until) return words.span(since, until);
  if (since) return words.since(since);
  return until ? words.until(until) : "";
}
