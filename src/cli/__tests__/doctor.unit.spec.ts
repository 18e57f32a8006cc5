import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { createMedusaContainer } from "@medusajs/framework/utils"
import { versions } from "../../doctor/checks/versions"
import type { Shop } from "../../doctor/finding"
import { CHECKS } from "../../doctor/run-checks"
import { ownManifest } from "../../doctor/own-manifest"
import { parsePluginOptions } from "../../options"
import { reportNoStart, runDoctor } from "../run-doctor"
import { createTerminal } from "../terminal"

const OPTIONS = parsePluginOptions({ clerk: { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] } })

/** A shop in which nothing can be resolved. */
const shopIn = (folder: string): Shop => ({ container: createMedusaContainer(), options: OPTIONS, folder, production: false })

const printed = () => {
  const lines: string[] = []
  return { terminal: createTerminal((text) => lines.push(text), process.stderr), text: () => lines.join("") }
}

describe("runDoctor", () => {
  it("reports each check that fails, runs the others, and exits with 1", async () => {
    const { terminal, text } = printed()

    expect(await runDoctor(shopIn(os.tmpdir()), { name: "doctor", json: true }, terminal)).toBe(1)

    const report: { wrong: number; checks: { name: string; findings: { verdict: string; message: string }[] }[] } = JSON.parse(text())
    expect(report.checks.map(({ name }) => name)).toContain("several_instances")
    expect(report.checks.find(({ name }) => name === "database")?.findings).toMatchObject([
      { verdict: "wrong", message: expect.stringMatching(/^This check failed: /) },
    ])
    expect(report.wrong).toBeGreaterThan(5)
  })

  it("breaks long lines below their beginning, and ends with a summary", () => {
    const { terminal, text } = printed()

    expect(reportNoStart("The option clerk.secretKey is missing: set CLERK_SECRET_KEY.", { name: "doctor", json: false }, terminal)).toBe(1)

    expect(text()).toBe(
      [
        "  wrong    Start       The shop does not start. The option clerk.secretKey is missing: set",
        "                       CLERK_SECRET_KEY.",
        "                       Mend it in medusa-config.ts or the environment, then run the command again.",
        "",
        "1 wrong, 0 in order.",
        "",
      ].join("\n")
    )
  })
})

it("docs/command.md lists every check, in its order", () => {
  const page = readFileSync(path.resolve(__dirname, "../../../docs/command.md"), "utf8")
  const section = page.split(/^### What it checks$/m)[1]?.split(/^##/m)[0] ?? ""

  expect([...section.matchAll(/^\| ([A-Z][\w ]*) \|/gm)].map(([, title]) => title)).toEqual(CHECKS.map(({ title }) => title))
})

describe("the check of versions", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "versions-"))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const install = (name: string, version: string) => {
    const home = path.join(folder, "node_modules", name)
    mkdirSync(home, { recursive: true })
    writeFileSync(path.join(home, "package.json"), JSON.stringify({ name, version }))
  }
  const peers = Object.entries(ownManifest()?.peerDependencies ?? {}).map(([name, range]) => ({
    name,
    version: range.replace(/^[~^]/, ""),
  }))

  it("is content with the versions that the plugin is made for", async () => {
    peers.forEach(({ name, version }) => install(name, version))

    expect(await versions.look(shopIn(folder))).toMatchObject({ verdict: "ok", message: expect.stringMatching(/^Medusa 2\.\d+/) })
  })

  it("names a version that does not fit, and a package that is missing", async () => {
    peers.filter(({ name }) => name !== "@medusajs/framework").forEach(({ name, version }) => install(name, version))
    install("@medusajs/medusa", "2.20.0")

    expect(await versions.look(shopIn(folder))).toMatchObject({
      verdict: "wrong",
      message: expect.stringMatching(/@medusajs\/framework is not installed, .*@medusajs\/medusa is 2\.20\.0, not /),
    })
  })
})
