import { useText } from "../i18n/use-text"

const DASHBOARD = "https://dashboard.clerk.com/last-active?path=users/"

/** A Clerk user's id, which leads to Clerk's own page about them. */
export const ClerkUser = ({ id }: { id: string | null }) => {
  const { text } = useText()
  return id ? (
    <a
      href={`${DASHBOARD}${encodeURIComponent(id)}`}
      target="_blank"
      rel="noreferrer"
      title={text("detail.clerkDashboard")}
      className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg truncate"
    >
      {id}
    </a>
  ) : (
    <span>–</span>
  )
}
