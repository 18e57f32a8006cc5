"use client"

import { zodResolver } from "@hookform/resolvers/zod"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { FormProvider, useForm } from "react-hook-form"
import { toast } from "sonner"
import * as z from "zod"
import "@/lib/without-eval"
import { ActionBar, Button, ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { useRouter } from "@/i18n/navigation"
import { useKeptForm } from "@/lib/hooks/use-kept-input"
import { useRoleSync } from "@/lib/hooks/use-role-sync"
import type { CountryOption } from "../countries"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { applyAsBusiness } from "./actions"
import { type ApplicationOccasion, type ApplicationResult, applicationResultOf } from "./application-result"
import { CompanyFields, useCompanyComplaints } from "./company-fields"
import { companyShape, type CompanyValues } from "./company-schema"

/**
 * The form of an application: the first one, a correction of one that is being checked, another one after a rejection,
 * or a change of a verified company.
 */
export const ApplicationForm = ({
  occasion,
  countries,
  sent,
  cancelHref,
}: {
  occasion: ApplicationOccasion
  countries: CountryOption[]
  /** What was sent before, or what is known. */
  sent: CompanyValues
  cancelHref?: string
}) => {
  const t = useTranslations("account")
  const router = useRouter()
  const { refresh } = useRoleSync()
  const apply = useSignedInAction(applyAsBusiness)
  const [problem, setProblem] = useState<Refusal | "unchanged" | "stillVerified">()
  const form = useForm<CompanyValues>({
    resolver: zodResolver(z.object(companyShape(useCompanyComplaints()))),
    defaultValues: sent,
    mode: "onTouched",
  })
  useKeptForm("application", form)

  const say = (result: Extract<ApplicationResult, "sent" | "sentLater" | "decided">) => {
    if (result === "sent") {
      toast.success(t(`application.sent.${occasion}`))
    } else if (result === "sentLater") {
      toast(t("application.sentLater"))
    }
    // A decision shows on the page that comes next.
  }
  const send = form.handleSubmit(async (values) => {
    setProblem(undefined)
    const outcome = await apply(values)
    if (!outcome.ok) {
      setProblem(outcome.refusal)
      return
    }
    const result = applicationResultOf(occasion, outcome.status)
    if (result === "unchanged" || result === "stillVerified" || result === "notTaken") {
      setProblem(result === "notTaken" ? "other" : result)
      return
    }
    await refresh()
    say(result)
    router.push("/dashboard")
    router.refresh()
  })

  const titleOf = (its: NonNullable<typeof problem>) => {
    if (its === "stillVerified") {
      return t("application.nothingNew")
    }
    return its === "uncertain" ? t("uncertain") : t("application.notSent")
  }

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={send} className="grid gap-5">
        <CompanyFields countries={countries} />
        {problem && (
          <Notice tone={problem === "stillVerified" ? "calm" : "stop"} live="assertive" title={titleOf(problem)}>
            {problem === "unchanged" || problem === "stillVerified" ? t(`application.${problem}`) : t(`refusals.${problem}`)}
          </Notice>
        )}
        <ActionBar className="mt-1">
          <Button type="submit" variant="primary" busy={form.formState.isSubmitting}>
            {t(`application.send.${occasion}`)}
          </Button>
          {cancelHref && (
            <ButtonLink href={cancelHref} variant="quiet" className="max-sm:hidden">
              {t("cancel")}
            </ButtonLink>
          )}
        </ActionBar>
      </form>
    </FormProvider>
  )
}
