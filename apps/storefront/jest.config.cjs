/** Unit tests of what Cedar decides without a page: addresses, languages, errors, what the demo shows. */
module.exports = {
  displayName: "cedar",
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: ["<rootDir>/src/**/__tests__/**/*.unit.spec.ts"],
  moduleNameMapper: {
    "^@/(.*)$": "<rootDir>/src/$1",
    // The kit is built as modules, which Jest does not load: its sources take their place.
    "^medusa-customer-role-storefront/errors$": require.resolve("../../packages/storefront/src/errors.ts"),
    "^medusa-customer-role-storefront/next$": require.resolve("../../packages/storefront/src/next/index.ts"),
    "^(\\.{1,2}/.*)\\.js$": "$1",
    // Throws where client code imports it, which Jest cannot tell from the server.
    "^server-only$": require.resolve("./jest/server-only.cjs"),
  },
  // next-intl comes as modules, which Jest does not load as they are.
  transformIgnorePatterns: ["/node_modules/(?!(?:next-intl|use-intl|@formatjs)/)"],
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript", tsx: true }, transform: { react: { runtime: "automatic" } }, target: "es2022" },
        module: { type: "commonjs" },
      },
    ],
  },
}
