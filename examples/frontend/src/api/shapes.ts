/** Names for the parts of answers that components take. */

import type {
  BlockFragment,
  CardFragment,
  ChromeFragment,
  ClaimFactsFragment,
  FrontendPageQuery,
  HeadFragment,
  PictureFragment,
  RenditionFragment,
  SectionFragment,
} from "./types.gen.ts";

/** A page of any type, as the page document answers it. */
export type Page = NonNullable<FrontendPageQuery["route"]["page"]>;
export type PageOf<Name extends Page["__typename"]> = Extract<Page, { __typename: Name }>;

/** A block of a body. Only previews ask for its id. */
export type Block = BlockFragment & { id?: string | null };
export type BlockOf<Name extends BlockFragment["__typename"]> = Extract<Block, { __typename: Name }>;

export type Section = SectionFragment;
export type Card = CardFragment;
export type CardOf<Name extends Card["__typename"]> = Extract<Card, { __typename: Name }>;
export type Chrome = ChromeFragment;
export type Claim = ClaimFactsFragment;
export type ClaimSource = Claim["sources"][number];
export type Head = HeadFragment;
export type Alternate = Head["alternates"][number];
export type Picture = PictureFragment & { rendition: RenditionFragment; small?: RenditionFragment };
export type FrameworkLink = { slug: string; name: string };
