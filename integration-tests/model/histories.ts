import fc from "fast-check"
import type { ClerkHistory, ClerkVersion } from "./clerk-events"

/** The latest time for the first version of a user. */
const BEGINNING = Date.UTC(2026, 0, 1)

const word = fc.constantFrom("Cedar", "GmbH", "Æsir", "Söhne", "&", "株式会社", "O'Neill", "%", "_", "\\", '"quoted"')
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(" "))
const numbers = fc.nat({ max: 999_999_999 }).map((number) => `DE${number}`)

const mostly = <T, U>(usual: fc.Arbitrary<T>, ...others: fc.Arbitrary<U>[]) =>
  fc.oneof({ weight: 4, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })))

const absent = fc.constant(undefined)
const cleared = fc.constantFrom(null, "")
const accountType = fc.constantFrom("individual", "business", "business")
const company = mostly(words, fc.constant("c".repeat(255)), cleared)
const taxId = mostly(numbers, fc.constant("t".repeat(100)), cleared)

type Values = fc.Arbitrary<unknown>
type Metadata = fc.Arbitrary<Record<string, unknown>>

/** Clerk's `unsafeMetadata`, with a foreign key beside ours and either name for each text. */
const metadata = (type: Values, name: Values, id: Values): Metadata =>
  fc
    .tuple(type, name, id, fc.constantFrom("company", "companyName"), fc.constantFrom("tax_id", "taxId"))
    .map(([accountType, nameValue, idValue, nameKey, idKey]) => ({ theme: "dark", accountType, [nameKey]: nameValue, [idKey]: idValue }))

const completeClaim = metadata(accountType, company, taxId)
const partialClaim = metadata(mostly(accountType, absent), mostly(company, absent, absent), mostly(taxId, absent, absent))
const invalidClaim = fc.oneof(
  metadata(fc.constantFrom("admin", "Business", "", null, 5, ["business"]), company, taxId),
  metadata(accountType, fc.constantFrom(5, true, ["Cedar"], { name: "Cedar" }, "c".repeat(256)), taxId),
  metadata(accountType, company, fc.constantFrom(5, false, ["DE1"], { id: "DE1" }, "t".repeat(101)))
)

/** A version without its time and address. */
type Draft = Pick<ClerkVersion, "banned" | "unsafe_metadata"> & {
  /** Uses a new address instead of the previous one. */
  moves: boolean
  address: "verified" | "unverified" | "none"
  /** Milliseconds since the previous version. */
  pause: number
}

const draft = (address: fc.Arbitrary<Draft["address"]>, unsafe_metadata: Metadata): fc.Arbitrary<Draft> =>
  fc.record({
    moves: fc.boolean(),
    address,
    banned: fc.constantFrom(false, false, true),
    pause: fc.integer({ min: 1, max: 5_000 }),
    unsafe_metadata,
  })

const anyClaim = fc.oneof(completeClaim, partialClaim, mostly(completeClaim, invalidClaim))
const anyDraft = draft(fc.constantFrom("verified", "verified", "verified", "unverified", "none"), anyClaim)
/** The newest of several versions, which alone decides. */
const decisiveDraft = draft(fc.constant("verified"), completeClaim)

const draftsOf = (count: number): fc.Arbitrary<Draft[]> =>
  count === 1
    ? anyDraft.map((only) => [only])
    : fc
        .tuple(fc.array(anyDraft, { minLength: count - 1, maxLength: count - 1 }), decisiveDraft)
        .map(([earlier, newest]) => [...earlier, newest])

const toVersions = (clerkUserId: string, drafts: Draft[]): ClerkVersion[] => {
  let addresses = 0
  let updated_at = BEGINNING
  return drafts.map(({ moves, address, pause, banned, unsafe_metadata }) => {
    addresses += moves ? 1 : 0
    updated_at += pause
    const email = address === "none" ? null : `${clerkUserId}.${addresses}@Example.com`
    return { updated_at, email, email_verified: address === "verified", banned, unsafe_metadata }
  })
}

const historyOf = (clerk_user_id: string, events: number): fc.Arbitrary<ClerkHistory> =>
  fc.constantFrom(false, false, false, true).chain((wantsDeletion) => {
    const deleted = wantsDeletion && events > 1
    const versions = draftsOf(deleted ? events - 1 : events).map((drafts) => toVersions(clerk_user_id, drafts))
    return versions.map((lived) => ({ clerk_user_id, versions: lived, deleted }))
  })

/**
 * Generates histories of Clerk users whose result does not depend on the order of their events (see `expectedEnd`).
 *
 * @param users - the maximum number of users
 * @param events - the maximum number of events of each
 *
 * @example
 * fc.assert(fc.property(clerkHistories({ users: 4, events: 6 }), (histories) => histories.every(isOrderIndependent)))
 */
export const clerkHistories = ({ users, events }: { users: number; events: number }): fc.Arbitrary<ClerkHistory[]> =>
  fc
    .array(fc.integer({ min: 1, max: events }), { minLength: 1, maxLength: users })
    .chain((counts) => fc.tuple(...counts.map((count, index) => historyOf(`user_${index}`, count))))

/**
 * Returns this many histories with exactly this many events each, reproducible by the seed.
 *
 * @example
 * const histories = manyClerkHistories({ seed: 1, users: 500, events: 10 })
 */
export const manyClerkHistories = ({ seed, users, events }: { seed: number; users: number; events: number }): ClerkHistory[] =>
  Array.from({ length: users }, (_, index) => fc.sample(historyOf(`user_${index}`, events), { seed: seed + index, numRuns: 1 })).flat()

/** Returns the same histories for other users, so that a database that contains the former can take the latter. */
export const renamed = (histories: readonly ClerkHistory[], prefix: string): ClerkHistory[] =>
  histories.map(({ clerk_user_id, versions, deleted }) => ({
    clerk_user_id: `${prefix}_${clerk_user_id}`,
    versions: versions.map((version) => ({ ...version, email: version.email && `${prefix}.${version.email}` })),
    deleted,
  }))
