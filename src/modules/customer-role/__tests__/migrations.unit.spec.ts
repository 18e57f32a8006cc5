import { readdirSync } from "node:fs"
import path from "node:path"

describe("The migrations of customer roles", () => {
  it("end with the one that refuses to be undone while customers have a history", () => {
    const names = readdirSync(path.join(__dirname, "../migrations")).filter((name) => /^Migration\d+\.ts$/.test(name))

    expect(names.sort().at(-1)).toBe("Migration20261128235900.ts")
  })
})
