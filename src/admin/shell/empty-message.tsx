import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

type Props = { heading: string; message: string; children?: ReactNode }

/** Says in place of a list why it is empty, and what to do. */
export const EmptyMessage = ({ heading, message, children }: Props) => (
  <div className="flex flex-col items-center gap-y-2 border-y px-6 py-12 text-center" role="status">
    <Text size="base" weight="plus">
      {heading}
    </Text>
    <Text size="small" className="text-ui-fg-subtle">
      {message}
    </Text>
    {children}
  </div>
)
