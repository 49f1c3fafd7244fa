import { fileURLToPath } from "node:url";

import node from "@astrojs/node";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  server: { host: "127.0.0.1", port: 4321 },
  trailingSlash: "ignore",
  devToolbar: { enabled: false },
  image: { service: { entrypoint: "astro/assets/services/noop" } },
  // The content security policy allows no inline script and no inline style sheet.
  build: { inlineStylesheets: "never" },
  vite: {
    build: { assetsInlineLimit: 0 },
    resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
    define: { __BUILD__: JSON.stringify(Date.now().toString(36)) },
  },
});
