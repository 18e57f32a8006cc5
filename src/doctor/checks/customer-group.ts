import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Check, ok, warning } from "../finding"

/** The rule of price lists that names customer groups. */
const GROUP_RULE = "customer.groups.id"

type PriceList = { title: string; price_list_rules?: { attribute: string; value: unknown }[] }

/** Whether verified businesses get prices of their own. */
export const customerGroup: Check = {
  name: "customer_group",
  title: "Prices",
  async look({ container, options: { customerGroup: name } }) {
    if (name === false) {
      return ok("Verified businesses join no customer group (customerGroup is false)")
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: groups } = await query.graph({ entity: "customer_group", fields: ["id"], filters: { name } })
    const ids = groups.map(({ id }: { id: string }) => id)
    if (!ids.length) {
      return ok(`The customer group “${name}” is created with the first verified business`)
    }
    const { data: lists } = await query.graph({
      entity: "price_list",
      fields: ["title", "price_list_rules.attribute", "price_list_rules.value"],
      filters: { status: "active" },
    })
    const theirs = lists.filter(({ price_list_rules = [] }: PriceList) =>
      price_list_rules.some(({ attribute, value }) => attribute === GROUP_RULE && [value].flat().some((id) => ids.includes(String(id))))
    )
    return theirs.length
      ? ok(`“${name}” has ${theirs.length === 1 ? "a price list" : `${theirs.length} price lists`}`)
      : warning(
          `No active price list is for the customer group “${name}”, so businesses pay everybody's prices.`,
          "Create a price list for the group (admin, Price Lists), unless that is intended."
        )
  },
}
