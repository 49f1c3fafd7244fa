// Starts GraphiQL. The address may name a query, ?query=...&variables=..., which then opens in the first tab.
"use strict";

(function start() {
  const root = document.getElementById("graphiql");
  const examples = JSON.parse(document.getElementById("tabs").textContent);
  const address = new URLSearchParams(window.location.search);
  const query = address.get("query");

  // GraphiQL prefers the tabs of the last visit. For a query from the address it gets a memory that ends with the
  // visit: the query is shown for certain, and the visitor's own tabs are there again the next time.
  function memory() {
    const items = new Map();
    return {
      get length() { return items.size; },
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => { items.set(key, value); },
      removeItem: (key) => { items.delete(key); },
      clear: () => { items.clear(); },
    };
  }

  const properties = {
    fetcher: GraphiQL.createFetcher({ url: root.dataset.endpoint }),
    defaultTabs: examples,
  };
  if (query !== null) {
    // Named twice: the first tab takes its variables from the second place only.
    const given = { query, variables: address.get("variables") ?? "" };
    Object.assign(properties, given, { defaultTabs: [given, ...examples], storage: memory() });
  }
  ReactDOM.createRoot(root).render(React.createElement(GraphiQL, properties));
})();
