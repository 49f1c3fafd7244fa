/** Addresses and languages of the pages that this site makes itself: the API knows no page for them. */

import type { Alternate, Chrome } from "~/api/shapes.ts";

/** The page's address for search engines, such as `https://example.org/zh-hans/topics/security/`. */
export function canonicalOf(chrome: Chrome, path: string): string | undefined {
  const home = chrome.home.page?.fullUrl;
  return home ? `${home}${path}` : undefined;
}

/** The same page below each language's home page. */
export function alternatesOf(chrome: Chrome, path: string): Alternate[] {
  return (chrome.home.page?.alternates ?? []).map((alternate) => ({
    ...alternate,
    url: alternate.url && `${alternate.url}${path}`,
    fullUrl: alternate.fullUrl && `${alternate.fullUrl}${path}`,
  }));
}
