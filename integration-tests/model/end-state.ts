import type { EndState, ExpectedRow } from "./clerk-events"

/** Returns the rows of a statement without bindings. */
export type ReadRows = <T>(sql: string) => Promise<T[]>

/** Returns the database's content in the shape of `expectedEnd`. */
export const readEndState = async (read: ReadRows): Promise<EndState> => {
  const rows = await read<ExpectedRow>(
    `SELECT m.clerk_user_id, m.account_type, m.company_name, m.tax_id, m.verification_status, m.is_verified,
       m.disabled_at IS NOT NULL AS disabled, round(extract(epoch FROM m.clerk_updated_at) * 1000)::float8 AS clerk_updated_at, c.email
     FROM customer_meta m LEFT JOIN customer c ON c.id = m.customer_id AND c.deleted_at IS NULL
     WHERE m.deleted_at IS NULL ORDER BY m.clerk_user_id COLLATE "C"`
  )
  const tombstones = await read<{ clerk_user_id: string }>(
    `SELECT clerk_user_id FROM clerk_user_tombstone ORDER BY clerk_user_id COLLATE "C"`
  )
  return { rows, tombstones: tombstones.map(({ clerk_user_id }) => clerk_user_id) }
}

/** A delivery record in the database. */
export type RecordedDelivery = { svix_id: string; outcome: string; finished: boolean }

/** Returns all delivery records. */
export const readDeliveries = (read: ReadRows): Promise<RecordedDelivery[]> =>
  read("SELECT svix_id, outcome, finished_at IS NOT NULL AS finished FROM clerk_webhook_delivery")

/**
 * Returns a line about each duplicate: `created` twice in the history of a record, several Clerk sign-ins of one user,
 * and registered customers without a record.
 */
export const readDuplicates = async (read: ReadRows): Promise<string[]> => {
  const found = await read<{ line: string }>(
    `SELECT 'created ' || count(e.id) || ' times: ' || m.clerk_user_id AS line
       FROM customer_meta m LEFT JOIN customer_role_event e ON e.customer_meta_id = m.id AND e.type = 'created'
       GROUP BY m.id, m.clerk_user_id HAVING count(e.id) <> 1
     UNION ALL SELECT count(*) || ' records: ' || clerk_user_id FROM customer_meta GROUP BY clerk_user_id HAVING count(*) > 1
     UNION ALL SELECT count(*) || ' sign-ins: ' || entity_id FROM provider_identity WHERE provider = 'clerk' AND deleted_at IS NULL
       GROUP BY entity_id HAVING count(*) > 1
     UNION ALL SELECT 'without a record: ' || c.email FROM customer c
       WHERE c.has_account AND c.deleted_at IS NULL AND NOT EXISTS (SELECT FROM customer_meta m WHERE m.customer_id = c.id)`
  )
  return found.map(({ line }) => line)
}
