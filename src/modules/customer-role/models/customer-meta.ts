import { model } from "@medusajs/framework/utils"

/**
 * A customer's role: the shopper's application and the shop's verification. The migration has the checks and the indexes of
 * the admin list, which Medusa's model language cannot express.
 */
export const CustomerMeta = model
  .define("customer_meta", {
    id: model.id({ prefix: "cmeta" }).primaryKey(),
    customer_id: model.text(),
    clerk_user_id: model.text(),
    account_type: model.enum(["individual", "business"]).default("individual"),
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    is_verified: model.boolean().default(false),
    verification_status: model.enum(["not_required", "pending", "verified", "rejected", "revoked"]).default("not_required"),
    verification_note: model.text().nullable(),
    internal_note: model.text().nullable(),
    denied_at: model.dateTime().nullable(),
    verified_at: model.dateTime().nullable(),
    verified_by: model.text().nullable(),
    waiting_since: model.dateTime().nullable(),
    disabled_at: model.dateTime().nullable(),
    clerk_updated_at: model.dateTime().nullable(),
    auth_identity_id: model.text().nullable(),
    linked_at: model.dateTime().nullable(),
    link_pending: model.boolean().default(false),
    customer_group_id: model.text().nullable(),
    search_text: model.text().default(""),
  })
  .indexes([
    { name: "IDX_customer_meta_customer_id_unique", on: ["customer_id"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_customer_meta_clerk_user_id_unique", on: ["clerk_user_id"], unique: true, where: "deleted_at IS NULL" },
  ])
