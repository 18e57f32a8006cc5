import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * SKUs as they are compared: folded by the plugin, so that no locale of a database has a say. What writes a variant, be
 * it Medusa or an import in SQL, leaves a row that waits to be folded. Where the catalogue's tables are not there yet, or
 * where a copy of a database lost the trigger, the start of the shop puts it in place.
 */
export class Migration20261128181500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS variant_sku_key (
        variant_id text NOT NULL,
        sku text NOT NULL,
        sku_key text NULL,
        bare_key text NULL,
        CONSTRAINT variant_sku_key_pkey PRIMARY KEY (variant_id)
      );
    `)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_variant_sku_key_sku_key" ON variant_sku_key USING hash (sku_key);`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_variant_sku_key_bare_key" ON variant_sku_key USING hash (bare_key);`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_variant_sku_key_waiting" ON variant_sku_key (variant_id) WHERE sku_key IS NULL;`)
    // As its owner, so that an import by another role needs no right to a table that it does not know of.
    this.addSql(`
      CREATE OR REPLACE FUNCTION variant_sku_key_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.sku IS NOT DISTINCT FROM OLD.sku THEN
          RETURN NULL;
        END IF;
        IF TG_OP = 'DELETE' OR coalesce(NEW.sku, '') = '' THEN
          DELETE FROM variant_sku_key WHERE variant_id = OLD.id;
          RETURN NULL;
        END IF;
        INSERT INTO variant_sku_key (variant_id, sku) VALUES (NEW.id, NEW.sku)
          ON CONFLICT (variant_id) DO UPDATE SET sku = EXCLUDED.sku, sku_key = NULL, bare_key = NULL;
        RETURN NULL;
      END $$;
    `)
    this.addSql(`
      DO $$
      BEGIN
        IF to_regclass('product_variant') IS NOT NULL THEN
          CREATE OR REPLACE TRIGGER variant_sku_key_follow AFTER INSERT OR UPDATE OF sku OR DELETE ON product_variant
            FOR EACH ROW EXECUTE FUNCTION variant_sku_key_follow();
          INSERT INTO variant_sku_key (variant_id, sku) SELECT id, sku FROM product_variant WHERE sku <> ''
            ON CONFLICT (variant_id) DO NOTHING;
        END IF;
      END $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP FUNCTION IF EXISTS variant_sku_key_follow() CASCADE;`)
    this.addSql(`DROP TABLE IF EXISTS variant_sku_key CASCADE;`)
  }
}
