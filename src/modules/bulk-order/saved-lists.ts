import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, isUniqueViolation, select } from "../../postgres/sql"

/** How many lists a customer can keep. */
const MOST_SAVED_LISTS = 100

/** The longest name of a list. */
export const LONGEST_LIST_NAME = 100

/** A line of a saved list. */
export type SavedLine = { sku: string; quantity: number } | { variant_id: string; quantity: number }

/** A saved list without its lines. */
export type SavedListHead = { id: string; name: string; item_count: number; created_at: Date; updated_at: Date }

/** A saved list. */
export type SavedListRecord = SavedListHead & { items: SavedLine[] }

/** A change of a list: at least a name or lines. */
export type SavedListChange = { name?: string; items?: SavedLine[]; expected_updated_at?: Date }

const HEAD = "id, name, jsonb_array_length(items) AS item_count, created_at, updated_at"
const WHOLE = `${HEAD}, items`
const NAME_INDEX = "IDX_saved_list_customer_name_unique"

/** Names are the same if they differ only in case, width or blanks. Folded here, because the database's locale decides what it folds. */
const keyOf = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ")

/**
 * The lists of articles that customers keep to order again. Each method answers for one customer: a list of another one
 * does not exist for them.
 */
export class SavedLists {
  constructor(private readonly db: () => Knex) {}

  /** Returns a customer's lists, ordered by name. */
  list(customerId: string): Promise<SavedListHead[]> {
    return select(this.db(), `SELECT ${HEAD} FROM saved_list WHERE customer_id = ? ORDER BY name_key, id`, [customerId])
  }

  /**
   * Returns a list with its lines.
   *
   * @throws CustomerRoleError `not_found`
   */
  async retrieve(customerId: string, id: string): Promise<SavedListRecord> {
    const [list] = await select<SavedListRecord>(this.db(), `SELECT ${WHOLE} FROM saved_list WHERE customer_id = ? AND id = ?`, [
      customerId,
      id,
    ])
    if (!list) {
      throw new CustomerRoleError("not_found")
    }
    return list
  }

  /**
   * Saves a new list.
   *
   * @throws CustomerRoleError `name_taken`, `limit_reached`
   */
  async create(customerId: string, { name, items }: { name: string; items: SavedLine[] }): Promise<SavedListRecord> {
    return await withName(name, () =>
      this.db().transaction(async (trx) => {
        // Without the lock, parallel requests would each count without the others and exceed the limit together.
        await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`saved_lists:${customerId}`])
        const [{ count }] = await select<{ count: number }>(trx, "SELECT count(*)::int AS count FROM saved_list WHERE customer_id = ?", [
          customerId,
        ])
        if (count >= MOST_SAVED_LISTS) {
          throw new CustomerRoleError("limit_reached", `You have ${MOST_SAVED_LISTS} lists already. Delete one that you no longer need.`)
        }
        const [list] = await select<SavedListRecord>(
          trx,
          `INSERT INTO saved_list (id, customer_id, name, name_key, items) VALUES (?, ?, ?, ?, ?::jsonb) RETURNING ${WHOLE}`,
          [generateEntityId(undefined, "slist"), customerId, name, keyOf(name), JSON.stringify(items)]
        )
        return list
      })
    )
  }

  /**
   * Changes the name or the lines of a list.
   *
   * @throws CustomerRoleError `not_found`, `name_taken`, `saved_list_changed` if it has changed since `expected_updated_at`
   */
  async update(customerId: string, id: string, { name, items, expected_updated_at }: SavedListChange): Promise<SavedListRecord> {
    const [list] = await withName(name, () =>
      select<SavedListRecord>(
        this.db(),
        `UPDATE saved_list SET name = coalesce(:name, name), name_key = coalesce(:key, name_key), items = coalesce(:items::jsonb, items),
           updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
         WHERE customer_id = :customerId AND id = :id
           AND (:expected::timestamptz IS NULL OR date_trunc('milliseconds', updated_at) = :expected::timestamptz)
         RETURNING ${WHOLE}`,
        {
          customerId,
          id,
          name: name ?? null,
          key: name === undefined ? null : keyOf(name),
          items: items === undefined ? null : JSON.stringify(items),
          expected: expected_updated_at ?? null,
        }
      )
    )
    if (!list) {
      await this.retrieve(customerId, id)
      throw new CustomerRoleError("saved_list_changed")
    }
    return list
  }

  /**
   * Deletes a list.
   *
   * @throws CustomerRoleError `not_found`
   */
  async delete(customerId: string, id: string): Promise<void> {
    const deleted = await change(this.db(), "DELETE FROM saved_list WHERE customer_id = ? AND id = ?", [customerId, id])
    if (deleted === 0) {
      throw new CustomerRoleError("not_found")
    }
  }
}

/** Names the taken name. The database decides: two requests at the same time cannot both have it. */
const withName = async <T>(name: string | undefined, store: () => Promise<T>): Promise<T> => {
  try {
    return await store()
  } catch (error) {
    throw isUniqueViolation(error, NAME_INDEX)
      ? new CustomerRoleError("name_taken", `You have a list named "${name}" already. Choose another name, or save that list anew.`)
      : error
  }
}
