/* In the editor: a click on a block in the preview leads to its field.
 *
 * The preview, a page of the frontend in a frame, posts {type: "nuages:block", id} to this window. Only messages of the
 * frontend's origin are heard, and all that they can do is to move the focus.
 */
(function () {
  "use strict";

  const origin = document.currentScript.dataset.frontendOrigin;
  const FIELDS = [
    'input:not([type="hidden"]):not([disabled]), textarea, select, [contenteditable="true"]',
    "button:not([disabled]), a[href]",
  ];

  window.addEventListener("message", (event) => {
    if (event.origin !== origin || !event.data || event.data.type !== "nuages:block") return;
    if (typeof event.data.id === "string") jumpTo(event.data.id);
  });

  async function jumpTo(id) {
    const block = blockWith(id);
    if (!block) return;
    if (showTabOf(block)) await shown(block);
    openPanelsAround(block);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.style.scrollMarginTop = "6rem"; // below the header that stays in sight
    block.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    focusIn(block);
  }

  /* Wagtail marks each block with its id, by which comments find it too. */
  function blockWith(id) {
    return document.querySelector('[data-streamfield-child][data-contentpath="' + CSS.escape(id) + '"]');
  }

  function showTabOf(block) {
    const tab = block.closest('[role="tabpanel"]');
    if (!tab || !tab.hidden) return false;
    document.querySelector('[role="tab"][href="#' + CSS.escape(tab.id) + '"]')?.click();
    return true;
  }

  /* Tabs fade in, and the page scrolls to its top meanwhile. */
  async function shown(block) {
    for (let turns = 0; block.offsetParent === null && turns < 20; turns += 1) await pause(50);
    await pause(300);
  }

  function pause(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /* From the outside in, its own panel last. */
  function openPanelsAround(block) {
    const panels = [block.querySelector("[data-panel]")];
    for (let panel = block.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      panels.unshift(panel);
    }
    for (const panel of panels) {
      const toggle = panel?.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
  }

  /* What is typed into before what is clicked on; the block itself where there is neither. */
  function focusIn(block) {
    const content = block.querySelector(".w-panel__content") || block;
    const found = FIELDS.flatMap((selector) => Array.from(content.querySelectorAll(selector)));
    const field = found.find((one) => one.offsetParent !== null && !one.closest(".w-panel__header"));
    if (!field) content.tabIndex = -1;
    (field || content).focus({ preventScroll: true });
  }
})();
