"use client"

import { CircleAlert, CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { useFormContext, useWatch } from "react-hook-form"
import { Field } from "@/components/ui/field"
import { Input, Select } from "@/components/ui/input"
import type { CountryOption } from "../countries"
import type { CompanyComplaints, CompanyValues } from "./company-schema"
import { checkTaxId, type TaxIdCheck } from "./tax-id"

/** How long someone pauses in typing before the form of a tax id is looked at. In milliseconds. */
const PAUSE = 300

/**
 * Company, country and tax id, in a form of react-hook-form with these fields. The country comes first, because it says
 * how a tax id looks. Texts: `account`.
 *
 * @example
 * <FormProvider {...form}>
 *   <CompanyFields countries={countries} />
 * </FormProvider>
 */
export const CompanyFields = ({ countries }: { countries: CountryOption[] }) => {
  const t = useTranslations("account.company")
  const {
    register,
    control,
    // The server's page carries the values, too: nobody reads an empty form while scripts load.
    formState: { errors, defaultValues },
  } = useFormContext<CompanyValues>()
  const [country, taxId] = useWatch({ control, name: ["country", "taxId"] })
  const check = useTaxIdCheck(country, taxId)
  const countryName = countries.find(({ code }) => code === country)?.name ?? ""

  return (
    <>
      <Field label={t("name")} hint={t("nameHint")} error={errors.company?.message} required>
        <Input autoComplete="organization" defaultValue={defaultValues?.company} {...register("company")} />
      </Field>
      <Field label={t("country")} error={errors.country?.message} required>
        <Select autoComplete="country" defaultValue={defaultValues?.country} {...register("country")}>
          <option value="">{t("countryChoose")}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t("taxId")}
        optional={t("optional")}
        error={errors.taxId?.message}
        hint={<TaxIdHint check={check} country={countryName} />}
      >
        <Input
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={defaultValues?.taxId}
          {...register("taxId")}
        />
      </Field>
    </>
  )
}

const TaxIdHint = ({ check, country }: { check: TaxIdCheck["state"] | undefined; country: string }) => {
  const t = useTranslations("account.company")
  if (check === "valid") {
    return (
      <span className="flex gap-1.5 text-go">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t("taxIdValid")}
      </span>
    )
  }
  if (check === "doubtful") {
    return (
      <span className="flex gap-1.5 text-wait">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t("taxIdDoubtful", { country })}
      </span>
    )
  }
  return t("taxIdHint")
}

/** Looks at a tax id when someone pauses in typing. `undefined` while they type. */
const useTaxIdCheck = (country: string, taxId: string): TaxIdCheck["state"] | undefined => {
  const [check, setCheck] = useState<TaxIdCheck["state"]>()
  useEffect(() => {
    setCheck(undefined)
    if (!country || !taxId) {
      return
    }
    let isCurrent = true
    const show = (state: TaxIdCheck["state"]) => isCurrent && setCheck(state)
    // Without the descriptions of tax ids, which come over the network, there is nothing to say about this one.
    const look = () =>
      void checkTaxId(country, taxId).then(
        ({ state }) => show(state),
        () => show("unknown")
      )
    const timer = setTimeout(look, PAUSE)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [country, taxId])
  return check
}

/** Returns the texts of a company's schema. */
export const useCompanyComplaints = (): CompanyComplaints => {
  const t = useTranslations("account.company")
  return {
    companyMissing: t("nameMissing"),
    companyTooLong: t("nameTooLong"),
    countryMissing: t("countryMissing"),
    taxIdTooLong: t("taxIdTooLong"),
  }
}
