import { useTranslations } from "next-intl"

/** Whom to ask. */
export const Contact = ({ subject }: { subject: string }) => {
  const t = useTranslations("dashboard.contact")
  return (
    <p className="text-sm text-ink-soft">
      {t.rich("text", {
        mail: (chunks) => (
          <a className="link" href={`mailto:help@cedar.example?subject=${encodeURIComponent(subject)}`}>
            {chunks}
          </a>
        ),
      })}
    </p>
  )
}
