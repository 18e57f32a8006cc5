/*
 * Imports run one way: api → workflows → modules. `npm run boundaries` fails on an arrow the other way and on circles.
 * CONTRIBUTING.md has the picture; what a rule forbids and what breaks without it stands in its comment.
 */

/** What merchants import: it re-exports from every room, and no code in these rooms imports it. */
const FACADES = "^src/(types|workflows/index|helpers/index)\\.ts$"

/** Rooms that start something. Nothing below them may know who started it. */
const EDGES = "^src/(api|subscribers|jobs|cli|admin|links)/"

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "modules-know-nothing-above",
      severity: "error",
      comment: "A module that knows routes, workflows or Clerk cannot be tested or loaded without them.",
      from: { path: "^src/modules/" },
      to: { path: "^src/(api|workflows|clerk|providers|policies|subscribers|jobs|cli|doctor|admin|links|helpers)/" },
    },
    {
      name: "modules-stand-alone",
      severity: "error",
      comment: "Medusa isolates modules: what joins two of them is a link or a workflow.",
      from: { path: "^src/modules/([^/]+)/" },
      to: { path: "^src/modules/", pathNot: "^src/modules/$1/" },
    },
    {
      name: "modules-know-no-http-and-no-core-flows",
      severity: "error",
      comment: "Services have no request, and core's workflows resolve modules: a module that runs them depends on itself.",
      from: { path: "^src/modules/" },
      to: { path: "(^|node_modules/)(@medusajs/(core-flows|medusa|framework/(dist/)?http)|@clerk/|express)" },
    },
    {
      name: "modules-reach-no-core-flows-and-no-clerk",
      severity: "error",
      comment: "Nor by way of others.",
      from: { path: "^src/modules/" },
      to: { path: "(^|node_modules/)(@medusajs/(core-flows|medusa)|@clerk/)", reachable: true },
    },
    {
      name: "workflows-know-no-edges",
      severity: "error",
      comment: "A workflow runs for routes, jobs, subscribers and the command line alike.",
      from: { path: "^src/(workflows|clerk|policies|providers)/" },
      to: { path: EDGES },
    },
    {
      name: "clerk-knows-no-workflows",
      severity: "error",
      comment: "src/clerk translates Clerk's words; what follows from them is decided in workflows.",
      from: { path: "^src/clerk/" },
      to: { path: "^src/workflows/" },
    },
    {
      name: "foundations-know-nothing-above",
      severity: "error",
      comment: "Errors, options, queues and SQL helpers are below every room. They may name the types of a module, and nothing else.",
      from: {
        path: "^src/",
        pathNot: ["^src/(api|workflows|modules|clerk|providers|policies|subscribers|jobs|cli|doctor|admin|links|helpers)/", FACADES],
      },
      to: { path: "^src/(api|workflows|clerk|providers|policies|subscribers|jobs|cli|doctor|admin|links|helpers)/" },
    },
    {
      name: "foundations-run-no-modules",
      severity: "error",
      comment: "As above: types only.",
      from: {
        path: "^src/",
        pathNot: ["^src/(api|workflows|modules|clerk|providers|policies|subscribers|jobs|cli|doctor|admin|links|helpers)/", FACADES],
      },
      to: { path: "^src/modules/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "edges-stand-apart",
      severity: "error",
      comment: "Subscribers, jobs, the command line and routes share workflows, not each other's code.",
      from: { path: "^src/(api|subscribers|jobs|cli|admin|links)/" },
      to: { path: EDGES, pathNot: "^src/$1/" },
    },
    {
      name: "clerk-sdk-in-one-room",
      severity: "error",
      comment: "An upgrade of Clerk's SDK touches src/clerk alone.",
      from: { path: "^src/", pathNot: "^src/clerk/" },
      to: { path: "(^|node_modules/)@clerk/" },
    },
    {
      name: "bulk-orders-do-not-know-quotes",
      severity: "error",
      comment: "Quotes place bulk orders. The other way round is a circle, and each change of quotes would touch every bulk order.",
      from: { path: "^src/(workflows/bulk-orders|modules/bulk-order)/" },
      to: { path: "^src/(workflows/quotes|modules/quote|quote-pdf)/" },
    },
    {
      name: "caller-knows-no-answers",
      severity: "error",
      comment: "Guards and answers ask who sends a request. The other way round is a circle.",
      from: { path: "^src/api/caller/" },
      to: { path: "^src/api/", pathNot: "^src/api/caller/" },
    },
    {
      name: "http-does-not-know-guards",
      severity: "error",
      comment: "Guards answer by api/http. The other way round is a circle.",
      from: { path: "^src/api/http/" },
      to: { path: "^src/api/", pathNot: "^src/api/(http|caller)/" },
    },
    {
      name: "guards-know-no-routes",
      severity: "error",
      comment: "Merchants mount guards on routes of their own.",
      from: { path: "^src/api/guards/" },
      to: { path: "^src/api/(store|admin|hooks|auth)/" },
    },
    {
      name: "rooms-do-not-import-their-top-level",
      severity: "error",
      comment:
        "The top level of a domain is what callers may call. Steps and helpers below it would call themselves. Its types are everybody's.",
      from: { path: "^src/workflows/([^/]+)/.*/" },
      to: { path: "^src/workflows/$1/[^/]+\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "steps-do-not-import-workflows",
      severity: "error",
      comment: "Workflows are made of steps.",
      from: { path: "^src/workflows/([^/]+)/.*steps/" },
      to: { path: "^src/workflows/$1/.*workflows/" },
    },
    {
      name: "admin-pages-call-listed-routes",
      severity: "error",
      comment: "A request that is not in plugin-routes.ts would escape the test that compares permissions with policies.",
      from: { path: "^src/admin/", pathNot: "^src/admin/api/(call-plugin|medusa)\\.ts$" },
      to: { path: "^src/admin/sdk\\.ts$" },
    },
    {
      name: "no-circles",
      severity: "error",
      comment: "Of files in a circle none can be read, tested or moved alone. Models that relate to each other name each other.",
      from: { path: "^src/", pathNot: "^src/modules/[^/]+/models/" },
      to: { circular: true },
    },
    {
      name: "no-tests-in-code",
      severity: "error",
      comment: "The package holds no tests.",
      from: { path: "^src/", pathNot: "/__tests__/" },
      to: { path: "(/__tests__/|^(integration-tests|benchmarks|apps|scripts|packages)/)" },
    },
    {
      name: "no-dev-dependencies-in-code",
      severity: "error",
      comment: "Shops install dependencies and have peer dependencies; a dev dependency is missing there.",
      from: { path: "^src/", pathNot: ["/__tests__/", "^src/admin/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer", "npm", "type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(__tests__|\\.medusa|node_modules/@types)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "require", "node", "default"],
      mainFields: ["types", "main"],
    },
    combinedDependencies: false,
  },
}
