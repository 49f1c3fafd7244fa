/** Wagtail's user bar, for the editor: its checks of the content, and the place in the text that stays when it changes. */

import { API, PATIENCE } from "~/config.ts";
import type { Visit } from "./visit.ts";

/** The user bar as HTML, empty where there is none: a preview is of use without it. */
export async function userbarFor(visit: Visit, inPanel: boolean): Promise<string> {
  if (!visit.editorOrigin) return "";
  const address = new URL("/preview/userbar", API);
  if (inPanel) address.searchParams.set("panel", "1");
  try {
    const response = await fetch(address, {
      headers: { Authorization: `Bearer ${visit.token}` },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? await response.text() : "";
  } catch {
    return "";
  }
}
