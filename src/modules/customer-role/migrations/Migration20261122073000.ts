import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Under which ids Medusa customers are being created for Clerk users. */
export class Migration20261122073000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_customer_creation (
        clerk_user_id text NOT NULL,
        customer_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT clerk_customer_creation_pkey PRIMARY KEY (clerk_user_id)
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS clerk_customer_creation CASCADE;`)
  }
}
