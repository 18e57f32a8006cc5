"use client"

export { useAccountType } from "medusa-customer-role-storefront/react"
