"use client"

import { useTranslations } from "next-intl"
import { useFormContext } from "react-hook-form"
import { Field } from "@/components/ui/field"
import { Input, Select } from "@/components/ui/input"
import type { CountryOption } from "../countries"
import type { AddressComplaints, AddressValues } from "./address-schema"

/** Returns what the form says about each field of an address. */
export const useAddressComplaints = (): AddressComplaints => {
  const t = useTranslations("account.addresses.complaints")
  return {
    firstName: t("firstName"),
    lastName: t("lastName"),
    line1: t("line1"),
    postalCode: t("postalCode"),
    city: t("city"),
    country: t("country"),
    phone: t("phone"),
    tooLong: t("tooLong"),
  }
}

/**
 * The fields of a postal address, in a grid of two columns. The form around them has {@link AddressValues} among its own.
 *
 * @example
 * <FormProvider {...form}><AddressFields countries={countries} /></FormProvider>
 */
export const AddressFields = ({ countries }: { countries: CountryOption[] }) => {
  const t = useTranslations("account")
  const {
    register,
    formState: { errors },
  } = useFormContext<AddressValues>()
  const optional = t("company.optional")
  return (
    <>
      <Field label={t("addresses.firstName")} error={errors.firstName?.message} required>
        <Input autoComplete="given-name" {...register("firstName")} />
      </Field>
      <Field label={t("addresses.lastName")} error={errors.lastName?.message} required>
        <Input autoComplete="family-name" {...register("lastName")} />
      </Field>
      <Field label={t("addresses.company")} optional={optional} error={errors.company?.message} className="sm:col-span-2">
        <Input autoComplete="organization" {...register("company")} />
      </Field>
      <Field label={t("addresses.line1")} error={errors.line1?.message} required className="sm:col-span-2">
        <Input autoComplete="address-line1" {...register("line1")} />
      </Field>
      <Field label={t("addresses.line2")} optional={optional} error={errors.line2?.message} className="sm:col-span-2">
        <Input autoComplete="address-line2" {...register("line2")} />
      </Field>
      <Field label={t("addresses.postalCode")} error={errors.postalCode?.message} required>
        <Input autoComplete="postal-code" {...register("postalCode")} />
      </Field>
      <Field label={t("addresses.city")} error={errors.city?.message} required>
        <Input autoComplete="address-level2" {...register("city")} />
      </Field>
      <Field label={t("company.country")} hint={t("addresses.countryHint")} error={errors.country?.message} required>
        <Select autoComplete="country" {...register("country")}>
          <option value="">{t("company.countryChoose")}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("addresses.phone")} optional={optional} hint={t("addresses.phoneHint")} error={errors.phone?.message}>
        <Input type="tel" autoComplete="tel" {...register("phone")} />
      </Field>
    </>
  )
}
