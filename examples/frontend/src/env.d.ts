/// <reference types="astro/client" />

/** When the site was built: part of each page's ETag, since new templates make new pages. */
declare const __BUILD__: string;

declare namespace App {
  interface Locals {
    /** The language of the address: its first segment, or the default one. */
    locale: import("~/i18n/index.ts").Locale;
    /** The anchors of claims that the page has by now. */
    anchors?: Set<string>;
    /** Why the API did not answer, for the page that says so. */
    failure?: import("~/api/client.ts").ApiError;
  }
}
