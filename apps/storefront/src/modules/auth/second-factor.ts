import type { useSignIn } from "@clerk/nextjs"

type SignIn = ReturnType<typeof useSignIn>["signIn"]

type Strategy = "totp" | "email_code" | "phone_code" | "backup_code"

/** The ways of a second step, the quickest first. */
const STRATEGIES: Strategy[] = ["totp", "email_code", "phone_code", "backup_code"]

const strategyOf = (signIn: SignIn): Strategy | undefined =>
  STRATEGIES.find((strategy) => signIn.supportedSecondFactors.some((factor) => factor.strategy === strategy))

/** Sends the code of the second step, where it is one that is sent. Returns Clerk's error. */
export const startSecondFactor = async (signIn: SignIn): Promise<unknown> => {
  switch (strategyOf(signIn)) {
    case "email_code":
      return (await signIn.mfa.sendEmailCode()).error
    case "phone_code":
      return (await signIn.mfa.sendPhoneCode()).error
    case undefined:
      return new Error("Clerk asks for a second step that this page does not know.")
    default:
      return null
  }
}

/** Answers the second step. */
export const verifySecondFactor = (signIn: SignIn, code: string): Promise<{ error: unknown }> => {
  switch (strategyOf(signIn)) {
    case "email_code":
      return signIn.mfa.verifyEmailCode({ code })
    case "phone_code":
      return signIn.mfa.verifyPhoneCode({ code })
    case "backup_code":
      return signIn.mfa.verifyBackupCode({ code })
    default:
      return signIn.mfa.verifyTOTP({ code })
  }
}
