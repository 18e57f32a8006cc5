import { answerChallenge, type EmailChallenge } from "../email-codes"
import { ClerkApiError, missingParam, notFound, wrongPassword } from "../errors"
import { readForm } from "../http/request"
import type { Route } from "../http/router"
import { mergeMetadata } from "../json"
import { checkNewEmail, checkPassword } from "../user-checks"
import { type ClerkEmailAddressJson, type ClerkUserJson, newEmailAddress } from "../user-json"
import { currentSession, currentUser, type FrontendApiContext, type FrontendCall, frontendRoutes } from "./frontend-call"

/** What users do with their own accounts: name, `unsafeMetadata`, e-mail addresses, password, deletion. */
export function profileRoutes(context: FrontendApiContext): Route[] {
  const { users, sessions, emailCodes, views } = context
  const { resource } = frontendRoutes(context)
  /** Codes under way, by the id of the address. */
  const challenges = new Map<string, EmailChallenge>()

  const addressOf = (user: ClerkUserJson, id: string): ClerkEmailAddressJson => {
    const address = user.email_addresses.find((one) => one.id === id)
    if (!address) {
      throw notFound("Email address", id)
    }
    return address
  }

  return [
    resource("GET", "/v1/me", (call) => views.user(currentUser(context, call))),
    resource("PATCH", "/v1/me", (call) => {
      const user = currentUser(context, call)
      const patch = readForm(call.request, {
        first_name: "text",
        last_name: "text",
        unsafe_metadata: "object",
        primary_email_address_id: "text",
      })
      if (patch.primary_email_address_id !== undefined) {
        refuseUnverified(addressOf(user, patch.primary_email_address_id))
      }
      return views.user(users.update(user.id, { ...patch, ...clearedNames(call) }))
    }),
    resource("PATCH", "/v1/me/metadata", (call) => {
      const user = currentUser(context, call)
      const { unsafe_metadata: patch = {} } = readForm(call.request, { unsafe_metadata: "object" })
      return views.user(users.update(user.id, { unsafe_metadata: mergeMetadata(user.unsafe_metadata, patch) }))
    }),
    resource("DELETE", "/v1/me", (call) => users.delete(currentUser(context, call).id)),
    resource("POST", "/v1/me/change_password", (call) => {
      const user = currentUser(context, call)
      const form = readForm(call.request, { new_password: "text", current_password: "text", sign_out_of_other_sessions: "flag" })
      if (form.new_password === undefined) {
        throw missingParam("new_password")
      }
      if (user.password_enabled && !users.hasPassword(user.id, form.current_password ?? "")) {
        throw wrongPassword("current_password")
      }
      checkPassword(form.new_password, "new_password")
      const here = currentSession(context, call)
      const others = sessions.active({ userId: user.id }).filter(({ id }) => id !== here.id)
      for (const { id } of form.sign_out_of_other_sessions ? others : []) {
        sessions.end(id, "revoked")
      }
      return views.user(users.update(user.id, { password: form.new_password }))
    }),
    resource("POST", "/v1/me/email_addresses", (call) => {
      const user = currentUser(context, call)
      const { email_address: email } = readForm(call.request, { email_address: "text" })
      if (email === undefined) {
        throw missingParam("email_address")
      }
      checkNewEmail(users, email)
      const address = newEmailAddress(email, false, Date.now())
      users.update(user.id, { email_addresses: [...user.email_addresses, address] })
      return address
    }),
    resource("GET", "/v1/me/email_addresses/:id", (call, id) => addressOf(currentUser(context, call), id)),
    resource("DELETE", "/v1/me/email_addresses/:id", (call, id) => {
      const user = currentUser(context, call)
      const address = addressOf(user, id)
      if (address.id === user.primary_email_address_id) {
        throw new ClerkApiError(400, "last_identification_deletion_failed", "You cannot delete your primary email address.")
      }
      users.update(user.id, { email_addresses: user.email_addresses.filter((one) => one.id !== id) })
      return { object: "email_address", id, deleted: true }
    }),
    resource("POST", "/v1/me/email_addresses/:id/prepare_verification", (call, id) => {
      const address = addressOf(currentUser(context, call), id)
      challenges.set(id, emailCodes.send(address.email_address, "new-email"))
      return address
    }),
    resource("POST", "/v1/me/email_addresses/:id/attempt_verification", (call, id) => {
      const user = currentUser(context, call)
      const address = addressOf(user, id)
      const { code } = readForm(call.request, { code: "text" })
      answerChallenge(challenges.get(id) ?? null, code)
      challenges.delete(id)
      const verified: ClerkEmailAddressJson = {
        ...address,
        verification: { ...address.verification, status: "verified", attempts: address.verification.attempts + 1 },
        updated_at: Date.now(),
      }
      users.update(user.id, { email_addresses: user.email_addresses.map((one) => (one.id === id ? verified : one)) })
      return verified
    }),
    // Room for organizations: there are none to be a member of.
    ...["memberships", "invitations", "suggestions"].map((kind) =>
      resource("GET", `/v1/me/organization_${kind}`, (call) => {
        currentUser(context, call)
        return { data: [], total_count: 0 }
      })
    ),
  ]
}

/** Names that were emptied. `readForm` leaves out what is empty. */
function clearedNames({ request }: FrontendCall): { first_name?: null; last_name?: null } {
  const form = new URLSearchParams(request.body)
  return {
    ...(form.get("first_name") === "" && { first_name: null }),
    ...(form.get("last_name") === "" && { last_name: null }),
  }
}

function refuseUnverified({ verification }: ClerkEmailAddressJson): void {
  if (verification.status !== "verified") {
    throw new ClerkApiError(
      400,
      "primary_identification_not_verified",
      "Verify the email address before it becomes the primary one.",
      undefined,
      "primary_email_address_id"
    )
  }
}
