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
import { useRouter } from "@/i18n/navigation"
import { useKeptInput } from "@/lib/hooks/use-kept-input"
import { useRoleSync } from "@/lib/hooks/use-role-sync"
import { CodeForm } from "@/modules/auth/components/code-form"
import { type Problem, problemsOf } from "@/modules/auth/problems"
import { type ClerkComplaint, clerkComplaintOf } from "./clerk-complaint"

type Address = NonNullable<ReturnType<typeof useUser>["user"]>["emailAddresses"][number]

const isConfirmed = (address: Address): boolean => address.verification.status === "verified"

const sendCodeTo = async (address: Address): Promise<void> => {
  await address.prepareVerification({ strategy: "email_code" })
}

/**
 * Changes the e-mail address: a code goes to the new one, and only when it has come back does the new address take the
 * place of the old. Confirms the present one in the same way, where nobody has yet.
 */
export const EmailForm = ({
  current,
  asks,
  showsCodes,
}: {
  current: string
  /** Asks at once: for another address, or to confirm this one. */
  asks?: "other" | "confirm"
  /** Whether the demo shows the codes that it does not send. */
  showsCodes: boolean
}) => {
  const t = useTranslations("account")
  const { user, isLoaded } = useUser()
  const { sync } = useRoleSync()
  const router = useRouter()
  const [pending, setPending] = useState<Address>()
  const [isOpen, setIsOpen] = useState(asks !== undefined)
  const [complaint, setComplaint] = useState<ClerkComplaint>()
  const {
    register,
    handleSubmit,
    setError,
    reset,
    getValues,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm<{ email: string }>({
    defaultValues: { email: asks === "confirm" ? current : "" },
    resolver: zodResolver(z.object({ email: z.email(t("clerk.emailInvalid")).max(254, t("clerk.emailInvalid")) })),
  })
  useKeptInput(
    "email",
    () => ({ isOpen, email: getValues("email") }),
    (kept) => {
      setIsOpen(asks !== undefined || kept.isOpen === true)
      setValue("email", String(kept.email))
    }
  )

  const close = () => {
    setIsOpen(asks !== undefined)
    setPending(undefined)
    setComplaint(undefined)
    reset()
  }
  /** Makes an address that has been confirmed the only one. */
  const take = async (address: Address) => {
    const old = user?.primaryEmailAddress
    if (old?.id !== address.id) {
      await user?.update({ primaryEmailAddressId: address.id })
      // The address is changed. What follows only tidies up, and may fail.
      await old?.destroy().catch(() => undefined)
    }
    await user?.reload().catch(() => undefined)
    await sync()
    toast.success(t(old?.id === address.id ? "profile.emailConfirmed" : "profile.emailSaved"))
    close()
    router.refresh()
  }
  const ask = handleSubmit(async ({ email }) => {
    setComplaint(undefined)
    const known = user?.emailAddresses.find(({ emailAddress }) => emailAddress.toLowerCase() === email.toLowerCase())
    if (known && known.id === user?.primaryEmailAddressId && isConfirmed(known)) {
      setError("email", { message: t("profile.sameEmail") }, { shouldFocus: true })
      return
    }
    try {
      const address = known ?? (await user?.createEmailAddress({ email }))
      if (address && isConfirmed(address)) {
        await take(address)
      } else if (address) {
        await sendCodeTo(address)
        setPending(address)
      }
    } catch (error) {
      setComplaint(clerkComplaintOf(error))
    }
  })
  /** Does something with the pending address. Returns what is wrong with it, in the words of the code's form. */
  const withPending = async (act: (address: Address) => Promise<void>): Promise<Problem[]> => {
    try {
      if (pending) {
        await act(pending)
      }
      return []
    } catch (error) {
      return problemsOf(error)
    }
  }
  const confirm = (code: string) =>
    withPending(async (address) => {
      // A code counts once. Where a later step failed, the address stays confirmed.
      const confirmed = isConfirmed(address) ? address : await address.attemptVerification({ code })
      setPending(confirmed)
      await take(confirmed)
    })

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
  if (pending) {
    return (
      <CodeForm
        text={t("profile.codeSent", { email: pending.emailAddress })}
        demoEmail={showsCodes ? pending.emailAddress : undefined}
        onCode={confirm}
        onResend={() => withPending(sendCodeTo)}
        back={
          <Button variant="quiet" size="small" onClick={close}>
            {t("cancel")}
          </Button>
        }
      />
    )
  }
  return (
    <form noValidate onSubmit={ask} className="grid gap-4">
      <Field label={t(asks === "confirm" ? "profile.email" : "profile.newEmail")} error={errors.email?.message} required>
        <Input type="email" autoComplete="email" autoFocus={asks === undefined} {...register("email")} />
      </Field>
      {complaint && (
        <Notice tone="stop" live="assertive" title={t("profile.notSaved")}>
          {t(`clerk.${complaint}`)}
        </Notice>
      )}
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button type="submit" variant="primary" disabled={!isLoaded} busy={isSubmitting}>
          {t("profile.sendCode")}
        </Button>
        {asks === undefined && (
          <Button variant="quiet" onClick={close}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </form>
  )
}
