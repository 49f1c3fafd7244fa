/**
 * Holds "Publish" and its like back while an autosave is under way, and lets none begin after it.
 *
 * The editor learns from the answer of an autosave which inline rows are stored by now. A form that is sent before that
 * answer stores them a second time; an autosave that arrives after it makes a draft of what was published.
 */
(() => {
  const FORM = "[data-edit-form]";
  const PATIENCE = 20000; // milliseconds; where a form is not answered, autosave goes on

  let isSaving = false;
  let held = null; // the form that waits, and the button by which it is sent
  let sentAt = -Infinity;

  document.addEventListener("w-autosave:save", (event) => {
    if (held || performance.now() - sentAt < PATIENCE) event.preventDefault();
    else isSaving = true;
  });
  document.addEventListener("w-autosave:success", finish);
  document.addEventListener("w-autosave:error", finish);

  window.addEventListener(
    "submit",
    (event) => {
      if (!isSaving || !event.target.matches(FORM)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held = { form: event.target, button: event.submitter };
    },
    true,
  );
  window.addEventListener("submit", (event) => {
    if (event.target.matches(FORM) && !event.defaultPrevented) sentAt = performance.now();
  });

  function finish() {
    isSaving = false;
    if (held) setTimeout(send); // once all others have heard of it, too
  }

  function send() {
    const { form, button } = held;
    held = null;
    if (!button) return form.requestSubmit();
    const wasDisabled = button.disabled; // by Wagtail, against a second click; a disabled button names no action
    button.disabled = false;
    form.requestSubmit(button);
    button.disabled = wasDisabled;
  }
})();
