const path = require("node:path")

const clerkStandIn = path.join(__dirname, "../packages/clerk-stand-in")
const { testTimeout: _, maxWorkers: __, ...standInProject } = require("../packages/clerk-stand-in/jest.browser.config.js")

/** Real Chromium; run from the repository root with `npm run test:browser`. */
/** @type {import("jest").Config} */
module.exports = {
  // All files share one stack, and some take the backend away for a while.
  maxWorkers: 1,
  testTimeout: 60_000,
  projects: [
    { ...standInProject, rootDir: clerkStandIn },
    {
      displayName: "storefront",
      rootDir: __dirname,
      testEnvironment: "node",
      testMatch: ["<rootDir>/*.spec.ts"],
      transform: standInProject.transform,
      globalSetup: "<rootDir>/setup/global-setup.ts",
      globalTeardown: "<rootDir>/setup/global-teardown.ts",
    },
  ],
}
