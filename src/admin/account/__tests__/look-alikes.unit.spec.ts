import type { ListedBusiness } from "../../api/types"
import { companyDomain, sameDomain, sameTaxId } from "../look-alikes"

type Other = Pick<ListedBusiness, "customer_id" | "tax_id" | "customer">

const other = (customer_id: string, tax_id: string | null, email: string): Other => ({
  customer_id,
  tax_id,
  customer: { id: customer_id, email, first_name: null, last_name: null },
})

const idsOf = (others: { customer_id: string }[]) => others.map(({ customer_id }) => customer_id)

describe("others with the same details", () => {
  const found = [
    other("cus_1", "DE 136.695.976", "mara@lindner.example"),
    other("cus_2", "de136695976", "jan@Lindner.example"),
    other("cus_3", "DE136695977", "mara@not-lindner.example"),
    other("cus_4", null, "someone@lindner.example.com"),
  ]

  it("have the same tax ID however it is written, and are not the customer", () => {
    expect(idsOf(sameTaxId({ customer_id: "cus_1", tax_id: "DE136695976" }, found))).toEqual(["cus_2"])
  })

  it("are nobody for a customer without tax ID", () => {
    expect(sameTaxId({ customer_id: "cus_9", tax_id: null }, found)).toEqual([])
    expect(sameTaxId({ customer_id: "cus_9", tax_id: " - " }, found)).toEqual([])
  })

  it("have exactly the same e-mail domain", () => {
    expect(idsOf(sameDomain({ customer_id: "cus_1" }, "lindner.example", found))).toEqual(["cus_2"])
  })

  it("are not looked for by a domain where anybody can open a mailbox", () => {
    expect(companyDomain("mara@GMAIL.com")).toBeUndefined()
    expect(companyDomain("mara@Lindner.example")).toBe("lindner.example")
    expect(companyDomain("no address")).toBeUndefined()
    expect(companyDomain(undefined)).toBeUndefined()
  })
})
