import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { LoaderOptions } from "@medusajs/framework/types"
import validateOptions from "../loaders/validate-options"

const ROBOTO = require.resolve("pdfmake/fonts/Roboto/Roboto-Regular.ttf")

const warnings: string[] = []
let files = {}

const start = (fonts?: { normal: string; bold: string }): Promise<void> => {
  const options = {
    clerk: { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] },
    access: { bulkOrders: "verified" },
    quotes: { pdf: fonts ? { fonts } : {} },
  }
  const container = {
    resolve: (key: string) => (key === "configModule" ? { modules: files } : { warn: (line: string) => warnings.push(line) }),
  }
  return validateOptions({ container, options } as unknown as LoaderOptions)
}

describe("the start-up check of options", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fonts-"))
  const write = (name: string, content: Buffer | string): string => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }

  afterAll(() => rmSync(folder, { recursive: true }))

  it("accepts usable fonts, and no fonts", async () => {
    await expect(start({ normal: ROBOTO, bold: ROBOTO })).resolves.toBeUndefined()
    await expect(start()).resolves.toBeUndefined()
  })

  it("warns how to protect quote files that anyone could download", async () => {
    const local = (options: Record<string, unknown>) => ({
      file: { options: { providers: [{ resolve: "@medusajs/medusa/file-local", options }] } },
    })
    files = local({ private_upload_dir: "/srv/private" })
    await start()
    expect(warnings).toEqual([])
    files = local({})
    await start()
    expect(warnings).toEqual([expect.stringMatching(/quotes accept no files, because anyone could download them: .*private_upload_dir/)])
  })

  it.each([
    ["is not there", () => path.join(folder, "none.ttf")],
    ["is not a font", () => write("text.ttf", "just text")],
    ["breaks off", () => write("half.ttf", readFileSync(ROBOTO).subarray(0, 2000))],
    ["is empty", () => write("empty.ttf", "")],
  ])("stops the start for a font that %s, naming option and file", async (_what, make) => {
    const broken = make()

    await expect(start({ normal: ROBOTO, bold: broken })).rejects.toThrow(
      new RegExp(`quotes\\.pdf\\.fonts: ${broken.replaceAll(".", "\\.")} cannot be used as a font: .+\\. Name a TrueType`)
    )
  })
})
