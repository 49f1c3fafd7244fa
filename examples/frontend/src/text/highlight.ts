/** Code in colours that follow the theme: each token's colour is a custom property of the style sheet. */

import { createHighlighterCore, createCssVariablesTheme, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { CodeLanguage } from "~/api/types.gen.ts";

type Loader = () => Promise<unknown>;

const LANGUAGES: Record<Exclude<CodeLanguage, "TEXT">, Loader> = {
  BASH: () => import("shiki/langs/bash.mjs"),
  CSS: () => import("shiki/langs/css.mjs"),
  GRAPHQL: () => import("shiki/langs/graphql.mjs"),
  HTML: () => import("shiki/langs/html.mjs"),
  INI: () => import("shiki/langs/ini.mjs"),
  JAVASCRIPT: () => import("shiki/langs/javascript.mjs"),
  JSON: () => import("shiki/langs/json.mjs"),
  MARKDOWN: () => import("shiki/langs/markdown.mjs"),
  PHP: () => import("shiki/langs/php.mjs"),
  PYTHON: () => import("shiki/langs/python.mjs"),
  RUBY: () => import("shiki/langs/ruby.mjs"),
  SQL: () => import("shiki/langs/sql.mjs"),
  TOML: () => import("shiki/langs/toml.mjs"),
  TYPESCRIPT: () => import("shiki/langs/typescript.mjs"),
  YAML: () => import("shiki/langs/yaml.mjs"),
};

/** What each language is called beside its code. */
export const LANGUAGE_NAMES: Record<CodeLanguage, string> = {
  BASH: "Shell",
  CSS: "CSS",
  GRAPHQL: "GraphQL",
  HTML: "HTML",
  INI: "INI",
  JAVASCRIPT: "JavaScript",
  JSON: "JSON",
  MARKDOWN: "Markdown",
  PHP: "PHP",
  PYTHON: "Python",
  RUBY: "Ruby",
  SQL: "SQL",
  TEXT: "",
  TOML: "TOML",
  TYPESCRIPT: "TypeScript",
  YAML: "YAML",
};

let highlighter: Promise<HighlighterCore> | undefined;

/** `code` as escaped HTML in a `<pre>`; languages that nobody has coloured come as plain text. */
export async function highlight(code: string, language: CodeLanguage | null): Promise<string> {
  highlighter ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine(),
    themes: [createCssVariablesTheme({ name: "site", variablePrefix: "--code-" })],
    langs: [],
  });
  const found = await highlighter;
  const load = language && language !== "TEXT" ? LANGUAGES[language] : undefined;
  const name = load && language ? language.toLowerCase() : "text";
  if (load && !found.getLoadedLanguages().includes(name)) {
    await found.loadLanguage(load() as Parameters<HighlighterCore["loadLanguage"]>[0]);
  }
  return found.codeToHtml(code, { lang: name, theme: "site" });
}
