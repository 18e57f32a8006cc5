import { UncertainChangeError } from "@/lib/medusa/patient-fetch"
import { fillCart } from "../fill-cart"

/** A shop that no longer sells some lines, and refuses a whole cart that has one of them. */
const shopWithout = (...gone: string[]) => {
  const refuse = (lines: readonly string[]) => {
    if (lines.some((line) => gone.includes(line))) {
      throw Object.assign(new Error("Variants are not published"), { status: 400 })
    }
  }
  return {
    create: async (lines: readonly string[]) => {
      refuse(lines)
      return [...lines]
    },
    add: async (cart: string[], line: string) => {
      refuse([line])
      return [...cart, line]
    },
  }
}

describe("a cart that is filled", () => {
  it("has all lines if the shop sells them all", async () => {
    await expect(fillCart(["a", "b"], shopWithout())).resolves.toEqual({ cart: ["a", "b"], leftOut: [] })
  })

  it("lacks a line that the shop no longer sells, and says which", async () => {
    await expect(fillCart(["a", "b", "c"], shopWithout("b"))).resolves.toEqual({ cart: ["a", "c"], leftOut: ["b"] })
  })

  it("is none if the shop sells nothing of it", async () => {
    await expect(fillCart(["a", "b"], shopWithout("a", "b"))).resolves.toEqual({ cart: null, leftOut: ["a", "b"] })
  })

  it("is none without lines", async () => {
    await expect(fillCart([], shopWithout())).resolves.toEqual({ cart: null, leftOut: [] })
  })

  it.each([
    ["does not answer", new UncertainChangeError()],
    ["fails", { status: 500 }],
    ["is busy", { status: 429 }],
    ["knows the customer no longer", { status: 401 }],
  ])("is given up if the shop %s", async (_, error) => {
    const shop = { ...shopWithout("a"), add: () => Promise.reject(error) }
    await expect(fillCart(["a", "b"], shop)).rejects.toBe(error)
  })
})
