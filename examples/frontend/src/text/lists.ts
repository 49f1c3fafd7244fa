/** Long lists, a page at a time. */

/** Pages in a list; the document asks for one more, to know whether there is another page. */
export const PAGE_SIZE = 24;

/** The number of the page that an address asks for; 1 where it makes no sense. */
export function pageNumber(parameters: URLSearchParams): number {
  const number = Number(parameters.get("page") ?? 1);
  return Number.isInteger(number) && number >= 1 && number <= 400 ? number : 1;
}
