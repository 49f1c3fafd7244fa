/**
 * Holds "Publish" and its like back while an autosave is under way, and lets none begin after it.
 *
 * The editor learns from the answer of an autosave which inline rows are stored by now. A form that is sent before that
 * answer stores them a second time; an autosave that arrives after it makes a draft of what was published.
 */
(() => {
  const FORM = "[data-edit-form]";
  const PATIENCE = 20000; // milliseconds that a form waits for autosave, and autosave for the answer to a form

  let isSaving = false;
  let held = null; // the form that waits, the button by which it is sent, the end of its patience
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
      clearTimeout(held?.timer);
      held = { form: event.target, button: event.submitter, timer: setTimeout(finish, PATIENCE) };
    },
    true,
  );
  window.addEventListener("submit", (event) => {
    if (event.target.matches(FORM) && !event.defaultPrevented) sentAt = performance.now();
  });

  function finish() {
    isSaving = false;
    setTimeout(send); // once all others have heard of it, too
  }

  function send() {
    if (!held) return;
    const { form, button, timer } = held;
    clearTimeout(timer);
    held = null;
    if (!button) return form.requestSubmit();
    const wasDisabled = button.disabled; // by Wagtail, against a second click; a disabled button names no action
    button.disabled = false;
    form.requestSubmit(button);
    button.disabled = wasDisabled;
  }
})();
