import { readdirSync, readFileSync } from "node:fs"

/*
 * Checks what types cannot tell about the output of tsc: that browser files keep their directive, and that nothing
 * imports Clerk or Medusa's server where it must not.
 */
const DIST = new URL("../dist/", import.meta.url)

const files = readdirSync(DIST, { recursive: true })
  .filter((file) => file.endsWith(".js"))
  .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(new URL(file, DIST), "utf8") }))

const importsOf = (text) =>
  [...text.matchAll(/^(?:import|export) .*?from "([^"]+)";?$/gm), ...text.matchAll(/^import "([^"]+)";?$/gm)].map(([, from]) => from)

const CHECKS = {
  'files with React begin with "use client"': ({ text }) =>
    !importsOf(text).some((from) => /^react(\/|$)/.test(from)) || text.startsWith('"use client"'),
  "only ./next imports Clerk": ({ file, text }) => file.startsWith("next/") || !importsOf(text).some((from) => from.startsWith("@clerk/")),
  "files import only React, Clerk, Medusa's SDK and this package": ({ text }) =>
    importsOf(text).every((from) => /^(\.{1,2}\/.*\.js|react(\/jsx-runtime)?|@clerk\/nextjs\/server|@medusajs\/js-sdk)$/.test(from)),
}

let failed = 0
for (const [what, holds] of Object.entries(CHECKS)) {
  const bad = files.filter((file) => !holds(file)).map(({ file }) => file)
  failed += bad.length ? 1 : 0
  console.log(`${bad.length ? "✗" : "✓"} ${what}${bad.length ? `: not in ${bad.join(", ")}` : ""}`)
}
console.log(`${Object.keys(CHECKS).length - failed} passed, ${failed} failed`)
process.exitCode = failed && 1
