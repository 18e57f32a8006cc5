import * as z from "zod"
import "@/lib/without-eval"

/** The fields of the address form, all as text. */
export type AddressValues = {
  name: string
  company: string
  firstName: string
  lastName: string
  line1: string
  line2: string
  postalCode: string
  city: string
  country: string
  phone: string
  isDefault: boolean
}

/** The texts for what can be wrong with an address. */
export type AddressComplaints = Record<"firstName" | "lastName" | "line1" | "postalCode" | "city" | "country" | "phone" | "tooLong", string>

const NO_COMPLAINTS: AddressComplaints = {
  firstName: "",
  lastName: "",
  line1: "",
  postalCode: "",
  city: "",
  country: "",
  phone: "",
  tooLong: "",
}

/**
 * Returns the schema of the address form. The server uses it without texts.
 *
 * @example
 * addressSchema().safeParse(values).success
 */
export const addressSchema = (complaints: AddressComplaints = NO_COMPLAINTS) => {
  const text = z.string().trim().max(200, complaints.tooLong)
  return z.object({
    name: text,
    company: text,
    firstName: text.min(1, complaints.firstName),
    lastName: text.min(1, complaints.lastName),
    line1: text.min(1, complaints.line1),
    line2: text,
    postalCode: text.min(1, complaints.postalCode),
    city: text.min(1, complaints.city),
    country: z.string().regex(/^[a-z]{2}$/, complaints.country),
    phone: z
      .string()
      .trim()
      .regex(/^(\+?[\d\s()/.\-]{5,40})?$/, complaints.phone),
    isDefault: z.boolean(),
  })
}
