"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/**
 * Tells whether React has taken over what the server rendered. Until then, what somebody types or presses would be lost, so
 * controls wait for it.
 *
 * @example
 * <button disabled={!useHydrated()}>
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false
  )
