import type { CustomerAddressDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { SetAside } from "../../modules/customer-role/sync/set-asides"

/** How many addresses of one link are shown. Whoever registered the e-mail address may have left any number. */
const MOST_ADDRESSES = 100

/** What was set aside when a customer was linked, as an admin sees it. */
export type SetAsideView = Pick<SetAside, "id" | "phone" | "company_name" | "created_at" | "restored_at" | "restored_by"> & {
  addresses: CustomerAddressDTO[]
  payment_accounts: { id: string; provider_id: string }[]
}

/** Returns what was set aside for a customer, newest first. */
export const setAsideOf = async (container: MedusaContainer, customerId: string): Promise<SetAsideView[]> => {
  const found = await container.resolve(CUSTOMER_ROLE_MODULE).setAsides.list(customerId)
  return Promise.all(found.map((setAside) => toView(container, setAside)))
}

const toView = async (container: MedusaContainer, setAside: SetAside): Promise<SetAsideView> => {
  const { id, phone, company_name, created_at, restored_at, restored_by } = setAside
  const addressIds = setAside.address_ids.slice(0, MOST_ADDRESSES)
  const holderIds = setAside.account_holder_ids.slice(0, MOST_ADDRESSES)
  const addresses = addressIds.length
    ? await container
        .resolve(Modules.CUSTOMER)
        .listCustomerAddresses({ id: addressIds }, { select: ADDRESS, withDeleted: true, take: addressIds.length })
    : []
  const { data: holders } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "account_holder", fields: ["id", "provider_id"], filters: { id: holderIds } })
  return {
    id,
    phone,
    company_name,
    addresses,
    payment_accounts: holders.map(({ id, provider_id }) => ({ id, provider_id })),
    created_at,
    restored_at,
    restored_by,
  }
}

const ADDRESS: (keyof CustomerAddressDTO)[] = [
  "id",
  "address_name",
  "company",
  "first_name",
  "last_name",
  "address_1",
  "address_2",
  "city",
  "country_code",
  "province",
  "postal_code",
  "phone",
]
