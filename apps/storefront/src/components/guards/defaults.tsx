"use client"

import type { DenialCode } from "medusa-customer-role-storefront/react"
import { Denied } from "./denied"

/** What a guard shows to visitors whom it does not let through. */
export const deniedOf = (denial: DenialCode) => <Denied denial={denial} />

/** What a guard shows until it knows who is there. */
export const GuardSkeleton = () => <div aria-hidden className="skeleton h-24 w-full" />
