import { invalidParam, notFound } from "../errors"
import { jsonReply } from "../http/reply"
import { type ApiRequest, readParams } from "../http/request"
import { route, type Route } from "../http/router"
import { mergeMetadata } from "../json"
import { checkNewEmail, checkPassword } from "../user-checks"
import type { ClerkUserJson, ClerkUserPatch } from "../user-json"
import type { UserQueries } from "../user-query"
import type { ClerkStandInUsers } from "../users-store"

const METADATA = { public_metadata: "object", private_metadata: "object", unsafe_metadata: "object" } as const

const PROFILE = {
  first_name: "textOrNull",
  last_name: "textOrNull",
  password: "text",
  skip_password_checks: "flag",
  ...METADATA,
} as const

export type UserRoutesContext = { users: ClerkStandInUsers & UserQueries }

/** `/v1/users` of the Backend API. */
export function userRoutes({ users }: UserRoutesContext): Route[] {
  const find = (id: string): ClerkUserJson => {
    const user = users.get(id)
    if (!user) {
      throw notFound("User", id)
    }
    return user
  }

  return [
    route("GET", "/v1/users", ({ query }) => jsonReply(users.page(query))),
    route("GET", "/v1/users/count", ({ query }) => jsonReply({ object: "total_count", total_count: users.count(query) })),
    route("POST", "/v1/users", (request) => {
      const {
        email_address: emails = [],
        skip_password_checks,
        skip_password_requirement: _passwordIsOptionalAnyway,
        ...profile
      } = readParams(request, { ...PROFILE, email_address: "texts", skip_password_requirement: "flag" })
      const [email, ...more] = emails
      if (more.length > 0) {
        throw invalidParam("email_address", "a single address in this stand-in")
      }
      if (email !== undefined) {
        checkNewEmail(users, email)
      }
      checkNewPassword(profile.password, skip_password_checks)
      return jsonReply(users.create({ ...profile, email }))
    }),
    route("GET", "/v1/users/:id", (_request, id) => jsonReply(find(id))),
    route("PATCH", "/v1/users/:id", (request, id) => {
      find(id)
      const { skip_password_checks, ...patch } = readParams(request, PROFILE)
      checkNewPassword(patch.password, skip_password_checks)
      return jsonReply(users.update(id, patch))
    }),
    route("DELETE", "/v1/users/:id", (_request, id) => jsonReply(users.delete(id))),
    route("PATCH", "/v1/users/:id/metadata", (request, id) => jsonReply(users.update(id, mergedMetadata(find(id), request)))),
    // updateUser() and replaceUserMetadata() of the SDK replace metadata here.
    route("PUT", "/v1/users/:id/metadata", (request, id) => {
      find(id)
      return jsonReply(users.update(id, readParams(request, METADATA)))
    }),
    route("POST", "/v1/users/:id/ban", (_request, id) => jsonReply(users.ban(id))),
    route("POST", "/v1/users/:id/unban", (_request, id) => jsonReply(users.unban(id))),
    route("POST", "/v1/users/:id/lock", (_request, id) => jsonReply(users.lock(id))),
    route("POST", "/v1/users/:id/unlock", (_request, id) => jsonReply(users.unlock(id))),
  ]
}

function mergedMetadata(user: ClerkUserJson, request: ApiRequest): ClerkUserPatch {
  const { public_metadata = {}, private_metadata = {}, unsafe_metadata = {} } = readParams(request, METADATA)
  return {
    public_metadata: mergeMetadata(user.public_metadata, public_metadata),
    private_metadata: mergeMetadata(user.private_metadata, private_metadata),
    unsafe_metadata: mergeMetadata(user.unsafe_metadata, unsafe_metadata),
  }
}

function checkNewPassword(password: string | undefined, skipChecks: boolean | undefined): void {
  if (password !== undefined && !skipChecks) {
    checkPassword(password)
  }
}
