export default function Home() {
  return <main>Cedar</main>
}
