import { Main } from "@/components/layout/main"
import { ClientMessages } from "@/i18n/client-messages"
import { Home } from "@/modules/home/templates/home"

export default function HomePage() {
  return (
    <Main>
      <ClientMessages of={["home"]}>
        <Home />
      </ClientMessages>
    </Main>
  )
}
