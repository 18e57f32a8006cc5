import { Envelope } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { useText } from "../i18n/use-text"

type Props = { outcome: "verified" | "rejected" | "revoked"; email: string | undefined; company: string; note: string }

/** Shows what the customer will read: to whom the e-mail goes, what it says, and the note in it. */
export const EmailPreview = ({ outcome, email, company, note }: Props) => {
  const { text } = useText()
  const trimmed = note.trim()
  return (
    <section
      className="bg-ui-bg-subtle shadow-elevation-card-rest flex flex-col gap-y-2 rounded-lg p-4"
      aria-label={text("decision.email.title")}
    >
      <div className="text-ui-fg-subtle flex items-center gap-x-2">
        <Envelope aria-hidden />
        <Text size="small" leading="compact" weight="plus">
          {email ? text("decision.email.to", { email }) : text("decision.email.none")}
        </Text>
      </div>
      {email && (
        <>
          <Text size="small">{text(`decision.email.${outcome}`, { company })}</Text>
          {trimmed ? (
            <div className="flex flex-col gap-y-1">
              <Text size="small" className="text-ui-fg-subtle">
                {text("decision.email.note")}
              </Text>
              <Text size="small" className="whitespace-pre-wrap break-words">
                {trimmed}
              </Text>
            </div>
          ) : (
            <Text size="small" className="text-ui-fg-subtle">
              {text("decision.email.noNote")}
            </Text>
          )}
          <Text size="xsmall" className="text-ui-fg-subtle">
            {text("decision.email.template", { status: text(`status.${outcome}`) })}
          </Text>
        </>
      )}
    </section>
  )
}
