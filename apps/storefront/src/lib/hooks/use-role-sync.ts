"use client"

export { useCustomerRole, useRoleSync } from "medusa-customer-role-storefront/react"
