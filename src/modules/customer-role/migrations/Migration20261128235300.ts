import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What the page of a business looks for: others with the same tax id or e-mail domain. Where the Customer Module keeps its
 * table in another database, there are no addresses to index here.
 */
export class Migration20261128235300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_customer_meta_tax_id_key" ON customer_meta (upper(regexp_replace(tax_id, '[^0-9A-Za-z]', '', 'g')))
      WHERE tax_id IS NOT NULL;
    `)
    this.addSql(`
      DO $$
      BEGIN
        IF to_regclass('customer') IS NOT NULL THEN
          CREATE INDEX IF NOT EXISTS "IDX_customer_email_domain" ON customer (lower(substring(email from '@([^@]*)$') COLLATE "C"))
          WHERE deleted_at IS NULL;
        END IF;
      END $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_email_domain";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_meta_tax_id_key";`)
  }
}
