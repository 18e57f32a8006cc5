import AxeBuilder from "@axe-core/playwright"
import type { Page } from "playwright-core"

/** The rules whose answer may change with the colours alone, which are all that differs between the themes. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"]

/**
 * Returns what keeps somebody from using a page. In the dark theme, what does not depend on colours is as in the light one.
 *
 * @param choose - limits the parts of the page that are looked at
 */
export async function seriousViolations(
  page: Page,
  colorScheme: "light" | "dark",
  choose: (axe: AxeBuilder) => AxeBuilder = (axe) => axe
): Promise<string[]> {
  // Without these, most of the time goes into the descriptions of all that is well, and into a page that joins those of frames.
  const axe = choose(new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }))
  const { violations } = await (colorScheme === "light" ? axe : axe.withRules(COLOUR_RULES)).analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} (${failureSummary})`))
}
