/** Suggestions below the field while somebody types: links in a list, so that Tab and Enter do what they always do. */

import type { Suggestion } from "~/pages/search/suggest.json.ts";

const PAUSE = 150; // milliseconds without a key before asking

for (const form of document.querySelectorAll<HTMLFormElement>("[data-suggest]")) {
  const field = form.querySelector<HTMLInputElement>("input[type=search]");
  const box = form.querySelector<HTMLElement>("[data-suggestions]");
  if (field && box) suggestIn(form, field, box);
}

function suggestIn(form: HTMLFormElement, field: HTMLInputElement, box: HTMLElement): void {
  let timer = 0;
  let asking = new AbortController();

  const close = () => {
    box.hidden = true;
    box.replaceChildren();
  };
  const suggest = async () => {
    asking.abort();
    asking = new AbortController();
    const query = field.value.trim();
    if (query.length < 2) return close();
    try {
      const address = `${form.dataset["suggest"] ?? ""}?q=${encodeURIComponent(query)}`;
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok) show((await response.json()) as Suggestion[]);
    } catch {
      // Given up for a newer one, or no connection: the form itself still works.
    }
  };
  const show = (suggestions: Suggestion[]) => {
    if (!suggestions.length) return close();
    const list = document.createElement("ul");
    list.setAttribute("aria-label", box.dataset["label"] ?? "");
    list.append(...suggestions.map(item));
    box.replaceChildren(list);
    box.hidden = false;
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void suggest(), PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      field.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event, field, box);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) close();
  });
}

function item({ title, url, kind }: Suggestion): HTMLElement {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  const label = document.createElement("span");
  link.href = url;
  link.textContent = title;
  label.textContent = kind;
  link.append(label);
  entry.append(link);
  return entry;
}

/** Arrow keys go from the field through the links and back. */
function step(event: KeyboardEvent, field: HTMLInputElement, box: HTMLElement): void {
  const stops: HTMLElement[] = [field, ...box.querySelectorAll("a")];
  if (stops.length < 2) return;
  event.preventDefault();
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = (at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length;
  stops[next]?.focus();
}
