import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Changes nothing. The last of the module by name, it is undone first, and keeps history from being dropped with the
 * tables. New migrations take a name before this one: a test holds that.
 */
export class Migration20261128235900 extends Migration {
  override async up(): Promise<void> {
    this.addSql("SELECT 1;")
  }

  override async down(): Promise<void> {
    this.addSql(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM customer_role_event) THEN
          RAISE EXCEPTION 'customers have a history: who was verified, by whom and why would be lost. Export and erase it first, or keep this version';
        END IF;
      END
      $$;
    `)
  }
}
