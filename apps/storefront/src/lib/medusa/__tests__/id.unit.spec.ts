import { isId } from "../id"

describe("an id from outside", () => {
  it.each(["order_01J8ZK4T", "cart-1", "a"])("may be %j", (id) => {
    expect(isId(id)).toBe(true)
  })

  it.each([
    "",
    "..",
    ".",
    "../../admin",
    "a/b",
    "a%2fb",
    "a?b",
    "a#b",
    "a\\b",
    "a b",
    "a\n",
    "a".repeat(101),
    null,
    undefined,
    1,
    {},
    ["a"],
  ])("is refused if it is %j", (value) => {
    expect(isId(value)).toBe(false)
  })
})
