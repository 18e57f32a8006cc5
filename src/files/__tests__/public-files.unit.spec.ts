import path from "node:path"
import { publicFolderOf } from "../public-files"

const STATIC = path.resolve("static")

const withProvider = (provider: Record<string, unknown>) => ({
  modules: { file: { resolve: "@medusajs/medusa/file", options: { providers: [provider] } } },
})

const local = (options?: Record<string, unknown>, resolve = "@medusajs/medusa/file-local") =>
  withProvider({ resolve, id: "local", options })

describe("publicFolderOf", () => {
  it.each([
    ["without options", local()],
    ["without a folder of their own", local({ upload_dir: "/srv/uploads" })],
    ["in the served folder", local({ private_upload_dir: "static" })],
    ["below the served folder", local({ private_upload_dir: "static/private" })],
    ["with an empty option", local({ private_upload_dir: "" })],
    ["by the name of its package", local({}, "@medusajs/file-local")],
    ["by its path", local({}, "/srv/shop/node_modules/@medusajs/file-local/dist/index.js")],
  ])("returns the folder that everybody can read: %s", (_how, config) => {
    expect(publicFolderOf(config)?.startsWith(STATIC)).toBe(true)
  })

  it("returns a private folder below the shop's own public one", () => {
    expect(publicFolderOf(local({ upload_dir: "/srv/uploads", private_upload_dir: "/srv/uploads/private" }))).toBe("/srv/uploads/private")
  })

  it.each([
    ["in a folder of their own", local({ private_upload_dir: "/srv/private" })],
    ["in one with a similar name", local({ private_upload_dir: "static-private" })],
    ["with another provider", withProvider({ resolve: "@medusajs/medusa/file-s3", id: "s3", options: {} })],
    ["without a configuration", { modules: {} }],
    ["with an unexpected configuration", { modules: { file: true } }],
  ])("returns undefined: %s", (_how, config) => {
    expect(publicFolderOf(config)).toBeUndefined()
  })
})
