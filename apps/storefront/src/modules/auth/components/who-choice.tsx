import { ArrowRight, Building2, UserRound } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Link } from "@/i18n/navigation"
import { signInUrl, signUpUrl } from "@/lib/auth/paths"
import { AuthHeading } from "./auth-heading"

const CHOICES = [
  { accountType: "business", Icon: Building2 },
  { accountType: "individual", Icon: UserRound },
] as const

/** Returns the address of the sign-up for one kind of buyer. */
const urlFor = (accountType: "individual" | "business", target: string): string => {
  const url = signUpUrl(target)
  return `${url}${url.includes("?") ? "&" : "?"}for=${accountType}`
}

/** The first question of a sign-up. Two links, so that the answer is in the address and Back leads to the question. */
export const WhoChoice = async ({ target }: { target: string }) => {
  const t = await getTranslations("auth.signUp")
  return (
    <>
      <AuthHeading text={t("whoText")}>{t("who")}</AuthHeading>
      <ul className="grid gap-4">
        {CHOICES.map(({ accountType, Icon }) => (
          <li key={accountType}>
            <Link
              href={urlFor(accountType, target)}
              className="group flex min-h-28 items-center gap-5 rounded-card border border-line-strong bg-surface p-5 shadow-card transition-colors hover:border-go hover:bg-go-soft"
            >
              <span className="grid size-12 shrink-0 place-items-center rounded-control bg-go-soft text-go group-hover:bg-surface">
                <Icon aria-hidden className="size-6" />
              </span>
              <span className="grid min-w-0 flex-1 gap-1">
                <span className="text-lg font-semibold">{t(`${accountType}.choice`)}</span>
                <span className="text-sm text-ink-soft">{t(`${accountType}.choiceText`)}</span>
              </span>
              <ArrowRight aria-hidden className="size-5 shrink-0 text-ink-faint group-hover:text-go" />
            </Link>
          </li>
        ))}
      </ul>
      <p className="border-t border-line pt-5 text-sm text-ink-soft">
        {t.rich("hasAccount", {
          link: (chunks) => (
            <Link className="link" href={signInUrl(target)}>
              {chunks}
            </Link>
          ),
        })}
      </p>
    </>
  )
}
