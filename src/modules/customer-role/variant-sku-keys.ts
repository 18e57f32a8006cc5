import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../postgres/sql"
import { bareSku, foldSku } from "./fold-sku"

/** A variant of the catalogue by its SKU, sold or not. */
export type NamedVariant = { id: string; sku: string }

const FOLDED_AT_ONCE = 5_000

/** A request looks at so many itself, and writes nothing. Of more, each request would be slow until they are folded. */
const MOST_WAITING = 200

const CREATE_TRIGGER = `
  CREATE OR REPLACE TRIGGER variant_sku_key_follow AFTER INSERT OR UPDATE OF sku OR DELETE ON product_variant
  FOR EACH ROW EXECUTE FUNCTION variant_sku_key_follow()`

// A trigger that somebody has switched off follows nothing.
const HAS_TRIGGER = `
  SELECT 1 FROM pg_trigger WHERE tgrelid = 'product_variant'::regclass AND tgname = 'variant_sku_key_follow' AND tgenabled IN ('O', 'A')`

const ADD_MISSING = `
  INSERT INTO variant_sku_key (variant_id, sku)
  SELECT variant.id, variant.sku FROM product_variant variant LEFT JOIN variant_sku_key key ON key.variant_id = variant.id
  WHERE variant.sku <> '' AND key.sku IS DISTINCT FROM variant.sku
  ON CONFLICT (variant_id) DO UPDATE SET sku = EXCLUDED.sku, sku_key = NULL, bare_key = NULL`

const REMOVE_GONE = `
  DELETE FROM variant_sku_key key WHERE NOT EXISTS (SELECT FROM product_variant variant WHERE variant.id = key.variant_id)`

// What waits to be folded comes along, whatever it is called: it costs nothing where nothing waits, and no row is missed.
const FIND = `
  SELECT id, sku, false AS waits FROM product_variant WHERE sku = ANY(?::text[]) AND deleted_at IS NULL
  UNION ALL
  SELECT variant.id, variant.sku, false FROM variant_sku_key key JOIN product_variant variant ON variant.id = key.variant_id
  WHERE key.sku_key = ANY(?::text[]) AND variant.sku = key.sku AND variant.deleted_at IS NULL
  UNION ALL
  SELECT variant.id, variant.sku, true FROM variant_sku_key key JOIN product_variant variant ON variant.id = key.variant_id
  WHERE key.sku_key IS NULL AND variant.sku = key.sku AND variant.deleted_at IS NULL`

// Whatever somebody else holds they are changing: it waits for the next time.
const STORE = `
  UPDATE variant_sku_key key SET sku_key = folded.sku_key, bare_key = folded.bare_key
  FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS folded(variant_id, sku, sku_key, bare_key)
  WHERE key.variant_id = folded.variant_id AND key.sku = folded.sku AND key.variant_id IN (
    SELECT variant_id FROM variant_sku_key WHERE variant_id = ANY(?::text[]) AND sku_key IS NULL FOR UPDATE SKIP LOCKED)`

/**
 * The SKUs of the catalogue as they are compared. A trigger notes whatever is written, in the transaction that writes it,
 * so that no event can be lost. What it noted is folded here: when the shop starts, when variants change, every few minutes,
 * and by a request that finds many.
 */
export class VariantSkuKeys {
  /** Whether the database notes what changes. */
  private isFollowed = true
  private folding?: Promise<void>

  constructor(private readonly db: () => Knex) {}

  /**
   * Puts the trigger in place where it is missing, notes what was written without it, and folds what waits.
   *
   * @throws where the database does not allow it; SKUs are found all the same, at the cost of a pass over the catalogue each time
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
   * The live variants that SKUs name, sold or not: those that are called exactly so, and those whose SKUs are the same to a
   * person. Which of them is meant, the caller decides.
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

  /** Folds what waits. Calls that come meanwhile wait for the same. */
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
