import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Which instances of the shop are running whose locks nobody else sees. */
export class Migration20261128193000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS customer_role_instance (
        id text NOT NULL,
        seen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT customer_role_instance_pkey PRIMARY KEY (id)
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS customer_role_instance;`)
  }
}
