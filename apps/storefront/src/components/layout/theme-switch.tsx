import { cookies } from "next/headers"
import { THEME_COOKIE, themeOf } from "@/lib/theme"
import { ThemeButtons } from "./theme-buttons"

/** Switches between light, dark and what the system says. */
export const ThemeSwitch = async () => <ThemeButtons initial={themeOf((await cookies()).get(THEME_COOKIE)?.value)} />
