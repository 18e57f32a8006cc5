import { Prompt } from "@medusajs/ui"
import { useEffect } from "react"
import { useBlocker } from "react-router-dom"
import { useText } from "../i18n/use-text"

/** The state with which a page navigates once everything is sent. Medusa's forms have the same. */
export const SENT = { isSubmitSuccessful: true }

const isSent = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "isSubmitSuccessful" in state && state.isSubmitSuccessful === true

/** Asks before an admin leaves the page, while there is something that would be lost. */
export const LeaveGuard = ({ when }: { when: boolean }) => {
  const { text } = useText()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname && !isSent(nextLocation.state)
  )
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    if (when) {
      window.addEventListener("beforeunload", ask)
    }
    return () => window.removeEventListener("beforeunload", ask)
  }, [when])
  return (
    <Prompt open={blocker.state === "blocked"} variant="confirmation">
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{text("leave.title")}</Prompt.Title>
          <Prompt.Description>{text("leave.text")}</Prompt.Description>
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel type="button" onClick={() => blocker.reset?.()}>
            {text("leave.stay")}
          </Prompt.Cancel>
          <Prompt.Action type="button" onClick={() => blocker.proceed?.()}>
            {text("leave.go")}
          </Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
