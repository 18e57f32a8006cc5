import * as z from "zod"
import "@/lib/without-eval"
import { type AddressComplaints, addressSchema, type AddressValues } from "../account/addresses/address-schema"

/** Stands for an address that is typed, in place of the id of a saved one. */
export const NEW_ADDRESS = "new"

/** The fields of the checkout besides those of the address. */
export type OrderValues = {
  /** Empty for customers, whose e-mail address the shop knows. */
  email: string
  /** One of the customer's own addresses, or {@link NEW_ADDRESS}. */
  addressId: string
  keepsAddress: boolean
  deliveryId: string
  providerId: string
  purchaseOrderNumber: string
}

/** The fields of the checkout. Those of the address count only where it is a new one. */
export type CheckoutValues = OrderValues & AddressValues

/** The texts for what can be wrong at the checkout. */
export type CheckoutComplaints = { email: string; purchaseOrderNumber: string; address: AddressComplaints }

const id = z.string().regex(/^[\w-]{1,100}$/)

const orderShape = (isGuest: boolean, complaints: CheckoutComplaints | undefined) => ({
  email: isGuest ? z.email(complaints?.email) : z.string().max(0),
  addressId: id,
  keepsAddress: z.boolean(),
  deliveryId: id,
  providerId: id,
  purchaseOrderNumber: z.string().trim().max(255, complaints?.purchaseOrderNumber),
})

/**
 * Returns the schema of a checkout with an address that is typed. The server uses it without texts.
 *
 * @example
 * newAddressSchema({ isGuest: true }).safeParse(values)
 */
export const newAddressSchema = ({ isGuest, complaints }: { isGuest: boolean; complaints?: CheckoutComplaints }) =>
  addressSchema(complaints?.address).extend(orderShape(isGuest, complaints))

/** Returns the schema of a checkout with one of the customer's own addresses. */
export const savedAddressSchema = ({ isGuest, complaints }: { isGuest: boolean; complaints?: CheckoutComplaints }) =>
  z.object(orderShape(isGuest, complaints))
