import { PassThrough } from "node:stream"
import { type ReactNode, Suspense, useState } from "react"
import { renderToPipeableStream } from "react-dom/server"
import type { CustomerRole } from "../../src/index.js"
import { BusinessOnly, IndividualOnly, RoleSyncProvider } from "../../src/react/index.js"
import { createClerk } from "./fake-clerk.js"
import { createShop } from "./fake-shop.js"
import { individual } from "./roles.js"

/** Data that the server waits for. */
export type Arrival = { isThere: boolean; promise: Promise<void> }

const Counter = () => {
  const [count, setCount] = useState(0)
  return <button onClick={() => setCount(count + 1)}>{count}</button>
}

const Late = ({ arrival }: { arrival: Arrival }) => {
  if (!arrival.isThere) {
    throw arrival.promise
  }
  return (
    <BusinessOnly fallback={<p>for businesses</p>}>
      <p>trade prices</p>
    </BusinessOnly>
  )
}

const SCENES = {
  prices: () => (
    <>
      <BusinessOnly loading={<p>loading</p>} fallback={<p>for businesses</p>}>
        <p>trade prices</p>
      </BusinessOnly>
      <IndividualOnly loading={<p>loading</p>} fallback={<p>for individuals</p>}>
        <p>list prices</p>
      </IndividualOnly>
    </>
  ),
  counter: () => (
    <Suspense fallback={null}>
      <IndividualOnly loading={<p>loading</p>}>
        <Counter />
      </IndividualOnly>
    </Suspense>
  ),
  late: (arrival?: Arrival) => (
    <main>
      <h1>Cedar</h1>
      <Suspense fallback={<p>coming</p>}>{arrival && <Late arrival={arrival} />}</Suspense>
    </main>
  ),
}

/** A storefront page, the same on the server and in the browser. */
export type Scene = {
  name: keyof typeof SCENES
  signed?: Parameters<typeof createClerk>[0]
  initialRole?: CustomerRole
  /** The role that the shop returns. */
  role?: CustomerRole
  arrival?: Arrival
}

export const open = ({ name, signed, initialRole, role = individual(), arrival }: Scene) => {
  const clerk = createClerk(signed)
  const shop = createShop(role)
  const page = (
    <RoleSyncProvider useAuth={clerk.useAuth} client={shop.client} initialRole={initialRole}>
      {SCENES[name](arrival)}
    </RoleSyncProvider>
  )
  return { clerk, shop, page }
}

/** Renders a page as a server does and returns the chunks in order. */
export const render = (scene: Scene, onFirstPiece = () => {}): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const pieces: string[] = []
    const sink = new PassThrough()
    sink.on("data", (piece) => {
      pieces.push(String(piece))
      if (pieces.length === 1) {
        onFirstPiece()
      }
    })
    sink.on("end", () => resolve(pieces))
    const page: ReactNode = open(scene).page
    const stream = renderToPipeableStream(page, { onShellReady: () => stream.pipe(sink), onError: reject })
  })
