/** A preview's link for a token that goes into a header, asked for by this server: the link stays in no history. */

import { API, PATIENCE } from "~/config.ts";
import { ApiError } from "~/api/client.ts";

/** What the API gives for a link. */
export interface Exchanged {
  id: string;
  token: string;
  /** When the token ends, ISO 8601. */
  expiresAt: string;
  /** Where the editor is, for a preview beside the editor's form; null for a link that was shared. */
  editorOrigin: string | null;
  shared: boolean;
  /** The language of the page. */
  locale: string;
}

/** What `link` opens; null where it opens nothing, or nothing any more. */
export async function exchange(link: string): Promise<Exchanged | null> {
  let response: Response;
  try {
    response = await fetch(new URL("/preview/exchange", API), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: link }),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new ApiError(`The API at ${API.origin} does not answer: ${String(error)}`, 503);
  }
  if (response.ok) return (await response.json()) as Exchanged;
  if (response.status === 404) return null;
  throw new ApiError(`The API answered ${response.status} to a preview's link.`, response.status === 429 ? 503 : 502);
}
