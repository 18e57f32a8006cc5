import type { BulkDecision } from "../../../api/types"
import type { Waiting } from "../../../decisions/use-delayed-send"
import { WaitingBar } from "../../../decisions/waiting-bar"
import { useText } from "../../../i18n/use-text"

type Props = { waiting: Waiting<BulkDecision>; onCancel: () => void; onSend: () => void }

/** Says how many decisions wait. */
export const BulkWaitingBar = ({ waiting: { value, seconds }, onCancel, onSend }: Props) => {
  const { text } = useText()
  const sentence = text(value.is_verified ? "bulk.verifying" : "bulk.rejecting", { count: value.customer_ids.length })
  return (
    <div className="sticky bottom-4 mt-3">
      <WaitingBar sentence={sentence} seconds={seconds} onCancel={onCancel} onSend={onSend} />
    </div>
  )
}
