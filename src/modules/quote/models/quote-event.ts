import { model } from "@medusajs/framework/utils"
import { QUOTE_ACTOR_TYPES, QUOTE_EVENT_TYPES, QUOTE_STATUSES } from "../types"
import { Quote } from "./quote"

/** An entry of a quote's timeline. A trigger rejects every change. */
export const QuoteEvent = model
  .define("quote_event", {
    id: model.id({ prefix: "quoevt" }).primaryKey(),
    type: model.enum([...QUOTE_EVENT_TYPES]),
    actor_type: model.enum([...QUOTE_ACTOR_TYPES]),
    actor_id: model.text().nullable(),
    /** The person who impersonates the customer, from the `act` claim of a Clerk token. */
    impersonator_id: model.text().nullable(),
    from_status: model.enum([...QUOTE_STATUSES]).nullable(),
    to_status: model.enum([...QUOTE_STATUSES]),
    revision: model.number(),
    note: model.text().nullable(),
    /** For `renegotiated`: the customer's wishes line by line. */
    items: model.json().nullable(),
    quote: model.belongsTo(() => Quote, { mappedBy: "events" }),
  })
  .indexes([{ name: "IDX_quote_event_quote_id", on: ["quote_id", "created_at"] }])
