import { getTranslations } from "next-intl/server"
import { MAIN_ID } from "./skip-link-target"

/** Leads keyboards past the header. Visible while it has focus. */
export const SkipLink = async () => {
  const t = await getTranslations("common")
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only rounded-control bg-surface px-4 py-3 font-medium shadow-pop focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50"
    >
      {t("skip")}
    </a>
  )
}
