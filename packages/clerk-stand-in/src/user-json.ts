import { cloneJson, type JsonObject } from "./json"
import { newId } from "./secrets"

/** What a user is made of. Times in milliseconds. */
export type ClerkUserInput = {
  /** @default a fresh `user_…` */
  id?: string
  /** The primary email; none for `null` or when left out. */
  email?: string | null
  /** @default true */
  email_verified?: boolean
  password?: string
  first_name?: string | null
  last_name?: string | null
  unsafe_metadata?: JsonObject
  public_metadata?: JsonObject
  private_metadata?: JsonObject
  banned?: boolean
  created_at?: number
  updated_at?: number
}

/** What an update may change. Metadata that is given replaces the old as a whole. */
export type ClerkUserPatch = Omit<ClerkUserInput, "id"> & {
  locked?: boolean
  /** All addresses; `email` replaces them by one. */
  email_addresses?: ClerkEmailAddressJson[]
  primary_email_address_id?: string
}

export type ClerkEmailAddressJson = {
  id: string
  object: "email_address"
  email_address: string
  reserved: boolean
  verification: {
    object: "verification_otp"
    status: "verified" | "unverified"
    strategy: "email_code"
    attempts: number
    expire_at: number
  }
  linked_to: never[]
  created_at: number
  updated_at: number
}

/** A user as Clerk's Backend API and its webhooks show it. */
export type ClerkUserJson = {
  id: string
  object: "user"
  username: string | null
  first_name: string | null
  last_name: string | null
  image_url: string
  has_image: boolean
  primary_email_address_id: string | null
  primary_phone_number_id: null
  primary_web3_wallet_id: null
  password_enabled: boolean
  password_last_updated_at: number | null
  two_factor_enabled: boolean
  totp_enabled: boolean
  backup_code_enabled: boolean
  email_addresses: ClerkEmailAddressJson[]
  phone_numbers: never[]
  web3_wallets: never[]
  passkeys: never[]
  organization_memberships: never[]
  external_accounts: never[]
  enterprise_accounts: never[]
  saml_accounts: never[]
  public_metadata: JsonObject
  private_metadata: JsonObject
  unsafe_metadata: JsonObject
  external_id: string | null
  last_sign_in_at: number | null
  last_active_at: number | null
  banned: boolean
  locked: boolean
  deprovisioned: boolean
  lockout_expires_in_seconds: number | null
  verification_attempts_remaining: number | null
  created_at: number
  updated_at: number
  delete_self_enabled: boolean
  create_organization_enabled: boolean
  create_organizations_limit: number | null
  legal_accepted_at: number | null
  locale: string | null
  timezone: string | null
}

const TEN_MINUTES = 10 * 60 * 1000
const LOCKOUT_SECONDS = 60 * 60
const VERIFICATION_ATTEMPTS = 100

/** A new user, as it stands at `now`. */
export function newUserJson(input: ClerkUserInput, now: number): ClerkUserJson {
  const createdAt = input.created_at ?? now
  const emails = emailAddresses(input.email ?? null, input.email_verified ?? true, createdAt)
  return {
    id: input.id ?? newId("user"),
    object: "user",
    username: null,
    first_name: input.first_name ?? null,
    last_name: input.last_name ?? null,
    image_url: "",
    has_image: false,
    primary_email_address_id: emails[0]?.id ?? null,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    password_enabled: input.password !== undefined,
    password_last_updated_at: input.password === undefined ? null : createdAt,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    email_addresses: emails,
    phone_numbers: [],
    web3_wallets: [],
    passkeys: [],
    organization_memberships: [],
    external_accounts: [],
    enterprise_accounts: [],
    saml_accounts: [],
    public_metadata: cloneJson(input.public_metadata ?? {}),
    private_metadata: cloneJson(input.private_metadata ?? {}),
    unsafe_metadata: cloneJson(input.unsafe_metadata ?? {}),
    external_id: null,
    last_sign_in_at: null,
    last_active_at: null,
    banned: input.banned ?? false,
    locked: false,
    deprovisioned: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: VERIFICATION_ATTEMPTS,
    created_at: createdAt,
    updated_at: input.updated_at ?? createdAt,
    delete_self_enabled: true,
    create_organization_enabled: false,
    create_organizations_limit: null,
    legal_accepted_at: null,
    locale: null,
    timezone: null,
  }
}

/** `user` with `patch` applied and `updated_at` set. */
export function patchedUserJson(user: ClerkUserJson, patch: ClerkUserPatch, updatedAt: number): ClerkUserJson {
  const emails = patch.email_addresses ?? patchedEmailAddresses(user, patch, updatedAt)
  const locked = patch.locked ?? user.locked
  return {
    ...user,
    first_name: patch.first_name === undefined ? user.first_name : patch.first_name,
    last_name: patch.last_name === undefined ? user.last_name : patch.last_name,
    email_addresses: emails,
    primary_email_address_id: primaryAmong(emails, patch.primary_email_address_id ?? user.primary_email_address_id),
    password_enabled: user.password_enabled || patch.password !== undefined,
    password_last_updated_at: patch.password === undefined ? user.password_last_updated_at : updatedAt,
    public_metadata: cloneJson(patch.public_metadata ?? user.public_metadata),
    private_metadata: cloneJson(patch.private_metadata ?? user.private_metadata),
    unsafe_metadata: cloneJson(patch.unsafe_metadata ?? user.unsafe_metadata),
    banned: patch.banned ?? user.banned,
    locked,
    lockout_expires_in_seconds: locked ? LOCKOUT_SECONDS : null,
    verification_attempts_remaining: locked ? 0 : VERIFICATION_ATTEMPTS,
    created_at: patch.created_at ?? user.created_at,
    updated_at: updatedAt,
  }
}

function primaryAmong(emails: ClerkEmailAddressJson[], wanted: string | null): string | null {
  return (emails.find(({ id }) => id === wanted) ?? emails[0])?.id ?? null
}

/** The address that a user is known by. */
export function primaryEmail(user: ClerkUserJson): ClerkEmailAddressJson | undefined {
  return user.email_addresses.find(({ id }) => id === user.primary_email_address_id)
}

function patchedEmailAddresses(user: ClerkUserJson, patch: ClerkUserPatch, now: number): ClerkEmailAddressJson[] {
  if (patch.email !== undefined) {
    return emailAddresses(patch.email, patch.email_verified ?? true, now)
  }
  const current = primaryEmail(user)
  if (patch.email_verified === undefined || !current) {
    return user.email_addresses
  }
  const updated = {
    ...newEmailAddress(current.email_address, patch.email_verified, now),
    id: current.id,
    created_at: current.created_at,
  }
  return user.email_addresses.map((address) => (address === current ? updated : address))
}

function emailAddresses(email: string | null, verified: boolean, now: number): ClerkEmailAddressJson[] {
  return email === null ? [] : [newEmailAddress(email, verified, now)]
}

/** A further address, as it stands at `now`. */
export function newEmailAddress(email: string, verified: boolean, now: number): ClerkEmailAddressJson {
  return {
    id: newId("idn"),
    object: "email_address",
    email_address: email,
    reserved: false,
    verification: {
      object: "verification_otp",
      status: verified ? "verified" : "unverified",
      strategy: "email_code",
      attempts: verified ? 1 : 0,
      expire_at: now + TEN_MINUTES,
    },
    linked_to: [],
    created_at: now,
    updated_at: now,
  }
}
