/*
 * Runs the React tests twice: with React 18 of Medusa's admin, which is in the root, and with React 19. The package
 * builds to ESM; Jest reads its sources as CommonJS.
 */
const common = {
  rootDir: __dirname,
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic" } },
          target: "es2022",
        },
        module: { type: "commonjs" },
      },
    ],
  },
}

const sources = { "^(\\.{1,2}/.*)\\.js$": "$1" }

/** Makes all imports of React resolve to the one in a given `node_modules`. */
const inBrowser = (displayName, modules) => ({
  ...common,
  displayName,
  testEnvironment: require.resolve("./__tests__/helpers/browser-environment.cjs"),
  testMatch: ["<rootDir>/__tests__/react/**/*.spec.tsx"],
  moduleNameMapper: { "^(react|react-dom)(/.*)?$": `${modules}/$1$2`, ...sources },
})

/** @type {import("jest").Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: "storefront",
      testEnvironment: "node",
      testMatch: ["<rootDir>/__tests__/*.spec.ts"],
      moduleNameMapper: sources,
    },
    inBrowser("storefront, React 18", "<rootDir>/../../node_modules"),
    inBrowser("storefront, React 19", "<rootDir>/node_modules"),
  ],
}
