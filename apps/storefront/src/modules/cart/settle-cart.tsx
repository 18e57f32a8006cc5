"use client"

import { useEffect } from "react"
import { useSignedInAction } from "../account/use-signed-in-action"
import { settleCart } from "./actions"

/** Puts the cart of somebody right who has just signed in or changed the language. Stands on a page as long as there is something to put right. */
export const SettleCart = () => {
  const settle = useSignedInAction(settleCart)
  useEffect(() => {
    void settle()
  }, [settle])
  return null
}
