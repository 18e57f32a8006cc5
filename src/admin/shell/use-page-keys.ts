import { useEffect, useRef } from "react"

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName))

/** What takes the keys for itself. Medusa's command bar is a dialog, too, but one whose commands are keys of the page. */
const DIALOGS = "[role=dialog]:not(:has([data-page-key])), [role=alertdialog], [role=menu]"

/**
 * Calls what belongs to a key, unless the admin types, holds a modifier, or has a dialog open.
 *
 * @example
 * usePageKeys({ j: goToNext, k: goToPrevious })
 */
export const usePageKeys = (keys: Record<string, (() => void) | undefined>): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
      const hasDialog = document.querySelector(DIALOGS) !== null
      const act = latest.current[event.key]
      if (act && !event.repeat && !hasModifier && !hasDialog && !isTyping(event.target)) {
        event.preventDefault()
        act()
      }
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [])
}
