import { CheckCircleSolid, QuestionMarkCircle, XCircleSolid } from "@medusajs/icons"
import { Badge, Tooltip } from "@medusajs/ui"
import { useText } from "../i18n/use-text"
import { useTaxIdCheck } from "./use-tax-id-check"

const LOOKS = {
  valid: { color: "green", Icon: CheckCircleSolid, label: "taxId.valid" },
  invalid: { color: "red", Icon: XCircleSolid, label: "taxId.invalid" },
  unknown: { color: "grey", Icon: QuestionMarkCircle, label: "taxId.unknown" },
  failed: { color: "grey", Icon: QuestionMarkCircle, label: "taxId.unknown" },
  checking: { color: "grey", Icon: QuestionMarkCircle, label: "taxId.checking" },
} as const

const countryName = (country: string, language: string): string => {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(country) ?? country
  } catch {
    // The dashboard has languages whose codes browsers do not know, such as ptBR.
    return country
  }
}

/** Says what the format of a tax id tells, in a word, an icon and a hint. */
export const TaxIdCheckBadge = ({ taxId }: { taxId: string }) => {
  const { hint, ...look } = useLook(taxId)
  const badge = (
    <Badge size="2xsmall" color={look.color} className="whitespace-nowrap">
      <look.Icon aria-hidden />
      {look.label}
    </Badge>
  )
  return hint ? <Tooltip content={hint}>{badge}</Tooltip> : badge
}

/** A tax id with the same words as {@link TaxIdCheckBadge}, and the hint as text below them. */
export const TaxIdCheckText = ({ taxId }: { taxId: string }) => {
  const { hint, ...look } = useLook(taxId)
  return (
    <span className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="break-words tabular-nums">{taxId}</span>
        <Badge size="2xsmall" color={look.color} className="whitespace-nowrap">
          <look.Icon aria-hidden />
          {look.label}
        </Badge>
      </span>
      {hint && <span className="txt-compact-xsmall text-ui-fg-subtle">{hint}</span>}
    </span>
  )
}

const useLook = (taxId: string) => {
  const { text, language } = useText()
  const { result, country } = useTaxIdCheck(taxId)
  const { color, Icon, label } = LOOKS[result]
  const hint = result === "checking" ? undefined : text(`taxId.${result}Hint`, { country: country ? countryName(country, language) : "" })
  return { color, Icon, label: text(label), hint }
}
