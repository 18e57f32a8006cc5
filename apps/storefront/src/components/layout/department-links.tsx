import { getTranslations } from "next-intl/server"
import { Link } from "@/i18n/navigation"
import { CATALOGUE_PATH, catalogueUrl } from "@/modules/catalogue/filters"
import { DEPARTMENTS } from "@/modules/home/departments"

const LOOK = "flex min-h-11 items-center rounded-control px-2.5 text-sm whitespace-nowrap text-ink-soft hover:text-ink"

/** The ways into the catalogue, below the header. On phones, one moves the row sideways. */
export const DepartmentLinks = async () => {
  const [t, home] = await Promise.all([getTranslations("common.catalogue"), getTranslations("home.departments")])
  return (
    <nav aria-label={t("label")} className="page border-t border-line sm:border-t-0">
      <ul className="-mx-2.5 flex overflow-x-auto [scrollbar-width:none] sm:-mt-1.5">
        <li>
          <Link href={CATALOGUE_PATH} prefetch={false} className={`${LOOK} font-medium text-ink`}>
            {t("all")}
          </Link>
        </li>
        {DEPARTMENTS.map((department) => (
          <li key={department}>
            <Link href={catalogueUrl({ category: department })} prefetch={false} className={LOOK}>
              {home(`${department}.name`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
