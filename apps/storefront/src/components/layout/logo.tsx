/** Cedar's sign: a cedar of three tiers. */
export const LogoMark = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 32 32" className={className}>
    <rect width="32" height="32" rx="9" className="fill-go" />
    <path d="M16 5.5 22 12h-3l5 5.5h-3.4L26 23H6l5.4-5.5H8L13 12h-3z" className="fill-on-go" />
    <rect x="14.5" y="23" width="3" height="4" rx="0.5" className="fill-on-go" />
  </svg>
)
