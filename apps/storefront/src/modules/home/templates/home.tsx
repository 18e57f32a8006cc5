import { ArrowRight, BadgePercent, ClipboardList, FileText, PackageCheck, Truck, UserRound, WalletCards } from "lucide-react"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { DepartmentPicture, Warehouse } from "@/components/illustrations/pictures"
import { Link } from "@/i18n/navigation"
import { BusinessAction, IndividualAction } from "../components/buyer-actions"
import { HeroActions } from "../components/hero-actions"
import { catalogueUrl } from "../../catalogue/filters"
import { DEPARTMENTS } from "../departments"

const STEPS = ["apply", "check", "order"] as const

const PROMISES = [
  { name: "stock", Icon: PackageCheck },
  { name: "delivery", Icon: Truck },
  { name: "minimum", Icon: UserRound },
] as const

const FOR_COMPANIES = [
  { name: "prices", Icon: BadgePercent },
  { name: "lists", Icon: ClipboardList },
  { name: "quotes", Icon: FileText },
  { name: "onAccount", Icon: WalletCards },
] as const

/** The start page: what Cedar sells, to whom, and how to begin. */
export const Home = async () => {
  const t = await getTranslations("home")
  return (
    <>
      <section className="page grid items-center gap-x-12 gap-y-8 pt-8 pb-12 md:grid-cols-[1.02fr_1fr] md:pt-14 md:pb-16">
        <div className="grid justify-items-start gap-5">
          <h1 className="max-w-[15em] text-2xl font-semibold">{t("hero.title")}</h1>
          <p className="max-w-prose text-lg text-ink-soft">{t("hero.text")}</p>
          <div className="flex w-full flex-wrap gap-3 pt-1 max-sm:flex-col">
            <HeroActions />
          </div>
          <ul className="flex flex-wrap gap-x-6 gap-y-2 pt-1 text-sm text-ink-soft">
            {PROMISES.map(({ name, Icon }) => (
              <li key={name} className="flex items-center gap-2">
                <Icon aria-hidden className="size-4.5 text-go" />
                {t(`hero.promises.${name}`)}
              </li>
            ))}
          </ul>
        </div>
        <Warehouse className="h-auto w-full" />
      </section>

      <Band title={t("departments.title")} text={t("departments.text")}>
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-6">
          {DEPARTMENTS.map((department, index) => (
            <li key={department} className={index < 2 ? "lg:col-span-3" : "lg:col-span-2"}>
              <Link
                prefetch={false}
                href={catalogueUrl({ category: department })}
                className="group grid h-full content-start overflow-hidden rounded-card border border-line bg-surface shadow-card transition-colors hover:border-line-control"
              >
                <span className="grid place-items-center bg-sunken px-6 pt-5">
                  <DepartmentPicture department={department} className="h-34 w-auto max-w-full" />
                </span>
                <span className="grid gap-1 p-5">
                  <span className="flex items-center justify-between gap-3 text-base font-semibold">
                    {t(`departments.${department}.name`)}
                    <ArrowRight
                      aria-hidden
                      className="size-4.5 text-ink-faint transition-transform group-hover:translate-x-0.5 group-hover:text-go"
                    />
                  </span>
                  <span className="text-sm text-ink-soft">{t(`departments.${department}.goods`)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Band>

      <Band title={t("buyers.title")}>
        <div className="grid gap-4 md:grid-cols-[1.6fr_1fr]">
          <article className="grid content-between gap-6 rounded-card border border-go-line bg-go-soft p-6 md:p-8">
            <div>
              <h3 className="text-xl font-semibold">{t("buyers.business.title")}</h3>
              <ul className="mt-5 grid gap-x-8 gap-y-5 sm:grid-cols-2">
                {FOR_COMPANIES.map(({ name, Icon }) => (
                  <li key={name} className="grid grid-cols-[auto_1fr] gap-3">
                    <Icon aria-hidden className="mt-0.5 size-5 text-go" />
                    <span className="grid content-start gap-0.5">
                      <span className="font-semibold">{t(`buyers.business.${name}.title`)}</span>
                      <span className="text-sm text-ink-soft">{t(`buyers.business.${name}.text`)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </div>
            <BusinessAction />
          </article>
          <article className="grid content-between gap-6 rounded-card border border-line bg-surface p-6 shadow-card md:p-8">
            <div>
              <h3 className="text-xl font-semibold">{t("buyers.individual.title")}</h3>
              <p className="mt-3 text-ink-soft">{t("buyers.individual.text")}</p>
            </div>
            <IndividualAction />
          </article>
        </div>
      </Band>

      <Band title={t("steps.title")} text={t("steps.text")}>
        <ol className="grid gap-x-8 gap-y-6 md:grid-cols-3">
          {STEPS.map((step, index) => (
            <li key={step} className="grid grid-cols-[auto_1fr] content-start gap-4 md:grid-cols-1 md:gap-3">
              <span
                aria-hidden
                className="grid size-9 place-items-center rounded-full border border-go-line bg-go-soft text-sm font-semibold text-go"
              >
                {index + 1}
              </span>
              <span className="grid content-start gap-1">
                <span className="font-semibold">{t(`steps.${step}.title`)}</span>
                <span className="text-sm text-ink-soft">{t(`steps.${step}.text`)}</span>
              </span>
            </li>
          ))}
        </ol>
      </Band>
    </>
  )
}

const Band = ({ title, text, children }: { title: ReactNode; text?: ReactNode; children: ReactNode }) => (
  <section className="page grid gap-6 py-8 md:py-10">
    <div className="grid gap-1.5">
      <h2 className="text-xl font-semibold">{title}</h2>
      {text && <p className="max-w-prose text-ink-soft">{text}</p>}
    </div>
    {children}
  </section>
)
