/** Addresses of the pages that this site adds, and of claims within pages. */

import { DEFAULT_LOCALE } from "~/i18n/index.ts";

type Subject = "topics" | "authors" | "frameworks";

export function subjectPath(subject: Subject, slug: string, locale: string): string {
  return `${homePath(locale)}${subject}/${slug}/`;
}

export function searchPath(locale: string, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams(parameters).toString();
  return `${homePath(locale)}search/${query ? `?${query}` : ""}`;
}

/** Where a claim stands within a page that shows it. */
export function claimAnchor(uid: string): string {
  return `claim-${uid.slice(0, 8)}`;
}

/** The same for the claim itself; undefined where the page has shown it before, since an anchor is there once. */
export function claimId(uid: string, locals: App.Locals): string | undefined {
  const anchor = claimAnchor(uid);
  const taken = (locals.anchors ??= new Set());
  if (taken.has(anchor)) return undefined;
  taken.add(anchor);
  return anchor;
}

/** An address that a link may have: editors and sources type in all sorts of things. */
export function safeUrl(url: string | null | undefined): string | undefined {
  return url && /^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(url) ? url : undefined;
}

/** `example.org` of `https://www.example.org/page`. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

function homePath(locale: string): string {
  return locale === DEFAULT_LOCALE ? "/" : `/${locale}/`;
}
