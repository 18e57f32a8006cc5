import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * An index on Medusa's table of customers, by the form of the e-mail address that says which mailbox it is. Without it,
 * whoever signs in for the first time waits for a scan of all customers. Where the Customer Module keeps its table in
 * another database, there is nothing to index here.
 */
export class Migration20261128180500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      DO $$
      BEGIN
        IF to_regclass('customer') IS NOT NULL THEN
          CREATE INDEX IF NOT EXISTS "IDX_customer_email_folded" ON customer (lower(email COLLATE "C")) WHERE deleted_at IS NULL;
        END IF;
      END $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_email_folded";`)
  }
}
