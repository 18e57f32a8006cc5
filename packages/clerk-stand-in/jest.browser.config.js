const { transform } = require("./jest.config.js")

/** Clerk's own code in Chromium; run from the repository root with `npm run test:browser`. */
module.exports = {
  rootDir: __dirname,
  displayName: "clerk-stand-in in a browser",
  testEnvironment: "node",
  testMatch: ["<rootDir>/browser-tests/**/*.spec.ts"],
  transform,
  maxWorkers: 1,
  testTimeout: 30_000,
}
