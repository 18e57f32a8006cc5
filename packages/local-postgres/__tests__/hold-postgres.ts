import { startPostgres } from "../src"

// Started by a test, to be killed by it.
void startPostgres({ dir: process.argv[2] ?? "", persistent: process.argv[3] === "persistent", durable: false }).then((postgres) =>
  console.log(postgres.url())
)
