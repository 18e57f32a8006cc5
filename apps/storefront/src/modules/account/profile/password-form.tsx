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
import { Checkbox, Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { type ClerkComplaint, clerkComplaintOf } from "./clerk-complaint"

/** Clerk's shortest password. */
const SHORTEST = 8

/** Changes the password, and ends the sign-ins of other devices. */
export const PasswordForm = () => {
  const t = useTranslations("account")
  const { user, isLoaded } = useUser()
  const [isOpen, setIsOpen] = useState(false)
  const [complaint, setComplaint] = useState<ClerkComplaint>()
  const hasPassword = user?.passwordEnabled ?? true
  const {
    register,
    handleSubmit,
    reset,
    formState: { errors, isSubmitting },
  } = useForm({
    defaultValues: { current: "", next: "", endOthers: true },
    resolver: zodResolver(
      z.object({
        current: hasPassword ? z.string().min(1, t("profile.currentMissing")) : z.string(),
        next: z.string().min(SHORTEST, t("profile.passwordShort", { count: SHORTEST })),
        endOthers: z.boolean(),
      })
    ),
  })
  const close = () => {
    setIsOpen(false)
    setComplaint(undefined)
    reset()
  }
  const save = handleSubmit(async ({ current, next, endOthers }) => {
    setComplaint(undefined)
    try {
      await user?.updatePassword({
        newPassword: next,
        currentPassword: hasPassword ? current : undefined,
        signOutOfOtherSessions: endOthers,
      })
      toast.success(t("profile.passwordSaved"))
      close()
    } catch (error) {
      setComplaint(clerkComplaintOf(error))
    }
  })

  if (!isOpen) {
    return (
      <Button disabled={!isLoaded} onClick={() => setIsOpen(true)} className="max-sm:w-full">
        {t("profile.changePassword")}
      </Button>
    )
  }
  return (
    <form noValidate onSubmit={save} className="grid gap-4">
      <input type="text" autoComplete="username" value={user?.primaryEmailAddress?.emailAddress ?? ""} readOnly hidden />
      {hasPassword && (
        <Field label={t("profile.currentPassword")} error={errors.current?.message} required>
          <Input type="password" autoComplete="current-password" autoFocus {...register("current")} />
        </Field>
      )}
      <Field label={t("profile.newPassword")} hint={t("profile.passwordHint", { count: SHORTEST })} error={errors.next?.message} required>
        <Input type="password" autoComplete="new-password" {...register("next")} />
      </Field>
      <Checkbox {...register("endOthers")}>{t("profile.endOthers")}</Checkbox>
      {complaint && (
        <Notice tone="stop" live="assertive" title={t("profile.notSaved")}>
          {t(`clerk.${complaint}`)}
        </Notice>
      )}
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {t("profile.savePassword")}
        </Button>
        <Button variant="quiet" onClick={close}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  )
}
