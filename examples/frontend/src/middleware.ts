/** What all responses have in common: the language of the address, and the headers that keep a reader safe. */

import { defineMiddleware } from "astro:middleware";

import { DEFAULT_LOCALE, locate } from "~/i18n/index.ts";
import { secure } from "~/security.ts";

/** The pages that this site adds to those of the API; each answers below every language code too. */
const OWN = /^\/(search|topics|authors|frameworks)(\/|$)/;

export const onRequest = defineMiddleware(async (context, next) => {
  const { locale, path } = locate(context.url.pathname);
  context.locals.locale = locale;
  const inOtherLanguage = locale !== DEFAULT_LOCALE && OWN.test(path);
  const response = await (inOtherLanguage ? next(path + context.url.search) : next());
  secure(response.headers);
  return response;
});
