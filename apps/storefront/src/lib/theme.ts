/** The cookie with the theme that the visitor has chosen. The server reads it, so that no page flashes in the other one. */
export const THEME_COOKIE = "cedar-theme"

export type Theme = "light" | "dark"

/** Returns the chosen theme, or `undefined` where the system decides. */
export const themeOf = (chosen: string | undefined): Theme | undefined => (chosen === "light" || chosen === "dark" ? chosen : undefined)
