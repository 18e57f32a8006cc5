import { typeable } from "../names"

describe("A name that an admin types to confirm an erasure", () => {
  it.each([
    ["Cedar GmbH", "Cedar GmbH"],
    ["  Cedar \u00a0 GmbH\u200b", "Cedar GmbH"],
    ["\u202eCedar\r\nGmbH", "Cedar GmbH"],
    ["\u2060\u200d", ""],
  ])("%j is typed as %j", (name, typed) => {
    expect(typeable(name)).toBe(typed)
  })
})
