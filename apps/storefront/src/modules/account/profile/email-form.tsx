"use client"

import { useUser } from "@clerk/nextjs"
import { zodResolver } from "@hookform/resolvers/zod"
import { useRouter } from "next/navigation"
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
import { useRoleSync } from "@/lib/hooks/use-role-sync"
import { type ClerkComplaint, clerkComplaintOf } from "./clerk-complaint"

type Address = NonNullable<ReturnType<typeof useUser>["user"]>["emailAddresses"][number]

/**
 * Changes the e-mail address: a code goes to the new one, and only when it has come back does the new address take the
 * place of the old.
 */
export const EmailForm = ({ current }: { current: string }) => {
  const t = useTranslations("account")
  const { user, isLoaded } = useUser()
  const { sync } = useRoleSync()
  const router = useRouter()
  const [pending, setPending] = useState<Address>()
  const [isOpen, setIsOpen] = useState(false)
  const [complaint, setComplaint] = useState<ClerkComplaint>()
  const email = useForm<{ email: string }>({
    defaultValues: { email: "" },
    resolver: zodResolver(z.object({ email: z.email(t("clerk.emailInvalid")).max(254, t("clerk.emailInvalid")) })),
  })
  const code = useForm<{ code: string }>({
    defaultValues: { code: "" },
    resolver: zodResolver(
      z.object({
        code: z
          .string()
          .trim()
          .regex(/^\d{6}$/, t("profile.codeMissing")),
      })
    ),
  })

  const attempt = async (act: () => Promise<void>) => {
    setComplaint(undefined)
    try {
      await act()
    } catch (error) {
      setComplaint(clerkComplaintOf(error))
    }
  }
  const ask = email.handleSubmit((values) =>
    attempt(async () => {
      const known = user?.emailAddresses.find(({ emailAddress }) => emailAddress.toLowerCase() === values.email.toLowerCase())
      const address = known ?? (await user?.createEmailAddress({ email: values.email }))
      await address?.prepareVerification({ strategy: "email_code" })
      setPending(address)
    })
  )
  const confirm = code.handleSubmit((values) =>
    attempt(async () => {
      const old = user?.primaryEmailAddress
      const address = await pending?.attemptVerification({ code: values.code })
      await user?.update({ primaryEmailAddressId: address?.id })
      await old?.destroy()
      await user?.reload()
      await sync()
      toast.success(t("profile.emailSaved"))
      close()
      router.refresh()
    })
  )
  const close = () => {
    setIsOpen(false)
    setPending(undefined)
    setComplaint(undefined)
    email.reset()
    code.reset()
  }

  if (!isOpen) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <p className="min-w-0 text-sm font-medium wrap-anywhere">{current}</p>
        <Button disabled={!isLoaded} onClick={() => setIsOpen(true)} className="max-sm:w-full">
          {t("profile.changeEmail")}
        </Button>
      </div>
    )
  }
  return (
    <form noValidate onSubmit={pending ? confirm : ask} className="grid gap-4">
      {pending ? (
        <Field
          label={t("profile.code")}
          hint={t("profile.codeSent", { email: pending.emailAddress })}
          error={code.formState.errors.code?.message}
          required
        >
          <Input inputMode="numeric" autoComplete="one-time-code" autoFocus {...code.register("code")} />
        </Field>
      ) : (
        <Field label={t("profile.newEmail")} error={email.formState.errors.email?.message} required>
          <Input type="email" autoComplete="email" autoFocus {...email.register("email")} />
        </Field>
      )}
      {complaint && (
        <Notice tone="stop" live="assertive" title={t("profile.notSaved")}>
          {t(`clerk.${complaint}`)}
        </Notice>
      )}
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button type="submit" variant="primary" busy={email.formState.isSubmitting || code.formState.isSubmitting}>
          {pending ? t("profile.confirmEmail") : t("profile.sendCode")}
        </Button>
        <Button variant="quiet" onClick={close}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  )
}
