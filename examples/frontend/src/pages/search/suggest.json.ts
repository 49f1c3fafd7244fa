/** Search as you type, for the script of the search form: the browser never speaks to the API itself. */

import type { APIRoute } from "astro";

import { ApiError, ask } from "~/api/client.ts";
import { documents } from "~/api/documents.ts";
import { wordsIn } from "~/i18n/index.ts";
import { foundIn } from "~/text/hits.ts";
import { queryOf } from "~/text/queries.ts";

export interface Suggestion {
  title: string;
  url: string;
  kind: string;
}

export const GET: APIRoute = async ({ url, locals: { locale } }) => {
  const query = queryOf(url.searchParams);
  if (!query) return answer([]);
  try {
    const { data } = await ask(documents.suggest, { query, locale });
    const words = wordsIn(locale);
    const suggestions = (data?.search.hits ?? []).flatMap((hit): Suggestion[] => {
      const found = foundIn(hit, locale);
      return found?.url ? [{ title: found.title, url: found.url, kind: words.searchTypes[hit.type] }] : [];
    });
    return answer(suggestions);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return answer([], error.status);
  }
};

function answer(suggestions: Suggestion[], status = 200): Response {
  return Response.json(suggestions, { status, headers: { "Cache-Control": "no-store" } });
}
