import type { useSignIn } from "@clerk/nextjs"
import { type Problem, problemsOf } from "./problems"

type SignIn = ReturnType<typeof useSignIn>["signIn"]

type Strategy = "totp" | "email_code" | "phone_code" | "backup_code"

/** The ways of a second step, the quickest first. */
const STRATEGIES: Strategy[] = ["totp", "email_code", "phone_code", "backup_code"]

const strategyOf = (signIn: SignIn): Strategy | undefined =>
  STRATEGIES.find((strategy) => signIn.supportedSecondFactors.some((factor) => factor.strategy === strategy))

/** Tells whether the code of the second step is one that is sent, so that another one can be asked for. */
export const isSecondFactorSent = (signIn: SignIn): boolean => /^(email|phone)_code$/.test(strategyOf(signIn) ?? "")

/** Sends the code of the second step, where it is one that is sent. Returns what stands in the way. */
export const startSecondFactor = async (signIn: SignIn): Promise<Problem[]> => {
  const problemsIn = ({ error }: { error: unknown }) => (error ? problemsOf(error) : [])
  switch (strategyOf(signIn)) {
    case "email_code":
      return problemsIn(await signIn.mfa.sendEmailCode())
    case "phone_code":
      return problemsIn(await signIn.mfa.sendPhoneCode())
    case undefined:
      // Clerk asks for a step that this page does not know, such as a passkey.
      return [{ field: "form", reason: "notAllowed" }]
    default:
      return []
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
