import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const PRICES = ["list_unit_price", "raw_list_unit_price", "unit_price", "raw_unit_price"]
const TABLES = ["quote_item", "quote_revision_item"]

/**
 * Prices on request: a line has none until the shop sets one, and a revision that was sent has them all. What a customer
 * would like to have otherwise is kept with the entry of the timeline that says so.
 */
export class Migration20261128130100 extends Migration {
  override async up(): Promise<void> {
    for (const table of TABLES) {
      this.addSql(`ALTER TABLE ${table} ${PRICES.map((column) => `ALTER COLUMN ${column} DROP NOT NULL`).join(", ")};`)
    }
    this.addSql(`ALTER TABLE quote_revision ALTER COLUMN total DROP NOT NULL, ALTER COLUMN raw_total DROP NOT NULL;`)
    this.addSql(`ALTER TABLE quote_revision DROP CONSTRAINT IF EXISTS quote_revision_total_check;`)
    this.addSql(`ALTER TABLE quote_revision ADD CONSTRAINT quote_revision_total_check CHECK (revision = 0 OR total IS NOT NULL);`)
    this.addSql(`ALTER TABLE quote_event ADD COLUMN IF NOT EXISTS items jsonb NULL;`)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM quote_item WHERE unit_price IS NULL OR list_unit_price IS NULL)
          OR EXISTS (SELECT 1 FROM quote_revision_item WHERE unit_price IS NULL OR list_unit_price IS NULL) THEN
          RAISE EXCEPTION 'quotes have lines without a price, which the older version cannot show. Delete them first, or keep this version';
        END IF;
      END $$;
    `)
    this.addSql(`ALTER TABLE quote_event DROP COLUMN IF EXISTS items;`)
    this.addSql(`ALTER TABLE quote_revision DROP CONSTRAINT IF EXISTS quote_revision_total_check;`)
    this.addSql(`ALTER TABLE quote_revision ALTER COLUMN total SET NOT NULL, ALTER COLUMN raw_total SET NOT NULL;`)
    for (const table of TABLES) {
      this.addSql(`ALTER TABLE ${table} ${PRICES.map((column) => `ALTER COLUMN ${column} SET NOT NULL`).join(", ")};`)
    }
  }
}
