"use client"

import { zodResolver } from "@hookform/resolvers/zod"
import type { HttpTypes } from "@medusajs/types"
import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { FormProvider, useForm } from "react-hook-form"
import { toast } from "sonner"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Checkbox, Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import type { CountryOption } from "../countries"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { saveAddress } from "./actions"
import { AddressFields, useAddressComplaints } from "./address-fields"
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
  const form = useForm<AddressValues>({
    resolver: zodResolver(addressSchema(useAddressComplaints())),
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
  const {
    register,
    handleSubmit,
    formState: { errors, isSubmitting, isDirty },
  } = form
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
      <FormProvider {...form}>
        <AddressFields countries={countries} />
      </FormProvider>
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
