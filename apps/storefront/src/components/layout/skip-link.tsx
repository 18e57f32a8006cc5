import { getTranslations } from "next-intl/server"
import { MAIN_ID } from "./skip-link-target"

/** Leads keyboards past the header. Visible while it has focus. */
export const SkipLink = async () => {
  const t = await getTranslations("common")
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-surface px-4 py-3 font-medium shadow-pop focus-visible:translate-y-0"
    >
      {t("skip")}
    </a>
  )
}
