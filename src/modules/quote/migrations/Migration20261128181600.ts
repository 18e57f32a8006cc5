import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What tells two variants of one product apart. Lines of before keep none: what was offered is never rewritten. */
export class Migration20261128181600 extends Migration {
  override async up(): Promise<void> {
    for (const table of ["quote_item", "quote_revision_item"]) {
      this.addSql(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS variant_title text NULL;`)
    }
  }

  override async down(): Promise<void> {
    for (const table of ["quote_item", "quote_revision_item"]) {
      this.addSql(`ALTER TABLE ${table} DROP COLUMN IF EXISTS variant_title;`)
    }
  }
}
