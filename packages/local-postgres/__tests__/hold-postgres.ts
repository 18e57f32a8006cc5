import { startPostgres } from "../src"

// A process that a test starts in order to kill it.
void startPostgres({ dir: process.argv[2] ?? "", persistent: process.argv[3] === "persistent", durable: false }).then((postgres) =>
  console.log(postgres.url())
)
