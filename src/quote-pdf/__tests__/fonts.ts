import type { FontFiles } from "../types"

const hebrew = (weight: number): string =>
  require.resolve(`@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-${weight}-normal.woff`)

/** A font with Hebrew letters only. */
export const HEBREW: FontFiles = { normal: hebrew(400), bold: hebrew(700) }
