"use client"

import { useSignIn } from "@clerk/nextjs"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Link } from "@/i18n/navigation"
import { signUpUrl } from "@/lib/auth/paths"
import type { DemoSignIn } from "@/lib/demo/demo-file"
import { useClerkFailed, useClerkLoaded } from "@/lib/hooks/use-clerk-loaded"
import { useKeptInput } from "@/lib/hooks/use-kept-input"
import { leaveTo } from "@/lib/page-change"
import { isEmail } from "../email"
import { type Problem, problemsOf } from "../problems"
import { isSecondFactorSent, startSecondFactor, verifySecondFactor } from "../second-factor"
import { useFinish } from "../use-finish"
import { useProblems } from "../use-problems"
import { AuthHeading } from "./auth-heading"
import { CodeForm } from "./code-form"
import { DemoSignIns } from "./demo-sign-ins"
import { FormProblem } from "./form-problem"
import { PasswordInput } from "./password-input"

type Step = "password" | "code" | "second-factor" | "reset-code" | "new-password"

/** Sign-in by password or by a code, with a new password for those who have forgotten theirs. */
export const SignInForm = ({ target, demo, showsCodes }: { target: string; demo: DemoSignIn[]; showsCodes: boolean }) => {
  const t = useTranslations("auth")
  const loaded = useClerkLoaded()
  const hasFailed = useClerkFailed()
  const { signIn } = useSignIn()
  const finish = useFinish(target)
  const problems = useProblems()
  const [step, setStep] = useState<Step>("password")
  /** How many second steps Clerk has asked for. */
  const [round, setRound] = useState(0)
  const [isBusy, setIsBusy] = useState(false)
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  useKeptInput(
    "sign-in",
    () => ({ email }),
    (kept) => setEmail(String(kept.email))
  )

  /** Goes on from what Clerk says about the sign-in after a step. */
  const proceed = async (): Promise<Problem[]> => {
    switch (signIn.status) {
      case "complete":
        return finish(signIn)
      case "needs_new_password":
        setStep("new-password")
        return []
      case "needs_second_factor":
      case "needs_client_trust": {
        const found = await startSecondFactor(signIn)
        if (found.length === 0) {
          setStep("second-factor")
          setRound((before) => before + 1)
        }
        return found
      }
      default:
        return [{ field: "form", reason: "notAllowed" }]
    }
  }

  /** Does a step at Clerk and goes on from there. */
  const take = async (act: () => Promise<{ error: unknown }>): Promise<Problem[]> => {
    const { error } = await act()
    if (!error) {
      return proceed()
    }
    const found = problemsOf(error)
    if (found.some(({ reason }) => reason === "session")) {
      // Somebody signed in in another tab meanwhile.
      leaveTo(target)
      return []
    }
    return found
  }

  const run = async (act: () => Promise<Problem[]>) => {
    setIsBusy(true)
    problems.set([])
    const found = await act()
    problems.set(found)
    // Without problems another step or page is on its way.
    setIsBusy(false)
  }

  const withPassword = (identifier: string, secret: string) => run(() => take(() => signIn.password({ identifier, password: secret })))

  const submitPassword = (event: FormEvent) => {
    event.preventDefault()
    const missing: Problem[] = [
      ...(isEmail(email) ? [] : [{ field: "email", reason: "invalidEmail" } as const]),
      ...(password ? [] : [{ field: "password", reason: "missingPassword" } as const]),
    ]
    if (missing.length > 0) {
      problems.set(missing)
      return
    }
    void withPassword(email.trim(), password)
  }

  /** Sends a code to the address that was typed, and asks for it. */
  const begin = (next: "code" | "reset-code") => {
    if (!isEmail(email)) {
      problems.set([{ field: "email", reason: "invalidEmail" }])
      return
    }
    void run(async () => {
      const found = await send(next)
      if (found.length === 0) {
        setStep(next)
      }
      return found
    })
  }

  const send = async (next: "code" | "reset-code"): Promise<Problem[]> => {
    if (next === "code") {
      const { error } = await signIn.emailCode.sendCode({ emailAddress: email.trim() })
      return error ? problemsOf(error) : []
    }
    const created = await signIn.create({ identifier: email.trim() })
    const { error } = created.error ? created : await signIn.resetPasswordEmailCode.sendCode()
    return error ? problemsOf(error) : []
  }

  const startOver = () => {
    problems.set([])
    setPassword("")
    setStep("password")
    void signIn.reset()
  }

  const back = (
    <Button variant="quiet" size="small" onClick={startOver}>
      {t("signIn.back")}
    </Button>
  )
  const demoEmail = showsCodes ? email.trim() : undefined

  if (step === "code" || step === "reset-code") {
    return (
      <>
        <AuthHeading>{t(step === "code" ? "signIn.codeTitle" : "signIn.resetTitle")}</AuthHeading>
        <CodeForm
          key={step}
          text={t("code.sent", { email: email.trim() })}
          demoEmail={demoEmail}
          onCode={(code) =>
            take(() => (step === "code" ? signIn.emailCode.verifyCode({ code }) : signIn.resetPasswordEmailCode.verifyCode({ code })))
          }
          onResend={() => send(step)}
          back={back}
        />
      </>
    )
  }
  if (step === "second-factor") {
    const isSent = isSecondFactorSent(signIn)
    return (
      <>
        <AuthHeading>{t("signIn.secondTitle")}</AuthHeading>
        <CodeForm
          key={`${step} ${round}`}
          text={t("signIn.secondText")}
          demoEmail={isSent ? demoEmail : undefined}
          onCode={(code) => take(() => verifySecondFactor(signIn, code))}
          onResend={isSent ? () => startSecondFactor(signIn) : undefined}
          back={back}
        />
      </>
    )
  }
  if (step === "new-password") {
    const submit = (event: FormEvent) => {
      event.preventDefault()
      if (!password) {
        problems.set([{ field: "password", reason: "missingPassword" }])
        return
      }
      void run(() => take(() => signIn.resetPasswordEmailCode.submitPassword({ password, signOutOfOtherSessions: true })))
    }
    return (
      <>
        <AuthHeading>{t("signIn.newPasswordTitle")}</AuthHeading>
        <form method="post" className="grid gap-5" onSubmit={submit}>
          <Field label={t("signIn.newPassword")} hint={t("passwordHint")} error={problems.of("password")} required>
            <PasswordInput autoComplete="new-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          <FormProblem>{problems.of("form", "email", "code")}</FormProblem>
          <Button type="submit" variant="primary" block busy={isBusy}>
            {t("signIn.saveAndSignIn")}
          </Button>
        </form>
      </>
    )
  }
  return (
    <>
      <AuthHeading>{t("signIn.title")}</AuthHeading>
      <form method="post" noValidate className="grid gap-5" onSubmit={submitPassword}>
        <Field label={t("email")} error={problems.of("email")} required>
          <Input type="email" name="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label={t("password")} error={problems.of("password")} required>
          <PasswordInput
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <FormProblem>{hasFailed ? t("problems.unreachable") : problems.of("form", "code")}</FormProblem>
        <Button type="submit" variant="primary" block busy={isBusy} disabled={!loaded}>
          {t("signIn.submit")}
        </Button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button variant="quiet" size="small" disabled={!loaded || isBusy} onClick={() => begin("code")} className="-ml-3">
            {t("signIn.byCode")}
          </Button>
          <Button variant="quiet" size="small" disabled={!loaded || isBusy} onClick={() => begin("reset-code")} className="-mr-3">
            {t("signIn.forgotten")}
          </Button>
        </div>
        <p className="border-t border-line pt-5 text-sm text-ink-soft">
          {t.rich("signIn.noAccount", {
            link: (chunks) => (
              <Link className="link" href={signUpUrl(target)}>
                {chunks}
              </Link>
            ),
          })}
        </p>
      </form>
      {demo.length > 0 && (
        <DemoSignIns
          signIns={demo}
          isBusy={isBusy || !loaded}
          onChoose={(chosen) => {
            setEmail(chosen.email)
            setPassword(chosen.password)
            void withPassword(chosen.email, chosen.password)
          }}
        />
      )}
    </>
  )
}
