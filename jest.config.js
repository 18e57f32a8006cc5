const path = require("node:path")

/*
 * The unit tests: of the plugin, and of the private packages that have a configuration of their own.
 * Module and HTTP tests need a database and are in integration-tests/.
 */
/** @type {import("jest").Config} */
const plugin = {
  displayName: "plugin",
  rootDir: __dirname,
  roots: ["<rootDir>/src"],
  testEnvironment: "node",
  testMatch: ["<rootDir>/src/**/__tests__/**/*.unit.spec.ts"],
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

/** The scripts that start the demo, and its own routes. */
const backend = {
  ...plugin,
  displayName: "backend",
  roots: ["<rootDir>/apps/backend/scripts", "<rootDir>/apps/backend/src"],
  testMatch: ["<rootDir>/apps/backend/{scripts,src}/**/__tests__/**/*.unit.spec.ts"],
}

/** What a package's own configuration says, as a project among others: these take no time limit of their own. */
const packageProject = (name) => {
  const { testTimeout: _, ...config } = require(`./packages/${name}/jest.config.js`)
  return { ...config, displayName: name, rootDir: path.join(__dirname, "packages", name) }
}

/** @type {import("jest").Config} */
module.exports = {
  projects: [
    plugin,
    backend,
    packageProject("clerk-stand-in"),
    packageProject("local-postgres"),
    ...require("./packages/storefront/jest.config.cjs").projects,
    require("./apps/storefront/jest.config.cjs"),
  ],
  testTimeout: 60_000,
  maxWorkers: 2,
}
