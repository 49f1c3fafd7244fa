/** What a reader looks for, as the address has it. */

import type { SearchType } from "~/api/types.gen.ts";
import { en } from "~/i18n/en.ts";

/** Characters of a query; longer ones are cut. */
const LONGEST = 200;

export function queryOf(parameters: URLSearchParams): string {
  return (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, LONGEST);
}

export function isSearchType(value: string): value is SearchType {
  return value in en.searchTypes;
}
