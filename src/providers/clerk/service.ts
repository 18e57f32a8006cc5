import type { AuthenticationInput, AuthenticationResponse, AuthIdentityProviderService } from "@medusajs/framework/types"
import { AbstractAuthModuleProvider } from "@medusajs/framework/utils"
import { CLERK_PROVIDER, SYNCED } from "../../clerk/auth-provider"
import { verifySessionToken } from "../../clerk/session-token"
import { parseClerkOptions, type ClerkOptions } from "../../options"

const CLERK_ONLY = "Clerk manages the accounts of this provider. Sign up or change the account at Clerk."

/**
 * Exchanges a Clerk session token for a Medusa token: `POST /auth/customer/clerk` with `{ "token" }` or a bearer header.
 * The plugin's middleware on that route verifies the token and syncs the user first. The provider refuses every call that
 * has not passed it.
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
      return { success: false, error: "Clerk signs in customers only. Use another provider for this actor type." }
    }
    if (!body?.token || !isSynced(body)) {
      return { success: false, error: "The Clerk session token is missing. Send it as { token } to POST /auth/customer/clerk." }
    }
    try {
      const { clerk_user_id, clerk_session_id } = await verifySessionToken(body.token, this.options)
      const authIdentity = await identities.retrieve({ entity_id: clerk_user_id })
      // The Medusa token carries the Clerk session that it ends with, and so does a cookie made from it.
      const app_metadata = { ...authIdentity.app_metadata, clerk_session_id }
      return authIdentity.app_metadata?.customer_id
        ? { success: true, authIdentity: { ...authIdentity, app_metadata } }
        : { success: false, error: "This Clerk user has no customer. Call POST /store/customers/sync-role." }
    } catch {
      return { success: false, error: "The session token is not valid or has expired. Sign in again at Clerk." }
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
