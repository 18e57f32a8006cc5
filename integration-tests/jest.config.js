/*
 * Module, HTTP and process tests, with their own PostgreSQL. Run from the repository root:
 *   npm run test:integration, npm run test:long
 * "http" runs each HTTP spec file in its own app, to run one or a few of them; "shared" runs the same files, most of them
 * in two apps; "long" repeats the property tests with many more examples.
 * The scripts enlarge V8's young generation (--max-semi-space-size), in which most of what a request makes of Medusa's objects
 * dies: two files of HTTP tests take 97 seconds of processor time instead of 109.
 */
const { alone } = require("./shared/spec-files")

const common = {
  rootDir: __dirname,
  testEnvironment: "node",
  setupFiles: ["<rootDir>/setup/environment.ts"],
  resolver: "<rootDir>/setup/kit-sources.js",
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: "es2022",
        },
        module: { type: "commonjs" },
      },
    ],
  },
}

/** @type {import("jest").Config} */
module.exports = {
  rootDir: __dirname,
  globalSetup: "<rootDir>/setup/global-setup.ts",
  globalTeardown: "<rootDir>/setup/global-teardown.ts",
  // Each restore of the database cuts an app's pooled connections; nothing is left to wait for.
  forceExit: true,
  // An app starts in fifteen seconds, or four times that on a busy machine.
  testTimeout: 120_000,
  maxWorkers: 2,
  testSequencer: "<rootDir>/shared/longest-first.js",
  // Each file loads all of Medusa again and frees little of it, so workers restart after many files.
  workerIdleMemoryLimit: "2GB",
  projects: [
    { ...common, displayName: "modules", roots: ["<rootDir>/modules", "<rootDir>/helpers"], testMatch: ["<rootDir>/modules/**/*.spec.ts"] },
    { ...common, displayName: "model", roots: ["<rootDir>/model"], testMatch: ["<rootDir>/model/**/*.spec.ts"] },
    { ...common, displayName: "processes", roots: ["<rootDir>/processes"], testMatch: ["<rootDir>/processes/**/*.spec.ts"] },
    {
      ...common,
      displayName: "differential",
      roots: ["<rootDir>/differential", "<rootDir>/helpers"],
      testMatch: ["<rootDir>/differential/**/*.spec.ts"],
    },
    {
      ...common,
      displayName: "shared",
      roots: ["<rootDir>/shared", "<rootDir>/http", "<rootDir>/helpers"],
      testMatch: ["<rootDir>/shared/{first,second}.spec.ts", ...alone().map((file) => `<rootDir>/http/${file}`)],
    },
    {
      ...common,
      displayName: "long",
      roots: ["<rootDir>/shared", "<rootDir>/http", "<rootDir>/helpers"],
      testMatch: ["<rootDir>/shared/long.spec.ts"],
      setupFiles: [...common.setupFiles, "<rootDir>/setup/long.ts"],
    },
    { ...common, displayName: "http", roots: ["<rootDir>/http", "<rootDir>/helpers"], testMatch: ["<rootDir>/http/**/*.spec.ts"] },
  ],
}
