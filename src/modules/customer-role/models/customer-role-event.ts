import { model } from "@medusajs/framework/utils"

/** An entry in a role's history. A trigger refuses to change or delete it. */
export const CustomerRoleEvent = model
  .define("customer_role_event", {
    id: model.id({ prefix: "crevt" }).primaryKey(),
    customer_meta_id: model.text(),
    type: model.text(),
    actor_type: model.enum(["clerk", "admin", "api_key", "customer", "system"]),
    actor_id: model.text().nullable(),
    impersonator_id: model.text().nullable(),
    before: model.json().nullable(),
    after: model.json().nullable(),
    note: model.text().nullable(),
    /** Set on denials only. No two entries have the same key. */
    dedupe_key: model.text().nullable(),
  })
  .indexes([
    { name: "IDX_customer_role_event_customer_meta_id", on: ["customer_meta_id", "created_at"] },
    { name: "IDX_customer_role_event_dedupe_key_unique", on: ["dedupe_key"], unique: true, where: "dedupe_key IS NOT NULL" },
  ])
