const { default: medusa } = require("@medusajs/eslint-plugin")
const parser = require("@typescript-eslint/parser")

/** What throws here never reaches an HTTP answer: start-up, command-line tools, tests. */
const OUTSIDE_REQUESTS = ["src/options.ts", "apps/**", "packages/**", "benchmarks/**", "integration-tests/**", "scripts/**"]

module.exports = [
  { ignores: ["**/node_modules/**", "**/.medusa/**", "**/.demo/**", "**/dist/**"] },
  ...medusa.configs.strict,
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  { files: OUTSIDE_REQUESTS, rules: { "@medusajs/use-medusa-error-not-generic-error": "off" } },
]
