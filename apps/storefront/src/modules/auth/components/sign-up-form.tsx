"use client"

import { useSignUp } from "@clerk/nextjs"
import { zodResolver } from "@hookform/resolvers/zod"
import { Building2, UserRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useMemo, useState } from "react"
import { FormProvider, useForm } from "react-hook-form"
import * as z from "zod"
import "@/lib/without-eval"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Link } from "@/i18n/navigation"
import { useClerkFailed, useClerkLoaded } from "@/lib/hooks/use-clerk-loaded"
import { useKeptForm } from "@/lib/hooks/use-kept-input"
import { leaveTo } from "@/lib/page-change"
import { claimOf } from "@/modules/account/application/claim"
import { CompanyFields, useCompanyComplaints } from "@/modules/account/application/company-fields"
import { companyShape } from "@/modules/account/application/company-schema"
import type { CountryOption } from "@/modules/account/countries"
import { isEmail } from "../email"
import { keepEmail, takeKeptEmail } from "../kept-email"
import { type Problem, problemsOf } from "../problems"
import { useFinish } from "../use-finish"
import { useProblems } from "../use-problems"
import { AuthHeading } from "./auth-heading"
import { CodeForm } from "./code-form"
import { FormProblem } from "./form-problem"
import { PasswordInput } from "./password-input"

type AccountType = "individual" | "business"

const MIN_PASSWORD = 8

/** Sign-up of an individual or of a company, whose details travel to the shop as an application. */
export const SignUpForm = ({
  accountType,
  countries,
  target,
  changeUrl,
  signInUrl,
  showsCodes,
}: {
  accountType: AccountType
  countries: CountryOption[]
  target: string
  /** Where one chooses again for whom one buys. */
  changeUrl: string
  signInUrl: string
  showsCodes: boolean
}) => {
  const t = useTranslations("auth")
  const loaded = useClerkLoaded()
  const hasFailed = useClerkFailed()
  const { signUp } = useSignUp()
  const finish = useFinish(target)
  const problems = useProblems()
  const complaints = useCompanyComplaints()
  const [codeFor, setCodeFor] = useState<string>()
  const isBusiness = accountType === "business"

  const schema = useMemo(() => {
    const account = {
      email: z.string().refine(isEmail, t("problems.invalidEmail")),
      password: z.string().min(MIN_PASSWORD, t("problems.shortPassword")),
    }
    const company = isBusiness ? companyShape(complaints) : { company: z.string(), country: z.string(), taxId: z.string() }
    return z.object({ ...company, ...account })
  }, [isBusiness, complaints, t])
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { company: "", country: "", taxId: "", email: "", password: "" },
    mode: "onTouched",
  })
  useKeptForm("sign-up", form, ["password"])
  const { errors, isSubmitting } = form.formState
  const { setValue } = form
  useEffect(() => {
    const kept = takeKeptEmail()
    if (kept) {
      setValue("email", kept)
    }
  }, [setValue])

  /** Goes on from what Clerk says about the sign-up after a step. */
  const proceed = async (email: string): Promise<Problem[]> => {
    if (signUp.status === "complete") {
      return finish(signUp)
    }
    if (signUp.unverifiedFields.includes("email_address")) {
      const { error } = await signUp.verifications.sendEmailCode()
      if (!error) {
        setCodeFor(email)
      }
      return error ? problemsOf(error) : []
    }
    // Clerk is set to ask for more, such as a phone number.
    return [{ field: "form", reason: "notAllowed" }]
  }

  const submit = form.handleSubmit(async ({ email: typed, password, company, country, taxId }) => {
    problems.set([])
    const email = typed.trim()
    const application = isBusiness ? await claimOf({ company, country, taxId }) : { accountType }
    const { error } = await signUp.password({ emailAddress: email, password, unsafeMetadata: application })
    const found = error ? problemsOf(error) : await proceed(email)
    if (found.some(({ reason }) => reason === "session")) {
      leaveTo(target)
      return
    }
    problems.set(found)
    const field = found.find((one) => one.field === "email" || one.field === "password")?.field
    if (field === "email" || field === "password") {
      form.setFocus(field)
    }
  })

  if (codeFor !== undefined) {
    const verify = async (code: string): Promise<Problem[]> => {
      const { error } = await signUp.verifications.verifyEmailCode({ code })
      if (error) {
        return problemsOf(error)
      }
      return signUp.status === "complete" ? finish(signUp) : [{ field: "form", reason: "notAllowed" }]
    }
    const resend = async (): Promise<Problem[]> => {
      const { error } = await signUp.verifications.sendEmailCode()
      return error ? problemsOf(error) : []
    }
    return (
      <>
        <AuthHeading>{t("signUp.codeTitle")}</AuthHeading>
        <CodeForm
          text={t("code.sent", { email: codeFor })}
          demoEmail={showsCodes ? codeFor : undefined}
          onCode={verify}
          onResend={resend}
          back={
            <Button variant="quiet" size="small" onClick={() => setCodeFor(undefined)}>
              {t("signUp.back")}
            </Button>
          }
        />
      </>
    )
  }

  const WhoIcon = isBusiness ? Building2 : UserRound
  return (
    <>
      <AuthHeading>{t(`signUp.${accountType}.title`)}</AuthHeading>
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control bg-sunken px-4 py-2 text-sm">
        <span className="flex items-center gap-2.5">
          <WhoIcon aria-hidden className="size-4.5 text-go" />
          {t(`signUp.${accountType}.chosen`)}
        </span>
        <Link href={changeUrl} className="link inline-flex min-h-11 items-center" onClick={() => keepEmail(form.getValues("email"))}>
          {t("signUp.change")}
        </Link>
      </p>
      <FormProvider {...form}>
        <form method="post" noValidate className="grid gap-5" onSubmit={submit}>
          {isBusiness && <CompanyFields countries={countries} />}
          <Field
            label={t(isBusiness ? "workEmail" : "email")}
            error={
              errors.email?.message ??
              (problems.of("email") && (
                <>
                  {problems.of("email")}{" "}
                  <Link className="link" href={signInUrl}>
                    {t("signUp.toSignIn")}
                  </Link>
                </>
              ))
            }
            required
          >
            <Input type="email" autoComplete="username" {...form.register("email", { onChange: () => problems.set([]) })} />
          </Field>
          <Field label={t("password")} hint={t("passwordHint")} error={errors.password?.message ?? problems.of("password")} required>
            <PasswordInput autoComplete="new-password" {...form.register("password", { onChange: () => problems.set([]) })} />
          </Field>
          {/* Clerk puts its check for robots here. */}
          <div id="clerk-captcha" />
          <FormProblem>{hasFailed ? t("problems.unreachable") : problems.of("form", "code")}</FormProblem>
          <div className="grid gap-3">
            <Button type="submit" variant="primary" block busy={isSubmitting} disabled={!loaded}>
              {t(`signUp.${accountType}.submit`)}
            </Button>
            <p className="text-sm text-ink-soft">{t(`signUp.${accountType}.next`)}</p>
          </div>
          <p className="border-t border-line pt-5 text-sm text-ink-soft">
            {t.rich("signUp.hasAccount", {
              link: (chunks) => (
                <Link className="link" href={signInUrl}>
                  {chunks}
                </Link>
              ),
            })}
          </p>
        </form>
      </FormProvider>
    </>
  )
}
