/** What every page does first: ask once, and answer at once where there is nothing to render. */

import type { AstroGlobal } from "astro";

import { ApiError, ask } from "./client.ts";
import type { Document } from "./documents.ts";

/** Pages are asked for again each time: what an editor publishes is there with the next request. */
const CACHE_CONTROL = "no-cache";

/**
 * The answer to `document`, or the response to return instead of a page: 304 where the visitor's browser has the page
 * that this answer makes, or the page that says that the API is away.
 */
export async function load<Answer, Variables extends object>(
  astro: AstroGlobal,
  document: Document<Answer, Variables>,
  variables: Variables,
): Promise<Answer | Response> {
  const known = tagOfApi(astro.request.headers.get("If-None-Match"));
  try {
    const { data, etag } = await ask(document, variables, known);
    const headers = new Headers({ "Cache-Control": CACHE_CONTROL });
    if (etag) headers.set("ETag", tagOfPage(etag));
    if (data === null) return new Response(null, { status: 304, headers });
    headers.forEach((value, name) => astro.response.headers.set(name, value));
    return data;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The rest of such an address may well be good.
    if (error.status === 400 && astro.url.search) return astro.redirect(astro.url.pathname);
    console.error(error.message);
    astro.locals.failure = error;
    return astro.rewrite("/unavailable/");
  }
}

/** Answer that nothing stands here: the page with that message is kept by nobody. */
export function notFound(astro: AstroGlobal): void {
  astro.response.status = 404;
  astro.response.headers.delete("ETag");
}

/** A page is made from the answer and from this build's templates, and from nothing else. */
function tagOfPage(etagOfApi: string): string {
  return `W/"${__BUILD__}.${etagOfApi.replace(/^W\/|"/g, "")}"`;
}

function tagOfApi(etagsOfPage: string | null): string | undefined {
  const found = etagsOfPage?.match(/"([0-9a-z]+)\.([^"]+)"/);
  return found?.[1] === __BUILD__ && found[2] ? `"${found[2]}"` : undefined;
}
