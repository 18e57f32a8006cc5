import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Since when each application waits for a decision, so that the admin list shows the longest waiting first. */
export class Migration20261128235100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE customer_meta ADD COLUMN IF NOT EXISTS waiting_since timestamptz NULL;`)
    // Each of these entries with a pending outcome began an application.
    this.addSql(`
      UPDATE customer_meta m SET waiting_since = coalesce(
        (SELECT max(e.created_at) FROM customer_role_event e
         WHERE e.customer_meta_id = m.id AND e.type IN ('created', 'imported', 'account_type_changed', 'pending')
           AND e.after->>'verification_status' = 'pending'),
        m.updated_at)
      WHERE m.verification_status = 'pending' AND m.waiting_since IS NULL;
    `)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_customer_meta_business_waiting_since" ON customer_meta (waiting_since, id)
      WHERE account_type = 'business' AND deleted_at IS NULL;
    `)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_customer_meta_business_waiting_since_desc" ON customer_meta (waiting_since DESC NULLS LAST, id DESC)
      WHERE account_type = 'business' AND deleted_at IS NULL;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE customer_meta DROP COLUMN IF EXISTS waiting_since;`)
  }
}
