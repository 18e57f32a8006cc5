const { default: medusa } = require("@medusajs/eslint-plugin")
const parser = require("@typescript-eslint/parser")

/** What throws here never reaches an HTTP answer: start-up, command-line tools, tests. */
const OUTSIDE_REQUESTS = [
  "src/options.ts",
  "apps/**",
  "packages/**",
  "benchmarks/**",
  "integration-tests/**",
  "browser-tests/**",
  "scripts/**",
]

/** Not what shops run, or not about workflows. To work out the types of all that these files import would take half of the time. */
const OUTSIDE_WORKFLOWS = ["packages/**", "browser-tests/**", "benchmarks/**", "scripts/**", "src/admin/**", "**/*.d.ts"]

module.exports = [
  {
    ignores: [
      "**/node_modules/**",
      "**/.medusa/**",
      "**/.demo/**",
      "apps/backend/public/**",
      "**/dist/**",
      "**/.next/**",
      "**/next-env.d.ts",
    ],
  },
  ...medusa.configs.strict,
  // Medusa's rules leave storefronts out.
  { ignores: ["!**/apps/storefront/**", "**/apps/storefront/node_modules/**", "**/apps/storefront/.next/**"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: OUTSIDE_WORKFLOWS,
    languageOptions: { parserOptions: { project: null } },
    rules: { "@medusajs/no-workflow-call-without-container": "off", "@medusajs/no-non-serializable-step-return": "off" },
  },
  // Storefronts have Medusa's types, and not its framework.
  {
    files: ["packages/storefront/**", "apps/storefront/**"],
    rules: { "@medusajs/import-from-framework-not-internal": "off", "@medusajs/zod-import-source": "off" },
  },
  // Next.js has folders of its own, such as `[...path]`.
  { files: ["apps/storefront/**"], rules: { "@medusajs/route-dynamic-folder-syntax": "off" } },
  { files: OUTSIDE_REQUESTS, rules: { "@medusajs/use-medusa-error-not-generic-error": "off" } },
]
