/** In a preview beside the editor's form: a click on a block leads to its field, and the place in the text stays. */

const settings = document.querySelector("#preview-editor");
const inFrame = window.parent !== window;
const BLOCK = "[data-block-id]";
/** What a click means something else on; headings are links to themselves. */
const ACTIVE = "a:not(.anchor), button, summary, input, select, textarea, iframe, video, audio, label";

if (settings && inFrame) {
  const { origin, label } = JSON.parse(settings.textContent ?? "{}") as { origin: string; label: string };
  keepPlace();
  openLinksElsewhere();
  for (const block of document.querySelectorAll<HTMLElement>(BLOCK)) offerJump(block, origin, label);
}

function offerJump(block: HTMLElement, origin: string, label: string): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "edit-block";
  button.textContent = label;
  block.prepend(button);
  block.addEventListener("click", (event) => {
    const target = event.target as Element;
    const isMine = target.closest(BLOCK) === block;
    const isText = window.getSelection()?.isCollapsed === false;
    if (!isMine || (target !== button && (isText || target.closest(ACTIVE)))) return;
    event.preventDefault();
    window.parent.postMessage({ type: "nuages:block", id: block.dataset["blockId"] }, origin);
  });
}

/** A link that is followed within the panel would take the draft away. */
function openLinksElsewhere(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    if (link.getAttribute("href")?.startsWith("#")) continue;
    link.target = "_blank";
    link.rel = `${link.rel} noopener`.trim();
  }
}

/** Each change loads the page anew, in a new frame. */
function keepPlace(): void {
  const key = `preview:${window.location.pathname}`;
  const kept = Number(sessionStorage.getItem(key) ?? 0);
  if (kept > 0) window.scrollTo({ top: kept, behavior: "instant" });
  window.addEventListener("scroll", () => sessionStorage.setItem(key, String(Math.round(window.scrollY))), { passive: true });
}
