/** The switch between light and dark. It is hidden where there is no script; the system's choice holds then. */

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  return root.dataset["theme"] ? root.dataset["theme"] === "dark" : dark.matches;
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-toggle-theme]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset["theme"]);
    } catch {
      // The choice holds for this page.
    }
    show();
  });
  dark.addEventListener("change", show);
  show();
}
