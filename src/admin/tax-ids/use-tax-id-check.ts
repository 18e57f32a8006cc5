import { useQuery } from "@tanstack/react-query"
import { checkTaxId, type TaxIdCheck, type Validators } from "./check-tax-id"

/** Loads the validators once, in a file of their own: 200 kB that only these pages need. */
const loadValidators = async (): Promise<Validators> => {
  const { stdnum } = await import("stdnum")
  return stdnum
}

/** The outcome of a check, or its state while there is none. */
export type TaxIdCheckState = TaxIdCheck | { result: "checking" | "failed"; country?: undefined }

/**
 * Checks the format of a tax id, without a request.
 *
 * @example
 * const { result, country } = useTaxIdCheck("DE136695976")
 */
export const useTaxIdCheck = (taxId: string): TaxIdCheckState => {
  const { data, isError } = useQuery({
    queryKey: ["customer-role-tax-id-validators"],
    queryFn: loadValidators,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data ? checkTaxId(taxId, data) : { result: isError ? "failed" : "checking" }
}
