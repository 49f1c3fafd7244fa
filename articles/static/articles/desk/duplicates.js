/**
 * Says below a title or an address, while it is typed, what has the same already. It refuses nothing.
 */
(() => {
  const PAUSE = 400; // milliseconds after the last key
  let count = 0;

  function attach(input) {
    const region = document.createElement("div");
    region.className = "desk-same";
    region.id = `desk-same-${(count += 1)}`;
    region.setAttribute("role", "status");
    (input.closest("[data-field-wrapper]") || input.parentElement).append(region);

    let timer;
    let asked = "";
    const ask = async () => {
      const value = input.value.trim();
      if (value === asked) return;
      asked = value;
      const found = value ? await duplicates(input.dataset.deskDuplicates, value) : [];
      if (value === asked) show(region, input, found);
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    ask();
  }

  async function duplicates(address, value) {
    try {
      const response = await fetch(`${address}&value=${encodeURIComponent(value)}`, {
        headers: { Accept: "application/json" },
      });
      return response.ok ? (await response.json()).duplicates : [];
    } catch {
      return []; // a warning that does not come keeps nobody from writing
    }
  }

  function show(region, input, found) {
    region.replaceChildren();
    region.classList.toggle("help-block", found.length > 0);
    region.classList.toggle("help-warning", found.length > 0);
    if (found.length === 0) return;
    const same =
      input.type === "url" ? "There is a source at this address already:" : "There is a page with this title already:";
    const list = document.createElement("ul");
    list.append(...found.map(entry));
    region.append(icon(), same, list);
  }

  function icon() {
    const holder = document.createElement("template");
    holder.innerHTML = '<svg class="icon icon-warning" aria-hidden="true"><use href="#icon-warning"></use></svg>';
    return holder.content;
  }

  function entry({ name, kind, state, url }) {
    const item = document.createElement("li");
    const title = document.createElement(url ? "a" : "span");
    title.textContent = name;
    if (url) {
      title.href = url;
      title.target = "_blank";
      title.rel = "noreferrer";
    }
    item.append(title, ` (${[kind, state].filter(Boolean).join(", ")})`);
    return item;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-desk-duplicates]").forEach(attach);
  });
})();
