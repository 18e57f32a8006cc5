/** What the format of a tax id says about it. It never decides anything. */
export type TaxIdCheck = { result: "valid" | "invalid" | "unknown"; country?: string }

type Validate = (taxId: string) => { isValid: boolean }

/** The validators of `stdnum`, by country and kind of number. */
export type Validators = Record<string, Record<string, { validate: Validate }>>

/** Which of a country's numbers businesses have as their VAT id, by the prefix that people write. */
const VAT_IDS = new Map<string, [country: string, kinds: string[]]>(
  Object.entries<[string, string[]]>({
    AT: ["AT", ["uid"]],
    BE: ["BE", ["vat"]],
    BG: ["BG", ["vat"]],
    CHE: ["CH", ["vat", "uid"]],
    CY: ["CY", ["vat"]],
    CZ: ["CZ", ["dic"]],
    DE: ["DE", ["vat"]],
    DK: ["DK", ["cvr"]],
    EE: ["EE", ["kmkr"]],
    EL: ["GR", ["vat"]],
    ES: ["ES", ["nif"]],
    FI: ["FI", ["alv"]],
    FR: ["FR", ["tva"]],
    GB: ["GB", ["vat"]],
    GR: ["GR", ["vat"]],
    HR: ["HR", ["oib"]],
    HU: ["HU", ["anum"]],
    IE: ["IE", ["vat"]],
    IT: ["IT", ["iva"]],
    LT: ["LT", ["pvm"]],
    LU: ["LU", ["tva"]],
    LV: ["LV", ["pvn"]],
    MT: ["MT", ["vat"]],
    NL: ["NL", ["btw"]],
    NO: ["NO", ["mva"]],
    PL: ["PL", ["nip"]],
    PT: ["PT", ["nif"]],
    RO: ["RO", ["cif"]],
    SE: ["SE", ["vat"]],
    SI: ["SI", ["ddv"]],
    SK: ["SK", ["dph"]],
    XI: ["GB", ["vat"]],
  })
)

/** Letters that can follow a prefix, where it is not a digit. Without this, HRB 12345 of a register would be Croatian. */
const LETTERS_AFTER: Record<string, RegExp | undefined> = { AT: /^U\d/, ES: /^[A-Z]\d/, FR: /^[A-Z\d]{2}\d/ }

const prefixOf = (compact: string): string | undefined =>
  [compact.slice(0, 3), compact.slice(0, 2)].find(
    (prefix) =>
      VAT_IDS.has(prefix) && (/^\d/.test(compact.slice(prefix.length)) || LETTERS_AFTER[prefix]?.test(compact.slice(prefix.length)))
  )

/**
 * Checks the format and the check digit of a tax id. Its first letters name the country. Without these, the country is unknown.
 *
 * @example
 * checkTaxId("DE 136 695 976", stdnum) // { result: "valid", country: "DE" }
 */
export const checkTaxId = (taxId: string, validators: Validators): TaxIdCheck => {
  const compact = taxId.toUpperCase().replace(/[\s./-]/g, "")
  const prefix = prefixOf(compact)
  const known = prefix === undefined ? undefined : VAT_IDS.get(prefix)
  if (prefix === undefined || known === undefined) {
    return { result: "unknown" }
  }
  const [country, kinds] = known
  // Some countries' validators take the prefix, others only the number after it.
  const forms = [compact, compact.slice(prefix.length)]
  const isValid = kinds.some((kind) => forms.some((form) => validators[country]?.[kind]?.validate(form).isValid))
  return { result: isValid ? "valid" : "invalid", country }
}
