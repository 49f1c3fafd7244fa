/** What a hit of a search leads to, and what it is called. */

import type { HitFragment } from "~/api/types.gen.ts";

import { claimAnchor, safeUrl, subjectPath } from "./links.ts";

export interface Found {
  title: string;
  /** Undefined for what no page shows. */
  url: string | undefined;
}

export function foundIn(hit: HitFragment, locale: string): Found | null {
  const { node } = hit;
  if (!node) return null;
  switch (node.__typename) {
    case "Framework":
      return { title: node.name, url: subjectPath("frameworks", node.slug, locale) };
    case "Author":
      return { title: node.name, url: subjectPath("authors", node.slug, locale) };
    case "Topic":
      return { title: node.topicName ?? node.slug, url: subjectPath("topics", node.slug, locale) };
    case "Claim": {
      const page = (node.usedOn.find((one) => one.locale === locale) ?? node.usedOn[0])?.url;
      return { title: node.statement ?? "", url: page ? `${page}#${claimAnchor(node.uid)}` : undefined };
    }
    case "Source":
      return { title: node.sourceTitle, url: safeUrl(node.address) };
    default:
      return { title: node.title, url: node.url ?? undefined };
  }
}
