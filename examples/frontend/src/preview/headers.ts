/** Headers of a preview: kept by nobody, listed nowhere, and framed by nothing but the editor. */

import { policy } from "~/security.ts";

export function protect(headers: Headers, editorOrigin: string | null): void {
  const editor = editorOrigin ? [editorOrigin] : [];
  headers.set("Cache-Control", "no-store");
  headers.set("Referrer-Policy", "no-referrer");
  headers.set("X-Robots-Tag", "noindex, nofollow");
  headers.set(
    "Content-Security-Policy",
    // The user bar comes with scripts, styles and fonts of the admin's.
    policy(
      { "script-src": editor, "style-src": editor, "img-src": editor, "font-src": editor },
      { "frame-ancestors": editor.length ? editor : ["'none'"] },
    ),
  );
}
