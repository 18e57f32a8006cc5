/** Excludes React, Medusa's SDK and a bundler's code for old module systems, to measure what the kit itself adds to a page. */
const bundled = {
  ignore: ["react", "@medusajs/js-sdk"],
  gzip: true,
  modifyEsbuildConfig: (config) => ({ ...config, format: "esm" }),
}

export default [
  { ...bundled, name: "provider and guards", path: "scripts/provider-and-guards.js", limit: "3 kB" },
  { ...bundled, name: "./react and . together", path: "scripts/react-and-client.js", limit: "6 kB" },
  { ...bundled, name: "./react/quick-order", path: "dist/react/quick-order/index.js", limit: "4 kB" },
  { ...bundled, name: "./react/quotes", path: "dist/react/quotes/index.js", limit: "2 kB" },
]
