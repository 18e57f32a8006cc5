import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { foldersThatTakeEmail, type Gaps, gapsInTable, routesBelow, routesOnDisk } from "./access-routes"
import { describeAccessTable } from "./access-table"

describeAccessTable()

describe("The rows of the access table", () => {
  const NONE: Gaps = { withoutRow: [], withoutTheirId: [], withoutTheirEmail: [], rowsOfNoRoute: [], publicRoutesThatAreNone: [] }

  it("cover every route of the plugin, and every store route of Medusa that is not public", () => {
    expect(gapsInTable(routesOnDisk())).toEqual(NONE)
  })

  it("report a new route of the plugin if none of them covers it", () => {
    const { ours, medusas } = routesOnDisk()

    expect(gapsInTable({ ours: [...ours, "POST /store/quotes/:id/copy"], medusas })).toEqual({
      ...NONE,
      withoutRow: ["POST /store/quotes/:id/copy"],
      withoutTheirId: ["POST /store/quotes/:id/copy"],
    })
  })

  it("report a new store route of Medusa if none of them covers it", () => {
    const { ours, medusas } = routesOnDisk()

    expect(gapsInTable({ ours, medusas: [...medusas, "GET /store/wishlists"] })).toEqual({ ...NONE, withoutRow: ["GET /store/wishlists"] })
  })

  it("report rows whose route Medusa has removed", () => {
    const { ours, medusas } = routesOnDisk()

    expect(gapsInTable({ ours, medusas: medusas.filter((route) => route !== "POST /store/returns") }).rowsOfNoRoute).toEqual([
      "POST /store/returns (own order)",
      "POST /store/returns (verified's order)",
    ])
  })

  it("are compared with every file and method on disk", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "routes-"))
    mkdirSync(path.join(folder, "wishlists/[id]"), { recursive: true })
    writeFileSync(
      path.join(folder, "wishlists/[id]/route.js"),
      "exports.GET = () => {}; exports.DELETE = () => {}; exports.helper = () => {}"
    )
    const found = routesBelow(folder, "/store")
    rmSync(folder, { recursive: true })

    expect(found).toEqual(["GET /store/wishlists/:id", "DELETE /store/wishlists/:id"])
  })

  it("include someone else's e-mail address wherever Medusa accepts one", () => {
    expect(foldersThatTakeEmail().sort()).toEqual(["/store/carts", "/store/customers"])
  })
})
