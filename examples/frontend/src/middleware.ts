/** What all responses have in common: the language of the address, and the headers that keep a reader safe. */

import { defineMiddleware } from "astro:middleware";

import { isPassedOn, passOn } from "~/api/passing.ts";
import { DEFAULT_LOCALE, locate } from "~/i18n/index.ts";
import { secure } from "~/security.ts";

/** The pages that this site adds to those of the API; each answers below every language code too. */
const OWN = /^\/(search|topics|authors|frameworks)(\/|$)/;

export const onRequest = defineMiddleware(async (context, next) => {
  const { pathname, search } = context.url;
  const { locale, path } = locate(pathname);
  // Where a page hands over to another one, the language stays that of the address.
  context.locals.locale ??= locale;
  const answer = () => {
    if (isPassedOn(pathname)) return passOn(pathname, context.request);
    return locale !== DEFAULT_LOCALE && OWN.test(path) ? next(path + search) : next();
  };
  const response = await answer();
  secure(response.headers);
  return response;
});
