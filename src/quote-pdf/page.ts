/** A4, in points. */
const PAGE_WIDTH = 595.28

/** Margins: left, top, right, bottom. */
export const MARGINS = { left: 50, top: 48, right: 50, bottom: 62 }

/** The width between the margins. */
export const CONTENT_WIDTH = PAGE_WIDTH - MARGINS.left - MARGINS.right

export const INK = "#16202a"
export const GREY = "#5f6b76"
export const HAIRLINE = "#dde1e5"

/** The colour of quotes that are no longer on offer. */
export const ALERT = "#9b2c1f"
export const ALERT_PAPER = "#fbf1ef"

/** The colour of accepted quotes. */
export const DONE = "#1f6b45"
export const DONE_PAPER = "#eef6f1"

/** The colour of quotes that wait for an answer. */
export const CALM_PAPER = "#f2f4f6"

export const TEXT = { size: 9, color: INK }
export const STRONG = { ...TEXT, bold: true }
export const SMALL = { size: 8, color: GREY }
export const LABEL = { size: 7.5, bold: true, color: GREY }
