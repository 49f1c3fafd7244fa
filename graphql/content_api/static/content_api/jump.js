/* In the editor: a click on a block in the preview leads to its field.
 *
 * The preview, a page of the frontend in a frame, posts {type: "nuages:block", id} to this window. Only messages of the
 * frontend's origin are heard, and all that they can do is to move the focus.
 */
(function () {
  "use strict";

  const origin = document.currentScript.dataset.frontendOrigin;
  const MARKED = "nuages-jumped-to";

  window.addEventListener("message", (event) => {
    if (event.origin !== origin || !event.data || event.data.type !== "nuages:block") return;
    if (typeof event.data.id === "string") jumpTo(event.data.id);
  });

  function jumpTo(id) {
    const block = blockWith(id);
    if (!block) return;
    showTabOf(block);
    openPanelsAround(block);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
    focusIn(block);
    document.querySelectorAll("." + MARKED).forEach((one) => one.classList.remove(MARKED));
    block.classList.add(MARKED);
  }

  /* Wagtail writes a block's id into the path of its comments and into a hidden field. */
  function blockWith(id) {
    const escaped = CSS.escape(id);
    return (
      document.querySelector('[data-contentpath="' + escaped + '"]') ||
      hiddenFieldWith(id)?.closest("[data-streamfield-child]") ||
      null
    );
  }

  function hiddenFieldWith(id) {
    const fields = document.querySelectorAll('input[type="hidden"][name$="-id"]');
    return Array.from(fields).find((field) => field.value === id);
  }

  function showTabOf(block) {
    const tab = block.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.querySelector('[role="tab"][href="#' + CSS.escape(tab.id) + '"]')?.click();
  }

  /* From the outside in: the toggle of a panel stands in its header, what it hides has the id that the toggle names. */
  function openPanelsAround(block) {
    const toggles = [];
    for (let panel = block.closest("[data-panel]"); panel; panel = panel.parentElement?.closest("[data-panel]")) {
      toggles.unshift(panel.querySelector("[data-panel-toggle]"));
    }
    toggles.filter((one) => one?.getAttribute("aria-expanded") === "false").forEach((one) => one.click());
  }

  function focusIn(block) {
    const field = block.querySelector(
      'input:not([type="hidden"]):not([disabled]), textarea:not([hidden]), select, [contenteditable="true"], .button',
    );
    const target = field || block;
    if (!field) block.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
})();
