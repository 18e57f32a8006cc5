import type { ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { type CsvColumns, inBatches, MOST_CSV_ROWS, sendCsv } from "../../../http/csv"
import type { ListBusinessCustomersType } from "../validators"
import { type ListedBusiness, toListedBusinesses } from "./view"

const COLUMNS: CsvColumns<ListedBusiness> = {
  customer_id: ({ customer_id }) => customer_id,
  email: ({ customer }) => customer?.email ?? null,
  first_name: ({ customer }) => customer?.first_name ?? null,
  last_name: ({ customer }) => customer?.last_name ?? null,
  company_name: ({ company_name }) => company_name,
  tax_id: ({ tax_id }) => tax_id,
  verification_status: ({ verification_status }) => verification_status,
  waiting_since: ({ waiting_since }) => waiting_since,
  verified_at: ({ verified_at }) => verified_at,
  denied_at: ({ denied_at }) => denied_at,
  disabled_at: ({ disabled_at }) => disabled_at,
  verification_note: ({ verification_note }) => verification_note,
  internal_note: ({ internal_note }) => internal_note,
  clerk_user_id: ({ clerk_user_id }) => clerk_user_id,
  created_at: ({ created_at }) => created_at,
  updated_at: ({ updated_at }) => updated_at,
}

/** Answers with the businesses that match as a CSV, in the order of the list. */
export const sendBusinessesCsv = async (
  container: MedusaContainer,
  filters: ListBusinessCustomersType,
  res: ServerResponse
): Promise<void> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const { ids, count } = await service.listBusinessIds(filters, MOST_CSV_ROWS)
  const rows = inBatches(ids, async (some) => toListedBusinesses(container, await service.listRecords(some)))
  await sendCsv(res, { name: "business-customers", columns: COLUMNS, rows, count })
}
