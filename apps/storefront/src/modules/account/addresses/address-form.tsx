"use client"

import { zodResolver } from "@hookform/resolvers/zod"
import type { HttpTypes } from "@medusajs/types"
import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { useForm } from "react-hook-form"
import { toast } from "sonner"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Checkbox, Input, Select } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import type { CountryOption } from "../countries"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { saveAddress } from "./actions"
import { addressSchema, type AddressValues } from "./address-schema"

/** A new address, or changes to one. What is typed stays where saving fails. */
export const AddressForm = ({
  address,
  isFirst,
  company,
  countries,
  question,
  onDirty,
  onDone,
  onCancel,
}: {
  address: HttpTypes.StoreCustomerAddress | null
  isFirst: boolean
  company: string
  countries: CountryOption[]
  /** What is to be answered before the form goes away. */
  question: ReactNode
  /** Called with whether the form differs from what is saved. */
  onDirty: (isDirty: boolean) => void
  onDone: () => void
  onCancel: () => void
}) => {
  const t = useTranslations("account")
  const saveOne = useSignedInAction(saveAddress)
  const [refusal, setRefusal] = useState<Refusal>()
  const {
    register,
    handleSubmit,
    formState: { errors, isSubmitting, isDirty },
  } = useForm<AddressValues>({
    resolver: zodResolver(
      addressSchema({
        firstName: t("addresses.complaints.firstName"),
        lastName: t("addresses.complaints.lastName"),
        line1: t("addresses.complaints.line1"),
        postalCode: t("addresses.complaints.postalCode"),
        city: t("addresses.complaints.city"),
        country: t("addresses.complaints.country"),
        phone: t("addresses.complaints.phone"),
        tooLong: t("addresses.complaints.tooLong"),
      })
    ),
    mode: "onTouched",
    defaultValues: {
      name: address?.address_name ?? "",
      company: address ? (address.company ?? "") : company,
      firstName: address?.first_name ?? "",
      lastName: address?.last_name ?? "",
      line1: address?.address_1 ?? "",
      line2: address?.address_2 ?? "",
      postalCode: address?.postal_code ?? "",
      city: address?.city ?? "",
      country: address?.country_code ?? (countries.length === 1 ? (countries[0]?.code ?? "") : ""),
      phone: address?.phone ?? "",
      isDefault: address?.is_default_shipping ?? isFirst,
    },
  })
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const save = handleSubmit(async (values) => {
    setRefusal(undefined)
    const outcome = await saveOne(address?.id ?? null, values)
    if (outcome.ok) {
      toast.success(t("addresses.saved"))
      onDone()
    } else {
      setRefusal(outcome.refusal)
    }
  })
  const optional = t("company.optional")
  return (
    <form noValidate onSubmit={save} className="grid gap-4 sm:grid-cols-2">
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
      <Field
        label={t("addresses.name")}
        optional={optional}
        hint={t("addresses.nameHint")}
        error={errors.name?.message}
        className="sm:col-span-2"
      >
        <Input autoComplete="off" {...register("name")} />
      </Field>
      <Checkbox className="sm:col-span-2" {...register("isDefault")}>
        {t("addresses.useByDefault")}
      </Checkbox>
      {refusal && (
        <Notice
          className="sm:col-span-2"
          tone="stop"
          live="assertive"
          title={refusal === "uncertain" ? t("uncertain") : t("addresses.notSaved")}
        >
          {t(`refusals.${refusal}`)}
        </Notice>
      )}
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-col gap-2 border-t border-line bg-surface p-4 sm:-bottom-6 sm:col-span-2 sm:-mx-6 sm:-mb-6 sm:flex-row-reverse sm:flex-wrap sm:px-6">
        {question && <div className="sm:basis-full">{question}</div>}
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {t("addresses.save")}
        </Button>
        <Button variant="quiet" onClick={onCancel} className="max-sm:hidden">
          {t("cancel")}
        </Button>
      </div>
    </form>
  )
}
