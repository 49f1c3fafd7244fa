/** One request to the API: a trusted document by GET, so that every cache on the way may help. */

import { API, PATIENCE, SITE } from "~/config.ts";

import type { Document } from "./documents.ts";

/** The API did not answer, or not with content. `status` is what this site answers then. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 502 | 503,
    readonly code = "",
  ) {
    super(message);
  }
}

/** Data and the tag by which the API knows it again; `data` is null where it still is what the tag says. */
export interface Answered<Answer> {
  data: Answer | null;
  etag: string | null;
}

/** Codes of errors that pass by themselves. */
const PASSING = new Set(["UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "VERSION_NOT_REACHED"]);

/** Codes of errors in what a visitor has sent: a cursor that was cut off, a query that nothing can be made of. */
const FAULTS_OF_VISITORS = new Set(["BAD_CURSOR", "BAD_INPUT"]);

interface Body<Answer> {
  data?: Answer | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * Ask for `document`. With the `etag` of an earlier answer the API need not send the same one again; with the `token` of
 * a preview it answers a draft.
 */
export async function ask<Answer, Variables extends object>(
  document: Document<Answer, Variables>,
  variables: Variables,
  etag?: string,
  token?: string,
): Promise<Answered<Answer>> {
  const address = new URL(API);
  address.searchParams.set("id", document.id);
  address.searchParams.set("variables", JSON.stringify({ site: SITE, ...variables }));
  const response = await answerFrom(address, etag, token);
  if (response.status === 304) return { data: null, etag: etag ?? null };
  return { data: await dataOf<Answer>(response), etag: response.headers.get("ETag") };
}

async function answerFrom(address: URL, etag: string | undefined, token: string | undefined): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/graphql-response+json, application/json" };
  if (etag) headers["If-None-Match"] = etag;
  if (token) headers["Authorization"] = `Bearer ${token}`;
  try {
    return await fetch(address, { headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw new ApiError(`The API at ${API.origin} does not answer: ${String(error)}`, 503);
  }
}

async function dataOf<Answer>(response: Response): Promise<Answer> {
  let body: Body<Answer>;
  try {
    body = (await response.json()) as Body<Answer>;
  } catch {
    throw new ApiError(`The API answered ${response.status} without JSON.`, response.status >= 500 ? 503 : 502);
  }
  const [error] = body.errors ?? [];
  if (error) {
    const code = error.extensions?.code ?? "";
    throw new ApiError(`The API says: ${error.message}`, statusOf(code), code);
  }
  if (!body.data) throw new ApiError(`The API answered ${response.status} without data.`, 502);
  return body.data;
}

function statusOf(code: string): ApiError["status"] {
  if (FAULTS_OF_VISITORS.has(code)) return 400;
  return PASSING.has(code) ? 503 : 502;
}
