(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = root.dataset.theme || localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {}
})();
