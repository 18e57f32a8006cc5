import { Main } from "@/components/layout/main"
import { Home } from "@/modules/home/templates/home"

export default function HomePage() {
  return (
    <Main>
      <Home />
    </Main>
  )
}
