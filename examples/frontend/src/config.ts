/** What the environment decides. Read when the server starts, so one build runs anywhere. */

/** The GraphQL endpoint. */
export const API = new URL("/graphql/", process.env["NUAGES_API"] ?? "http://127.0.0.1:8000");

/** Hostname of the site to show where the service holds several; undefined for its default one. */
export const SITE = process.env["NUAGES_SITE"] || undefined;

/** Where images and documents come from, beside the API itself: origins with spaces between them, such as a CDN's. */
export const MEDIA = (process.env["NUAGES_MEDIA"] ?? "").split(" ").filter(Boolean);

/** Milliseconds to wait for the API. */
export const PATIENCE = Number(process.env["NUAGES_TIMEOUT_MS"] ?? 8000);
