/** The languages of this site: those that it has words of its own for. */

import { en, type Words } from "./en.ts";
import { zhHans } from "./zh-hans.ts";

export const DEFAULT_LOCALE = "en";
const WORDS = { en, "zh-hans": zhHans } satisfies Record<string, Words>;

export type Locale = keyof typeof WORDS;
export const LOCALES = Object.keys(WORDS) as Locale[];

/** Language tags as HTML wants them. */
const TAGS: Record<Locale, string> = { en: "en", "zh-hans": "zh-Hans" };

export function isLocale(code: string): code is Locale {
  return code in WORDS;
}

export function wordsIn(locale: Locale): Words {
  return WORDS[locale];
}

/** BCP 47: `zh-Hans` for `zh-hans`. Codes of the API that this site has no words for are tags of their own. */
export function tagOf(code: string): string {
  return isLocale(code) ? TAGS[code] : code;
}

/** For the attribute `lang` of a text that fell back to another language than the page's; undefined where it did not. */
export function otherTag(code: string | null | undefined, locale: Locale): string | undefined {
  return code && code !== locale ? tagOf(code) : undefined;
}

/** What a language is called in itself: `中文`. */
export function nameOf(code: string): string {
  const tag = tagOf(code);
  return new Intl.DisplayNames([tag], { type: "language", languageDisplay: "dialect" }).of(tag) ?? code;
}

/** Where the site begins in a language: `/`, `/zh-hans/`. */
export function homeOf(locale: Locale): string {
  return locale === DEFAULT_LOCALE ? "/" : `/${locale}/`;
}

/** Split an address into its language and the path within it. */
export function locate(pathname: string): { locale: Locale; path: string } {
  const [, first = "", ...rest] = pathname.split("/");
  if (first !== DEFAULT_LOCALE && isLocale(first)) return { locale: first, path: `/${rest.join("/")}` };
  return { locale: DEFAULT_LOCALE, path: pathname };
}
