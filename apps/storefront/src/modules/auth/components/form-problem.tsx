import { Notice } from "@/components/ui/notice"

/** What is wrong with a form as a whole, above its button. Read out when it appears. */
export const FormProblem = ({ children }: { children: string | undefined }) =>
  children ? <Notice tone="stop" live="assertive" title={children} /> : null
