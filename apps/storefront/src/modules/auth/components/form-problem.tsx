"use client"

import { useEffect, useRef } from "react"
import { Notice } from "@/components/ui/notice"

/** What is wrong with a form as a whole, above its button. Read out when it appears, and brought into sight. */
export const FormProblem = ({ children }: { children: string | undefined }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (children) {
      place.current?.scrollIntoView({ block: "nearest" })
    }
  }, [children])
  return children ? (
    <div ref={place}>
      <Notice tone="stop" live="assertive" title={children} />
    </div>
  ) : null
}
