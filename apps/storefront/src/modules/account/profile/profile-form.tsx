"use client"

import { useUser } from "@clerk/nextjs"
import { zodResolver } from "@hookform/resolvers/zod"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { toast } from "sonner"
import * as z from "zod"
import "@/lib/without-eval"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { useKeptForm } from "@/lib/hooks/use-kept-input"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { type ProfileValues, saveProfile } from "./actions"

/** Name and phone. */
export const ProfileForm = ({ known }: { known: ProfileValues }) => {
  const t = useTranslations("account")
  const { user } = useUser()
  const saveOne = useSignedInAction(saveProfile)
  const [refusal, setRefusal] = useState<Refusal>()
  const [lacksPhone, setLacksPhone] = useState(false)
  const form = useForm<ProfileValues>({
    defaultValues: known,
    mode: "onTouched",
    resolver: zodResolver(
      z.object({
        firstName: z.string().trim().min(1, t("addresses.complaints.firstName")).max(100, t("addresses.complaints.tooLong")),
        lastName: z.string().trim().min(1, t("addresses.complaints.lastName")).max(100, t("addresses.complaints.tooLong")),
        phone: z
          .string()
          .trim()
          .regex(/^(\+?[\d\s()/.\-]{5,40})?$/, t("addresses.complaints.phone")),
      })
    ),
  })
  useKeptForm("profile", form)
  const {
    register,
    handleSubmit,
    formState: { errors, isSubmitting },
  } = form
  const save = handleSubmit(async (values) => {
    setRefusal(undefined)
    setLacksPhone(false)
    const outcome = await saveOne(values)
    if (outcome.ok) {
      // The account menu has its name from Clerk in the browser.
      await user?.reload().catch(() => undefined)
      if (outcome.isPhoneSaved) {
        toast.success(t("profile.saved"))
      } else {
        setLacksPhone(true)
      }
    } else {
      setRefusal(outcome.refusal)
    }
  })
  return (
    <form noValidate onSubmit={save} className="grid gap-4 sm:grid-cols-2">
      <Field label={t("addresses.firstName")} error={errors.firstName?.message} required>
        <Input autoComplete="given-name" defaultValue={known.firstName} {...register("firstName")} />
      </Field>
      <Field label={t("addresses.lastName")} error={errors.lastName?.message} required>
        <Input autoComplete="family-name" defaultValue={known.lastName} {...register("lastName")} />
      </Field>
      <Field
        label={t("addresses.phone")}
        optional={t("company.optional")}
        hint={t("addresses.phoneHint")}
        error={errors.phone?.message}
        className="sm:col-span-2"
      >
        <Input type="tel" autoComplete="tel" defaultValue={known.phone} {...register("phone")} />
      </Field>
      {lacksPhone && (
        <Notice className="sm:col-span-2" tone="wait" live="assertive" title={t("profile.nameSaved")}>
          {t("profile.phoneNotSaved")}
        </Notice>
      )}
      {refusal && (
        <Notice
          className="sm:col-span-2"
          tone="stop"
          live="assertive"
          title={refusal === "uncertain" ? t("uncertain") : t("profile.notSaved")}
        >
          {t(`refusals.${refusal}`)}
        </Notice>
      )}
      <div className="sm:col-span-2">
        <Button type="submit" variant="primary" busy={isSubmitting} className="max-sm:w-full">
          {t("profile.save")}
        </Button>
      </div>
    </form>
  )
}
