"use client"

import { useEffect, useRef } from "react"
import type { FieldValues, UseFormReturn } from "react-hook-form"
import { usePathname } from "@/i18n/navigation"
import { type Input, offerInput, takeInput } from "../kept-input"

/**
 * Keeps what somebody has typed when they switch the language, which opens the page anew.
 *
 * @param form - tells the forms of a page apart
 * @param read - returns what is to be kept. Never a password
 * @param restore - puts it back. Called once, when the page is there
 * @example
 * useKeptInput("message", () => ({ message }), (kept) => setMessage(String(kept.message)))
 */
export const useKeptInput = (form: string, read: () => Input, restore: (kept: Input) => void): void => {
  const page = usePathname()
  const latest = useRef({ read, restore })
  useEffect(() => {
    latest.current = { read, restore }
  })
  useEffect(() => {
    const kept = takeInput(page, form)
    if (kept) {
      latest.current.restore(kept)
    }
    return offerInput(form, () => latest.current.read())
  }, [page, form])
}

/**
 * Does the same for a form of react-hook-form, with all its fields but some.
 *
 * @param secrets - the fields that are not kept, such as passwords
 * @example
 * useKeptForm("sign-up", form, ["password"])
 */
export const useKeptForm = <Values extends FieldValues>(
  name: string,
  { getValues, reset }: Pick<UseFormReturn<Values>, "getValues" | "reset">,
  secrets: (keyof Values)[] = []
): void =>
  useKeptInput(
    name,
    () => {
      const fields = Object.entries(getValues()).filter(([field]) => !secrets.includes(field))
      return Object.fromEntries(fields.filter(([, value]) => typeof value === "string" || typeof value === "boolean"))
    },
    (kept) => {
      const values = getValues()
      const known = Object.entries(kept).filter(([field, value]) => typeof value === typeof values[field])
      reset({ ...values, ...Object.fromEntries(known) }, { keepDefaultValues: true })
    }
  )
