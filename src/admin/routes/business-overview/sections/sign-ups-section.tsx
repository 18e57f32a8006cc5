import { useText } from "../../../i18n/use-text"
import { formatRounded, formatShort } from "../../../shell/figures"
import { ChartSection } from "../charts/chart-section"
import { Before } from "../figures/before"
import { FigureLink } from "../figures/figure-link"
import { countSignUps, countType, signUpBars } from "../figures/series"
import { businessesPath, customersPath } from "../links"
import { barInterval } from "../range/range-state"
import type { Figures } from "../use-figures"

/** A month by day would be a comb where a shop has few sign-ups. */
const MOST_BARS = { day: 14, week: 190 }

/** Sign-ups by account type. */
export const SignUpsSection = ({ range, now, before, timeZone }: Figures & { timeZone: string }) => {
  const { text, language } = useText()
  const count = (value: number) => formatRounded(value, language)
  const interval = barInterval(range, MOST_BARS)
  const span = { ...range, timeZone }
  const total = countSignUps(now.sign_ups)
  const individuals = countType(now.sign_ups, "individual")
  const businesses = countType(now.sign_ups, "business")
  return (
    <ChartSection
      title={text("overview.signUps.title")}
      summary={
        <>
          <p className="txt-compact-medium flex flex-wrap items-center gap-x-4">
            <FigureLink to={businessesPath({ status: "all", order: "-created_at", created_at: span })}>
              {text("overview.signUps.business", { count: businesses })}
            </FigureLink>
            <FigureLink to={customersPath(span)}>{text("overview.signUps.individual", { count: individuals })}</FigureLink>
          </p>
          <Before now={total} before={countSignUps(before.sign_ups)} formatValue={count} />
        </>
      }
      bars={signUpBars(now.sign_ups, before.sign_ups, interval)}
      interval={interval}
      last={range.last}
      parts={[
        { name: "business", label: text("accountType.business"), color: "var(--bg-interactive)" },
        { name: "individual", label: text("accountType.individual"), color: "var(--tag-neutral-icon)" },
      ]}
      formatValue={count}
      formatAxis={(value) => formatShort(value, language)}
      wholeNumbers
      empty={text("overview.signUps.empty")}
    />
  )
}
