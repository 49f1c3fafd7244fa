/** What this site keeps of a preview that was opened: in a cookie for its address alone, which no script can read. */

import type { AstroCookies } from "astro";

import { DEFAULT_LOCALE, isLocale, type Locale } from "~/i18n/index.ts";
import type { Exchanged } from "./exchange.ts";

const COOKIE = "preview";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Visit {
  token: string;
  locale: Locale;
  /** Null where nobody's editor is around the preview. */
  editorOrigin: string | null;
}

/** The address of a preview, or undefined for what is no preview's id. */
export function pathOf(id: string | undefined): string | undefined {
  return id && ID.test(id) ? `/preview/${id}/` : undefined;
}

export function remember(cookies: AstroCookies, path: string, exchanged: Exchanged, secure: boolean): void {
  const visit: Visit = {
    token: exchanged.token,
    locale: isLocale(exchanged.locale) ? exchanged.locale : DEFAULT_LOCALE,
    editorOrigin: exchanged.editorOrigin,
  };
  cookies.set(COOKIE, visit, {
    path,
    expires: new Date(exchanged.expiresAt),
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}

/** Cookies come from browsers: what is no visit is none. */
export function recall(cookies: AstroCookies): Visit | undefined {
  let kept: Partial<Visit> | undefined;
  try {
    kept = cookies.get(COOKIE)?.json() as Partial<Visit> | undefined;
  } catch {
    return undefined;
  }
  const { token, locale, editorOrigin } = kept ?? {};
  if (typeof token !== "string" || typeof locale !== "string" || !isLocale(locale)) return undefined;
  return { token, locale, editorOrigin: originOf(editorOrigin) };
}

/** An origin goes into a header, where a semicolon would begin another directive. */
function originOf(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { origin, protocol } = new URL(address);
  return protocol === "http:" || protocol === "https:" ? origin : null;
}
