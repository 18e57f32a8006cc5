import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { clerkClient } from "./client"
import { withRetries, type RetryOptions } from "./retry"
import { isUserMissing, toSnapshot, type ClerkUserSnapshot } from "./user"

/** The most that Clerk gives in one answer. */
export const USERS_PAGE_SIZE = 500

/** With 8 KB of metadata each, a page is of several megabytes. */
const PAGE_DEADLINE_MS = 60_000

/** A user as a page of Clerk's users has him. */
export type ListedClerkUser = {
  snapshot: ClerkUserSnapshot
  /** Milliseconds since 1970. */
  created_at: number
  public_metadata: Record<string, unknown>
}

/** Which page of Clerk's users. Times in milliseconds since 1970. */
export type UsersPageQuery =
  | { order: "created"; after: number; offset: number }
  | { order: "last_updated"; offset: number }

const listedSchema = z.looseObject({
  created_at: z.number(),
  public_metadata: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * A page of Clerk's users, at most {@link USERS_PAGE_SIZE}: the oldest first from those created after a time, or the
 * last updated first.
 *
 * @see https://clerk.com/docs/reference/backend-api/tag/users/get/users
 * @throws CustomerRoleError `identity_provider_unavailable` as {@link withRetries}
 *
 * @example
 * const users = await fetchUsersPage({ order: "created", after: 0, offset: 0 }, options.clerk)
 */
export const fetchUsersPage = (query: UsersPageQuery, options: ClerkOptions, retries?: RetryOptions): Promise<ListedClerkUser[]> => {
  const paging =
    query.order === "created"
      ? { orderBy: "+created_at" as const, createdAtAfter: query.after, offset: query.offset }
      : { orderBy: "-updated_at" as const, offset: query.offset }
  return withRetries(async () => {
    const { data } = await clerkClient(options).users.getUserList({ limit: USERS_PAGE_SIZE, ...paging })
    return data.map(({ raw }) => toListed(raw))
  }, { ...asPageRetries(retries), deadlineMs: PAGE_DEADLINE_MS })
}

/** With each page, Clerk's SDK asks for the number of users too. */
const asPageRetries = (retries: RetryOptions = {}): RetryOptions => ({
  ...retries,
  onAttempt() {
    retries.onAttempt?.()
    retries.onAttempt?.()
  },
})

/** How many users Clerk has. */
export const countUsers = (options: ClerkOptions, retries?: RetryOptions): Promise<number> =>
  withRetries(async () => z.number().parse(await clerkClient(options).users.getCount()), retries)

const toListed = (raw: unknown): ListedClerkUser => {
  const { created_at, public_metadata } = listedSchema.parse(raw)
  return { snapshot: toSnapshot(raw), created_at, public_metadata: public_metadata ?? {} }
}

/** How many of these users Clerk has. At most 100. */
export const countKnownUsers = (clerkUserIds: string[], options: ClerkOptions, retries?: RetryOptions): Promise<number> =>
  withRetries(async () => {
    const { data } = await clerkClient(options).users.getUserList({ userId: clerkUserIds, limit: clerkUserIds.length })
    return data.filter(({ id }) => clerkUserIds.includes(id)).length
  }, asPageRetries(retries))

/** A single user as a page would have him; `null` where Clerk knows no such user: it was deleted. */
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
