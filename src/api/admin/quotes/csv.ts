import type { ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { QUOTE_MODULE } from "../../../modules/quote"
import { type CsvColumns, inBatches, MOST_CSV_ROWS, sendCsv } from "../../http/csv"
import type { AdminGetQuotesParamsType } from "./validators"
import { type ListedAdminQuote, toListedAdminQuotes } from "./view"

const COLUMNS: CsvColumns<ListedAdminQuote> = {
  number: ({ number }) => number,
  id: ({ id }) => id,
  status: ({ status }) => status,
  waiting_since: ({ waiting_since }) => waiting_since,
  customer_id: ({ customer_id }) => customer_id,
  email: ({ customer }) => customer?.email ?? null,
  first_name: ({ customer }) => customer?.first_name ?? null,
  last_name: ({ customer }) => customer?.last_name ?? null,
  company_name: ({ company_name }) => company_name,
  tax_id: ({ tax_id }) => tax_id,
  revision: ({ revision }) => revision,
  currency_code: ({ currency_code }) => currency_code,
  offer_total: ({ offer }) => offer.total,
  draft_total: ({ total }) => total,
  valid_until: ({ valid_until }) => valid_until,
  order_id: ({ order_id }) => order_id,
  internal_note: ({ internal_note }) => internal_note,
  created_at: ({ created_at }) => created_at,
  updated_at: ({ updated_at }) => updated_at,
}

/** Answers with the quotes that match as a CSV, in the order of the list. */
export const sendQuotesCsv = async (container: MedusaContainer, filters: AdminGetQuotesParamsType, res: ServerResponse): Promise<void> => {
  const service = container.resolve(QUOTE_MODULE)
  const { ids, count } = await service.listQuoteIds(filters, MOST_CSV_ROWS)
  const rows = inBatches(ids, async (some) => toListedAdminQuotes(container, await service.listQuotesById(some)))
  await sendCsv(res, { name: "quotes", columns: COLUMNS, rows, count })
}
