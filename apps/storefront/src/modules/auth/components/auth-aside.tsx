import { CircleCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { DepartmentPicture } from "@/components/illustrations/pictures"

const POINTS = ["first", "second", "third"] as const

/** What an account is good for, beside the form. */
export const AuthAside = async ({ about }: { about: "account" | "business" | "individual" }) => {
  const t = await getTranslations(`auth.aside.${about}`)
  return (
    <aside className="hidden content-start gap-6 self-start rounded-card bg-sunken p-8 lg:grid">
      <DepartmentPicture
        department={about === "individual" ? "desk" : about === "business" ? "storage" : "tools"}
        className="h-36 w-auto"
      />
      <h2 className="text-lg font-semibold">{t("title")}</h2>
      <ul className="grid gap-4">
        {POINTS.map((point) => (
          <li key={point} className="grid grid-cols-[auto_1fr] gap-3 text-sm">
            <CircleCheck aria-hidden className="size-5 text-go" />
            <span>{t(point)}</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
