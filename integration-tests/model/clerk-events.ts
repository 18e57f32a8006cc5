/** A Clerk user in one event. Clerk always sends the whole user. */
export type ClerkVersion = {
  /** Milliseconds since 1970; each version of a user has a later one. */
  updated_at: number
  /** The primary address as the user typed it; `null` for none. */
  email: string | null
  email_verified: boolean
  banned: boolean
  unsafe_metadata: Record<string, unknown>
}

/** The life of one Clerk user: `user.created` with the first version, `user.updated` with each later one, then perhaps `user.deleted`. */
export type ClerkHistory = {
  clerk_user_id: string
  versions: ClerkVersion[]
  deleted: boolean
}

/** The contents of a live row, and the email address of its Medusa customer. */
export type ExpectedRow = {
  clerk_user_id: string
  account_type: string
  company_name: string | null
  tax_id: string | null
  verification_status: string
  is_verified: boolean
  disabled: boolean
  /** Milliseconds since 1970. */
  clerk_updated_at: number
  email: string
}

/** The result of all events: live rows and tombstones, each ordered by Clerk id. */
export type EndState = { rows: ExpectedRow[]; tombstones: string[] }

type Claim = { account_type?: string; company_name?: string | null; tax_id?: string | null }

const LONGEST_COMPANY = 255
const LONGEST_TAX_ID = 100

/**
 * Returns the result of a sequence of Clerk events: each user's events applied in the order of their versions. Based on
 * the contract alone, without the plugin's code, so that both cannot share a mistake.
 *
 * Deliveries come in any order, and a version older than the newest seen is ignored as a whole. So another order applies
 * only *some* of the versions: any earlier one may be missing, the newest never is. All orders have the same result only
 * if the newest version alone decides, so only such histories may be compared ({@link isOrderIndependent}, which the
 * generators respect):
 *
 * - An absent key changes nothing, and neither does a refused claim. Company "A", then a version without a company, gives
 *   "A" in order and no company if the first comes too late. So the newest of several versions states all three keys
 *   validly; earlier ones may be anything. A user with a single version may state anything, because no version can be
 *   missing.
 * - The customer's email address follows verified addresses only, and without one there is no customer. So the newest of
 *   several versions has a verified address. No address is used twice: which of two users gets it would depend on the
 *   order.
 * - A ban needs no such care: each version says whether there is one.
 * - Neither does the status, as long as nobody decides: an individual is `not_required`, a business `pending`, whatever
 *   they were before. After a decision, the order would matter: verified, then individual, then business is `pending` in
 *   order, and still verified if the middle one comes too late. So the model has no decisions.
 * - A deletion counts whenever it comes. Whether a row or a customer existed before it depends on the order, so the
 *   result for a deleted user is only: no live row, and a tombstone.
 *
 * @example
 * expectedEnd([{ clerk_user_id: "user_1", versions: [version], deleted: false }]) // { rows: [{ … }], tombstones: [] }
 */
export const expectedEnd = (histories: readonly ClerkHistory[]): EndState => {
  const ordered = [...histories].sort((a, b) => (a.clerk_user_id < b.clerk_user_id ? -1 : 1))
  return {
    rows: ordered.flatMap((history) => (history.deleted ? [] : (expectedRow(history) ?? []))),
    tombstones: ordered.filter(({ deleted }) => deleted).map(({ clerk_user_id }) => clerk_user_id),
  }
}

/** Returns true if every order of delivery has the same result for a user, whichever earlier versions are missing. */
export const isOrderIndependent = ({ clerk_user_id, versions, deleted }: ClerkHistory): boolean => {
  const earlier = versions.slice(0, -1)
  const leaves = (applied: ClerkVersion[]) => JSON.stringify(expectedRow({ clerk_user_id, versions: applied, deleted }))
  const subsets = Array.from({ length: 2 ** earlier.length }, (_, bits) => earlier.filter((_version, index) => bits & (1 << index)))
  return deleted || new Set(subsets.map((kept) => leaves([...kept, ...versions.slice(-1)]))).size === 1
}

const expectedRow = ({ clerk_user_id, versions }: ClerkHistory): ExpectedRow | null =>
  versions.reduce<ExpectedRow | null>((row, version) => applied(row, clerk_user_id, version), null)

const applied = (row: ExpectedRow | null, clerk_user_id: string, version: ClerkVersion): ExpectedRow | null => {
  const email = version.email_verified && version.email ? version.email.toLowerCase() : row?.email
  if (email === undefined) {
    return null
  }
  const stated = { ...claimOf(row), ...readClaim(version.unsafe_metadata) }
  return {
    clerk_user_id,
    ...stated,
    verification_status: stated.account_type === "business" ? "pending" : "not_required",
    is_verified: false,
    disabled: version.banned,
    clerk_updated_at: version.updated_at,
    email,
  }
}

const claimOf = (row: ExpectedRow | null) => ({
  account_type: row?.account_type ?? "individual",
  company_name: row?.company_name ?? null,
  tax_id: row?.tax_id ?? null,
})

/** Returns what a version states, or nothing if any of it is invalid. */
const readClaim = (metadata: Record<string, unknown>): Claim => {
  const { accountType, company = metadata.companyName, tax_id = metadata.taxId } = metadata
  const isTypeValid = accountType === undefined || accountType === "individual" || accountType === "business"
  if (!isTypeValid || !isText(company, LONGEST_COMPANY) || !isText(tax_id, LONGEST_TAX_ID)) {
    return {}
  }
  return {
    ...(accountType === undefined ? {} : { account_type: accountType }),
    ...(company === undefined ? {} : { company_name: company || null }),
    ...(tax_id === undefined ? {} : { tax_id: tax_id || null }),
  }
}

const isText = (value: unknown, longest: number): value is string | null | undefined =>
  value === undefined || value === null || (typeof value === "string" && value.length <= longest)
