import type { AuthenticationInput, AuthenticationResponse, AuthIdentityProviderService } from "@medusajs/framework/types"
import { AbstractAuthModuleProvider } from "@medusajs/framework/utils"
import { SYNCED } from "../../clerk/exchange-voucher"
import { CLERK_PROVIDER } from "../../clerk/provider-id"
import { verifySessionToken } from "../../clerk/session-token"
import { parseClerkOptions, type ClerkOptions } from "../../options"

const CLERK_ONLY = "Accounts of this provider are managed at Clerk."

/**
 * Exchanges a Clerk session token for a Medusa token: `POST /auth/customer/clerk` with `{ "token" }` or the header.
 * The plugin's middleware on that route syncs the user before this provider is asked, which answers to nobody else.
 *
 * @see https://docs.medusajs.com/resources/references/auth/provider
 */
export default class ClerkAuthProviderService extends AbstractAuthModuleProvider {
  static override identifier = CLERK_PROVIDER
  static override DISPLAY_NAME = "Clerk"

  private readonly options: ClerkOptions

  static override validateOptions(options: Record<string, unknown>): void {
    parseClerkOptions(options)
  }

  constructor(_container: Record<string, unknown>, options: unknown) {
    super()
    this.options = parseClerkOptions(options)
  }

  override async authenticate(
    { body, actor_type }: AuthenticationInput & { actor_type?: string },
    identities: AuthIdentityProviderService
  ): Promise<AuthenticationResponse> {
    if (actor_type !== "customer") {
      return { success: false, error: "Clerk signs in customers only." }
    }
    if (!body?.token || !isSynced(body)) {
      return { success: false, error: "Send Clerk's session token as { token } to POST /auth/customer/clerk." }
    }
    try {
      const { clerk_user_id, clerk_session_id } = await verifySessionToken(body.token, this.options)
      const authIdentity = await identities.retrieve({ entity_id: clerk_user_id })
      // The token, and the cookie that may be made of it, name the session that they end with.
      const app_metadata = { ...authIdentity.app_metadata, clerk_session_id }
      return authIdentity.app_metadata?.customer_id
        ? { success: true, authIdentity: { ...authIdentity, app_metadata } }
        : { success: false, error: "This Clerk user has no customer." }
    } catch {
      return { success: false, error: "The session token is not valid." }
    }
  }

  override async register(): Promise<AuthenticationResponse> {
    return { success: false, error: CLERK_ONLY }
  }

  override async update(): Promise<AuthenticationResponse> {
    return { success: false, error: CLERK_ONLY }
  }

  override async validateCallback(): Promise<AuthenticationResponse> {
    return { success: false, error: CLERK_ONLY }
  }
}

const isSynced = (body: object): boolean => Reflect.get(body, SYNCED) === true
