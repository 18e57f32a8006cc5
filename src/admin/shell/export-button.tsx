import { ArrowDownTray } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import type { Csv } from "../api/csv"
import { statusOf } from "../api/roles"
import { useText } from "../i18n/use-text"
import { saveFile } from "./save-file"

type Props = {
  /** The name of the file, without its ending. */
  name: string
  load: () => Promise<Csv>
}

/** Saves a list as a CSV file, and says what the file lacks. */
export const ExportButton = ({ name, load }: Props) => {
  const { text } = useText()
  const [isBusy, setIsBusy] = useState(false)
  const download = async () => {
    setIsBusy(true)
    try {
      const { file, leftOut } = await load()
      saveFile(`${name}.csv`, file)
      if (leftOut > 0) {
        toast.warning(text("list.leftOut", { count: leftOut }))
      }
    } catch (error) {
      toast.error(statusOf(error) !== undefined && error instanceof Error ? error.message : text("list.noAnswer"))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Button size="small" variant="secondary" isLoading={isBusy} onClick={() => void download()}>
      <ArrowDownTray />
      CSV
    </Button>
  )
}
