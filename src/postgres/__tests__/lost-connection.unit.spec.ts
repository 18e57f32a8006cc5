import { isLostConnection } from "../lost-connection"

const withCode = (code: string, message = "failed") => Object.assign(new Error(message), { code })

describe("isLostConnection", () => {
  it.each<[what: string, error: unknown]>([
    ["a connection cut by the administrator", withCode("57P01", "terminating connection due to administrator command")],
    ["a server that is starting", withCode("57P03")],
    ["a connection exception", withCode("08006")],
    ["too many connections", withCode("53300")],
    ["a reset by the network", withCode("ECONNRESET")],
    ["a driver without a code", new Error("Connection terminated unexpectedly")],
    ["a broken client", new Error("Client has encountered a connection error and is not queryable")],
    [
      "an exhausted pool",
      new Error("Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?"),
    ],
    ["what a workflow makes of an error", { message: "select 1 - Connection terminated unexpectedly", name: "DriverException" }],
    ["a cause", new Error("outer", { cause: withCode("57P01") })],
    ["what Mikro-ORM wraps", Object.assign(new Error("outer"), { previous: new Error("outer", { cause: withCode("ECONNREFUSED") }) })],
    ["one of several", new AggregateError([new Error("other"), withCode("ECONNREFUSED")])],
  ])("recognizes %s", (_what, error) => {
    expect(isLostConnection(error)).toBe(true)
  })

  it.each<[what: string, error: unknown]>([
    ["a unique violation", withCode("23505", "duplicate key value violates unique constraint")],
    ["a syntax error that quotes a caller", withCode("42601", 'syntax error at or near "Connection terminated unexpectedly"')],
    ["a value that is not a number", withCode("22P02", 'invalid input syntax: "terminating connection due to"')],
    ["a serialization failure", withCode("40001")],
    ["one of our own refusals", Object.assign(new Error("Nothing found"), { code: "not_found" })],
    ["an ordinary error", new TypeError("x is not a function")],
    ["nothing", undefined],
    ["a text", "Connection terminated unexpectedly"],
  ])("does not mistake %s for one", (_what, error) => {
    expect(isLostConnection(error)).toBe(false)
  })

  it("ends on errors that cause each other in a circle", () => {
    const error = new Error("round")
    error.cause = error
    expect(isLostConnection(error)).toBe(false)
  })
})
