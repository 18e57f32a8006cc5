import { getTranslations } from "next-intl/server"
import { Link } from "@/i18n/navigation"
import { AccountArea } from "./account-area"
import { BusinessLinks } from "./business-links"
import { CartLink } from "./cart-link"
import { DepartmentLinks } from "./department-links"
import { LogoMark } from "./logo"
import { SearchForm } from "./search-form"

/** The head of every page: where one is, what to look for, and as whom. */
export const Header = async () => {
  const t = await getTranslations("common")
  return (
    <header className="border-b border-line bg-surface">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 md:flex-nowrap md:gap-x-8">
        <Link
          href="/"
          className="-mx-1 flex min-h-11 items-center gap-2.5 rounded-control px-1 text-lg font-semibold"
          aria-label={t("toHome")}
        >
          <LogoMark className="size-8" />
          Cedar
        </Link>
        <BusinessLinks />
        <SearchForm className="order-last w-full md:order-none md:max-w-md md:flex-1" />
        <div className="ml-auto flex min-w-0 items-center justify-end gap-2 max-sm:flex-1 max-sm:basis-0">
          <AccountArea />
          <CartLink />
        </div>
      </div>
      <DepartmentLinks />
    </header>
  )
}
