"use client"

import { zodResolver } from "@hookform/resolvers/zod"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { FormProvider, useForm } from "react-hook-form"
import { toast } from "sonner"
import * as z from "zod"
import "@/lib/without-eval"
import { ActionBar, Button, ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { useRoleSync } from "@/lib/hooks/use-role-sync"
import type { CountryOption } from "../countries"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { applyAsBusiness } from "./actions"
import { CompanyFields, useCompanyComplaints } from "./company-fields"
import { companyShape, type CompanyValues } from "./company-schema"

/** Why the form is on the page. */
export type ApplicationOccasion = "apply" | "correct" | "again" | "change"

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
  const [problem, setProblem] = useState<Refusal | "unchanged">()
  const form = useForm<CompanyValues>({
    resolver: zodResolver(z.object(companyShape(useCompanyComplaints()))),
    defaultValues: sent,
    mode: "onTouched",
  })

  const send = form.handleSubmit(async (values) => {
    setProblem(undefined)
    const outcome = await apply(values)
    if (!outcome.ok) {
      setProblem(outcome.refusal)
      return
    }
    if (outcome.status === "rejected") {
      setProblem("unchanged")
      return
    }
    await refresh()
    toast.success(t(`application.sent.${occasion}`))
    router.push("/dashboard")
    router.refresh()
  })

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={send} className="grid gap-5">
        <CompanyFields countries={countries} />
        {problem && (
          <Notice tone="stop" live="assertive" title={t("application.notSent")}>
            {problem === "unchanged" ? t("application.unchanged") : t(`refusals.${problem}`)}
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
