import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { clerkClient } from "./client"
import { withRetries, type RetryOptions } from "./retry"
import { isUserMissing, toSnapshot, type ClerkUserSnapshot } from "./user"

/** The most users that Clerk returns at once. */
export const USERS_PAGE_SIZE = 500

/** Long, because a page is several megabytes large when users have 8 KB of metadata each. */
const PAGE_DEADLINE_MS = 60_000

/** An entry of a page of Clerk's users. */
export type ListedClerkUser = {
  snapshot: ClerkUserSnapshot
  /** Milliseconds since 1970. */
  created_at: number
  public_metadata: Record<string, unknown>
}

/** Selects a page of Clerk's users. `after` is in milliseconds since 1970. */
export type UsersPageQuery = { order: "created"; after: number; offset: number } | { order: "last_updated"; offset: number }

const listedSchema = z.looseObject({
  created_at: z.number(),
  public_metadata: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * Returns a page of at most {@link USERS_PAGE_SIZE} Clerk users: those created after a time, oldest first, or all, last
 * updated first.
 *
 * @see https://clerk.com/docs/reference/backend-api/tag/users/get/users
 * @throws CustomerRoleError `identity_provider_unavailable`, as {@link withRetries} does
 *
 * @example
 * const users = await fetchUsersPage({ order: "created", after: 0, offset: 0 }, options.clerk)
 */
export const fetchUsersPage = (query: UsersPageQuery, options: ClerkOptions, retries?: RetryOptions): Promise<ListedClerkUser[]> => {
  const paging =
    query.order === "created"
      ? { orderBy: "+created_at" as const, createdAtAfter: query.after, offset: query.offset }
      : { orderBy: "-updated_at" as const, offset: query.offset }
  return withRetries(
    async () => {
      const { data } = await clerkClient(options).users.getUserList({ limit: USERS_PAGE_SIZE, ...paging })
      return data.map(({ raw }) => toListed(raw))
    },
    { ...asPageRetries(retries), deadlineMs: PAGE_DEADLINE_MS }
  )
}

/** Counts two requests for each attempt: with every page, Clerk's SDK also requests the number of users. */
const asPageRetries = (retries: RetryOptions = {}): RetryOptions => ({
  ...retries,
  onAttempt() {
    retries.onAttempt?.()
    retries.onAttempt?.()
  },
})

/** Returns how many users the Clerk instance has. */
export const countUsers = (options: ClerkOptions, retries?: RetryOptions): Promise<number> =>
  withRetries(async () => z.number().parse(await clerkClient(options).users.getCount()), retries)

const toListed = (raw: unknown): ListedClerkUser => {
  const { created_at, public_metadata } = listedSchema.parse(raw)
  return { snapshot: toSnapshot(raw), created_at, public_metadata: public_metadata ?? {} }
}

/** Returns how many of these users the Clerk instance has. Takes at most 100 ids. */
export const countKnownUsers = (clerkUserIds: string[], options: ClerkOptions, retries?: RetryOptions): Promise<number> =>
  withRetries(async () => {
    const { data } = await clerkClient(options).users.getUserList({ userId: clerkUserIds, limit: clerkUserIds.length })
    return data.filter(({ id }) => clerkUserIds.includes(id)).length
  }, asPageRetries(retries))

/** Returns one user in the form of a page's entry, or `null` if the user was deleted at Clerk. */
export const fetchListedUser = (clerkUserId: string, options: ClerkOptions, retries?: RetryOptions): Promise<ListedClerkUser | null> =>
  withRetries(async () => {
    try {
      const { raw } = await clerkClient(options).users.getUser(clerkUserId)
      const user = toListed(raw)
      if (user.snapshot.clerk_user_id !== clerkUserId) {
        throw new CustomerRoleError("identity_provider_unavailable")
      }
      return user
    } catch (error) {
      if (isUserMissing(error)) {
        return null
      }
      throw error
    }
  }, retries)
