import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../postgres/sql"
import { bareSku, foldSku } from "./look-alike-skus"

/** A variant and its SKU. */
export type NamedVariant = { id: string; sku: string }

const FOLDED_AT_ONCE = 5_000

/** Up to this many unfolded SKUs, a request compares them itself. If there are more, it folds and stores them. */
const MOST_WAITING = 200

const CREATE_TRIGGER = `
  CREATE OR REPLACE TRIGGER variant_sku_key_follow AFTER INSERT OR UPDATE OF sku OR DELETE ON product_variant
  FOR EACH ROW EXECUTE FUNCTION variant_sku_key_follow()`

// Does not find a trigger that someone has disabled.
const HAS_TRIGGER = `
  SELECT 1 FROM pg_trigger WHERE tgrelid = 'product_variant'::regclass AND tgname = 'variant_sku_key_follow' AND tgenabled IN ('O', 'A')`

const ADD_MISSING = `
  INSERT INTO variant_sku_key (variant_id, sku)
  SELECT variant.id, variant.sku FROM product_variant variant LEFT JOIN variant_sku_key key ON key.variant_id = variant.id
  WHERE variant.sku <> '' AND key.sku IS DISTINCT FROM variant.sku
  ON CONFLICT (variant_id) DO UPDATE SET sku = EXCLUDED.sku, sku_key = NULL, bare_key = NULL`

const REMOVE_GONE = `
  DELETE FROM variant_sku_key key WHERE NOT EXISTS (SELECT FROM product_variant variant WHERE variant.id = key.variant_id)`

// Returns every unfolded SKU as well, so that no row is missed. Usually there is none.
const FIND = `
  SELECT id, sku, false AS waits FROM product_variant WHERE sku = ANY(?::text[]) AND deleted_at IS NULL
  UNION ALL
  SELECT variant.id, variant.sku, false FROM variant_sku_key key JOIN product_variant variant ON variant.id = key.variant_id
  WHERE key.sku_key = ANY(?::text[]) AND variant.sku = key.sku AND variant.deleted_at IS NULL
  UNION ALL
  SELECT variant.id, variant.sku, true FROM variant_sku_key key JOIN product_variant variant ON variant.id = key.variant_id
  WHERE key.sku_key IS NULL AND variant.sku = key.sku AND variant.deleted_at IS NULL`

// Skips rows that another transaction is changing. The next call folds them.
const STORE = `
  UPDATE variant_sku_key key SET sku_key = folded.sku_key, bare_key = folded.bare_key
  FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS folded(variant_id, sku, sku_key, bare_key)
  WHERE key.variant_id = folded.variant_id AND key.sku = folded.sku AND key.variant_id IN (
    SELECT variant_id FROM variant_sku_key WHERE variant_id = ANY(?::text[]) AND sku_key IS NULL FOR UPDATE SKIP LOCKED)`

/**
 * Folded SKUs of the catalogue. A trigger records every changed SKU in the transaction that changes it, so that none is
 * missed. Folding happens here: at the start, when variants change, every few minutes, and in requests that find many
 * unfolded SKUs.
 */
export class VariantSkuKeys {
  /** Whether the trigger is in place. */
  private isFollowed = true
  private folding?: Promise<void>

  constructor(private readonly db: () => Knex) {}

  /**
   * Creates the trigger if it is missing, records what changed without it, and folds what is unfolded.
   *
   * @throws if the database does not allow it. Lookups still work, but each one scans the catalogue
   */
  async follow(): Promise<void> {
    this.isFollowed = false
    const [found] = await select(this.db(), HAS_TRIGGER)
    if (!found) {
      await this.db().raw(CREATE_TRIGGER)
    }
    this.isFollowed = true
    await this.noteMissing()
    await change(this.db(), REMOVE_GONE)
    await this.foldWaiting()
  }

  /**
   * Returns the live variants whose SKUs are equal to the given ones, exactly or once folded. The caller chooses among
   * them, and checks what is for sale.
   *
   * @example
   * const variants = await keys.find(["bolt 10"]) // [{ id: "variant_123", sku: "BOLT-10" }]
   */
  async find(skus: string[]): Promise<NamedVariant[]> {
    if (!this.isFollowed) {
      await this.noteMissing()
    }
    const keys = new Set(skus.map(foldSku).filter(Boolean))
    const rows = await select<NamedVariant & { waits: boolean }>(this.db(), FIND, [skus, [...keys]])
    if (rows.filter(({ waits }) => waits).length > MOST_WAITING) {
      await this.foldWaiting()
    }
    const named = rows.filter(({ sku, waits }) => !waits || keys.has(foldSku(sku)))
    return [...new Map(named.map(({ id, sku }) => [id, { id, sku }])).values()]
  }

  /** Folds the unfolded SKUs. Parallel calls share one run. */
  async foldWaiting(): Promise<void> {
    this.folding ??= this.foldAll().finally(() => {
      this.folding = undefined
    })
    await this.folding
  }

  private async noteMissing(): Promise<void> {
    await change(this.db(), ADD_MISSING)
  }

  private async foldAll(): Promise<void> {
    for (let stored = FOLDED_AT_ONCE; stored > 0; ) {
      const waiting = await select<NamedVariant>(
        this.db(),
        "SELECT variant_id AS id, sku FROM variant_sku_key WHERE sku_key IS NULL LIMIT ?",
        [FOLDED_AT_ONCE]
      )
      stored = waiting.length > 0 ? await this.store(waiting) : 0
    }
  }

  private async store(variants: NamedVariant[]): Promise<number> {
    const ids = variants.map(({ id }) => id)
    const keys = variants.map(({ sku }) => foldSku(sku))
    return change(this.db(), STORE, [ids, variants.map(({ sku }) => sku), keys, keys.map(bareSku), ids])
  }
}
