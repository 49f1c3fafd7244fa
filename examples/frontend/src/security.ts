/** Headers that say what a page may do, and that nobody keeps it without asking. */

import { createHash } from "node:crypto";

import { API, MEDIA } from "~/config.ts";
import themeScript from "~/scripts/theme-first.js?raw";

/** Players that a reader may start within a page. */
const PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"];

/** The one script that stands in the page itself, since it must run before the first paint. */
export const THEME_SCRIPT = themeScript.trim();
const THEME_HASH = `'sha256-${createHash("sha256").update(THEME_SCRIPT).digest("base64")}'`;

const POLICY = {
  "default-src": ["'none'"],
  "script-src": ["'self'", THEME_HASH],
  "style-src": ["'self'"],
  // Colours of pictures and of code stand in style attributes, which can run nothing.
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'", "data:", API.origin, ...MEDIA],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-src": ["'self'", ...PLAYERS],
  "form-action": ["'self'"],
  "base-uri": ["'none'"],
  "frame-ancestors": ["'self'"],
};

export type Policy = Partial<Record<keyof typeof POLICY, string[]>>;

/** The content security policy, with further sources where a page needs them, and others instead of some. */
export function policy(more: Policy = {}, instead: Policy = {}): string {
  return Object.entries({ ...POLICY, ...instead })
    .map(([name, sources]) => [name, ...sources, ...(more[name as keyof Policy] ?? [])].join(" "))
    .join("; ");
}

/** Set what the page has not set itself. */
export function secure(headers: Headers): void {
  const defaults = {
    // The development server puts its styles and scripts into the page.
    ...(!import.meta.env.DEV && { "Content-Security-Policy": policy() }),
    // Redirects too: where an address leads may change like everything else.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
  for (const [name, value] of Object.entries(defaults)) {
    if (!headers.has(name)) headers.set(name, value);
  }
}
