/** What the API's host tells machines about the frontend's addresses: it is found here, so it is passed on. */

import { API, PATIENCE } from "~/config.ts";

const FILES = new Set(["/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/llms.txt"]);
const HEADERS = ["Content-Type", "Cache-Control", "ETag", "Last-Modified"];

export function isPassedOn(pathname: string): boolean {
  return FILES.has(pathname);
}

export async function passOn(pathname: string, request: Request): Promise<Response> {
  const known = request.headers.get("If-None-Match");
  try {
    const response = await fetch(new URL(pathname, API), {
      headers: known ? { "If-None-Match": known } : {},
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const headers = new Headers();
    for (const name of HEADERS) {
      const value = response.headers.get(name);
      if (value) headers.set(name, value);
    }
    return new Response(response.body, { status: response.status, headers });
  } catch {
    return new Response("The service behind this site does not answer.\n", { status: 503, headers: { "Retry-After": "30" } });
  }
}
