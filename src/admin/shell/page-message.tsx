import { Button, Container, Heading, Text } from "@medusajs/ui"

type Props = { heading: string; message: string; action?: { label: string; onClick: () => void } }

/** Says why a page shows nothing, and what to do. */
export const PageMessage = ({ heading, message, action }: Props) => (
  <Container className="flex flex-col items-center gap-y-3 px-6 py-16 text-center" role="alert">
    <Heading>{heading}</Heading>
    <Text size="small" className="text-ui-fg-subtle">
      {message}
    </Text>
    {action && (
      <Button size="small" variant="secondary" onClick={action.onClick}>
        {action.label}
      </Button>
    )}
  </Container>
)
