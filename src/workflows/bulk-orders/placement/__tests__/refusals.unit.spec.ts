import { MedusaError } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../../errors"
import { asCheckoutFailure, toRefusal } from "../refusals"

const refusalOf = (error: unknown): unknown => {
  const failure = asCheckoutFailure(error)
  return failure ? toRefusal(failure, error) : undefined
}

describe("toRefusal", () => {
  it.each<[string, unknown, string]>([
    [
      "stock that another order took",
      new MedusaError(MedusaError.Types.NOT_ALLOWED, "Some variant does not have it", MedusaError.Codes.INSUFFICIENT_INVENTORY),
      "busy",
    ],
    [
      "stock that another order took, with the Inventory Module's message",
      { message: "Not enough stock available for item iitem_1 at location sloc_1" },
      "busy",
    ],
    ["a lock that stays taken", new Error("Timed-out acquiring lock."), "busy"],
    ["a step that Medusa could not record", { message: "Max retries (10) exceeded for saving checkpoint" }, "busy"],
    ["a refused payment", { type: MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message: "declined" }, "payment_provider_unavailable"],
    ["a hook handler that refuses", new MedusaError(MedusaError.Types.NOT_ALLOWED, "not today"), "invalid_request"],
    ["an error that a workflow made a plain object", { type: "invalid_data", message: "not today" }, "invalid_request"],
  ])("returns this plugin's error for %s", (_, error, code) => {
    expect(refusalOf(error)).toMatchObject({ code })
  })

  it("returns any other failure unchanged", () => {
    const error = new Error("connect ECONNREFUSED 127.0.0.1:5432")

    expect(refusalOf(error)).toBe(error)
  })

  it("treats neither this plugin's own errors nor other values as Medusa's", () => {
    expect(asCheckoutFailure(new CustomerRoleError("no_region"))).toBeUndefined()
    expect(asCheckoutFailure({ code: "no_region", message: "out of a workflow" })).toBeUndefined()
    expect(asCheckoutFailure("text")).toBeUndefined()
    expect(asCheckoutFailure(null)).toBeUndefined()
  })
})
