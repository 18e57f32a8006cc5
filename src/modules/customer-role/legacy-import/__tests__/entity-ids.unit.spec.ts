import { generateEntityId } from "@medusajs/framework/utils"
import { generateEntityIds } from "../entity-ids"

describe("generateEntityIds", () => {
  it("returns ids that look like Medusa's and sort with them", () => {
    const before = generateEntityId(undefined, "cmeta")
    const ids = generateEntityIds("cmeta", 1_000, Date.now() + 1)
    const after = generateEntityIds("cmeta", 1, Date.now() + 2)

    for (const id of ids) {
      expect(id).toMatch(/^cmeta_01[0-9A-HJKMNP-TV-Z]{24}$/)
      expect(id).toHaveLength(before.length)
      expect(id > before && id < after[0]).toBe(true)
    }
    expect(new Set(ids).size).toBe(1_000)
  })

  it("encodes the time like a ULID", () => {
    expect(generateEntityIds("x", 1, 1_469_918_176_385)[0]).toMatch(/^x_01ARYZ6S41/)
  })

  it("returns no ids for a count of zero", () => {
    expect(generateEntityIds("cmeta", 0)).toEqual([])
  })
})
