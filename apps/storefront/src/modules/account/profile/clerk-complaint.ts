import { type ProblemReason, problemsOf } from "@/modules/auth/problems"

/** What Clerk has against a change, in the words of `account.clerk`. */
export type ClerkComplaint =
  | "wrongCode"
  | "codeExpired"
  | "emailTaken"
  | "emailInvalid"
  | "wrongPassword"
  | "passwordWeak"
  | "passwordLong"
  | "passwordLeaked"
  | "tooOften"
  | "confirmAgain"
  | "noAnswer"
  | "other"

/** The forms of an account are about somebody who is signed in, and need other words than the sign-in. */
const WORDS: Partial<Record<ProblemReason, ClerkComplaint>> = {
  wrongCode: "wrongCode",
  missingCode: "wrongCode",
  expiredCode: "codeExpired",
  takenEmail: "emailTaken",
  invalidEmail: "emailInvalid",
  wrongPassword: "wrongPassword",
  shortPassword: "passwordWeak",
  weakPassword: "passwordWeak",
  longPassword: "passwordLong",
  leakedPassword: "passwordLeaked",
  tooManyRequests: "tooOften",
  confirmAgain: "confirmAgain",
  unreachable: "noAnswer",
}

/**
 * Returns the words for an error that Clerk's hooks throw. What Clerk's codes mean is decided in one place, for the sign-in
 * as well.
 *
 * @example
 * setComplaint(clerkComplaintOf(error))
 */
export const clerkComplaintOf = (error: unknown): ClerkComplaint => {
  const [first] = problemsOf(error)
  return (first && WORDS[first.reason]) ?? "other"
}
