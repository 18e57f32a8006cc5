import { toast, usePrompt } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "react-router-dom"
import { typeable } from "../../../account/names"
import { actOnRole, exportPerson, failureOf, roleKeys, statusOf } from "../../../api/roles"
import { useText } from "../../../i18n/use-text"
import { saveFile } from "../../../shell/save-file"

/**
 * Returns functions that export what the plugin keeps about a person, and erase it after a typed confirmation.
 *
 * @example
 * const { download, erase } = usePersonalData("cus_123", "Cedar GmbH")
 */
export const usePersonalData = (customerId: string, name: string): { download: () => Promise<void>; erase: () => Promise<void> } => {
  const { text } = useText()
  const prompt = usePrompt()
  const queries = useQueryClient()
  const navigate = useNavigate()

  const failed = (error: unknown) => {
    toast.error(failureOf(error, text("detail.loadFailedText")))
  }

  const eraseNow = async (force: boolean) => {
    try {
      await actOnRole(customerId, "erase", { force })
    } catch (error) {
      if (statusOf(error) === 409 && !force) {
        await askAgain()
        return
      }
      failed(error)
      return
    }
    toast.success(text("detail.erased"))
    void navigate("/business-customers")
    await queries.invalidateQueries({ queryKey: roleKeys.all })
  }
  const askAgain = async () => {
    const confirmed = await prompt({
      title: text("detail.eraseTitle"),
      description: text("detail.eraseLive"),
      confirmText: text("detail.eraseForce"),
      cancelText: text("detail.cancel"),
    })
    if (confirmed) {
      await eraseNow(true)
    }
  }

  return {
    download: async () => {
      try {
        const content = JSON.stringify(await exportPerson(customerId), null, 2)
        saveFile(`customer-role-${customerId}.json`, new Blob([content], { type: "application/json" }))
        toast.success(text("detail.exported"))
      } catch (error) {
        failed(error)
      }
    },
    erase: async () => {
      const confirmed = await prompt({
        title: text("detail.eraseTitle"),
        description: text("detail.eraseText", { name }),
        verificationInstruction: text("detail.eraseType"),
        verificationText: typeable(name) || customerId,
        confirmText: text("detail.erase"),
        cancelText: text("detail.cancel"),
      })
      if (confirmed) {
        await eraseNow(false)
      }
    },
  }
}
