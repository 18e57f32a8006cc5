import { randomInt } from "node:crypto"

import { ClerkApiError } from "./errors"

const LIFETIME = 10 * 60 * 1000
const MAX_ATTEMPTS = 5
const KEPT = 100

/** Clerk's own addresses for tests: nothing is sent to them, and the code is always this one. */
const TEST_ADDRESS = /\+clerk_test@/i
const TEST_CODE = "424242"

/** An e-mail with a code, which the stand-in shows instead of sending it. */
export type SentEmailCode = {
  email: string
  code: string
  purpose: "sign-up" | "sign-in" | "new-password" | "new-email"
  /** Milliseconds. */
  sent_at: number
}

export type ClerkStandInEmailCodes = {
  /** The last hundred, newest first. */
  list(email?: string): SentEmailCode[]
  /** The code that was sent to an address last. */
  latest(email: string): string | undefined
}

/** A code that was sent and is waited for. Times in milliseconds. */
export type EmailChallenge = { readonly code: string; readonly expireAt: number; attempts: number; isVerified: boolean }

export type EmailCodes = ClerkStandInEmailCodes & { send(email: string, purpose: SentEmailCode["purpose"]): EmailChallenge }

/**
 * Codes that would go out by e-mail.
 *
 * @param onSent - called with each code, to show it to the person who signs up or in
 * @example
 * const challenge = emailCodes.send("ada@example.com", "sign-up")
 * answerChallenge(challenge, emailCodes.latest("ada@example.com"))
 */
export function createEmailCodes(onSent: (sent: SentEmailCode) => void): EmailCodes {
  let sent: SentEmailCode[] = []
  const list = (email?: string) => sent.filter((one) => email === undefined || one.email.toLowerCase() === email.toLowerCase())
  return {
    list: (email) => list(email).map((one) => ({ ...one })),
    latest: (email) => list(email)[0]?.code,
    send(email, purpose) {
      const isTest = TEST_ADDRESS.test(email)
      const code = isTest ? TEST_CODE : String(randomInt(1_000_000)).padStart(6, "0")
      const now = Date.now()
      const one: SentEmailCode = { email, code, purpose, sent_at: now }
      sent = [one, ...sent].slice(0, KEPT)
      if (!isTest) {
        onSent({ ...one })
      }
      return { code, expireAt: now + LIFETIME, attempts: 0, isVerified: false }
    },
  }
}

/**
 * Verifies the challenge by the code.
 *
 * @throws 422 for another code, 400 for one that came too late, after too many others, or was never sent
 */
export function answerChallenge(challenge: EmailChallenge | null, code: string | undefined): void {
  if (!challenge) {
    throw new ClerkApiError(400, "verification_not_sent", "You need to send a verification code before attempting to verify.")
  }
  if (challenge.attempts >= MAX_ATTEMPTS) {
    throw new ClerkApiError(400, "verification_failed", "Too many failed attempts. You have to try again with another code.")
  }
  if (Date.now() >= challenge.expireAt) {
    throw new ClerkApiError(400, "verification_expired", "This verification has expired. You must create a new one.")
  }
  challenge.attempts += 1
  if (code !== challenge.code) {
    throw new ClerkApiError(422, "form_code_incorrect", "is incorrect", "Incorrect code", "code")
  }
  challenge.isVerified = true
}

/** The challenge as Clerk shows it. */
export function verificationJson(challenge: EmailChallenge, strategy = "email_code") {
  const status = challenge.isVerified ? "verified" : Date.now() >= challenge.expireAt ? "expired" : "unverified"
  return {
    object: "verification_otp" as const,
    status,
    strategy,
    attempts: challenge.attempts,
    expire_at: challenge.expireAt,
    error: null,
  }
}
