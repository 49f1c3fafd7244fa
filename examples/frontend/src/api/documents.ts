/** The trusted documents that this site calls by name, with the types that belong to them. */

import type * as types from "./types.gen.ts";

export interface Document<Answer, Variables> {
  readonly id: string;
  /** Only for the types; never set. */
  readonly shape?: { answer: Answer; variables: Variables };
}

function document<Answer, Variables>(id: string): Document<Answer, Variables> {
  return { id };
}

export const documents = {
  home: document<types.FrontendHomeQuery, types.FrontendHomeQueryVariables>("frontend_home"),
  page: document<types.FrontendPageQuery, types.FrontendPageQueryVariables>("frontend_page"),
  preview: document<types.FrontendPreviewQuery, types.FrontendPreviewQueryVariables>("frontend_preview"),
  shell: document<types.FrontendShellQuery, types.FrontendShellQueryVariables>("frontend_shell"),
  topic: document<types.FrontendTopicQuery, types.FrontendTopicQueryVariables>("frontend_topic"),
  author: document<types.FrontendAuthorQuery, types.FrontendAuthorQueryVariables>("frontend_author"),
  framework: document<types.FrontendFrameworkQuery, types.FrontendFrameworkQueryVariables>("frontend_framework"),
  search: document<types.FrontendSearchQuery, types.FrontendSearchQueryVariables>("frontend_search"),
  suggest: document<types.FrontendSuggestQuery, types.FrontendSuggestQueryVariables>("frontend_suggest"),
};
