import { notificationChannels } from "../notification-channels"

const channelsOf = (options: unknown): string[] => [...notificationChannels({ resolve: "@medusajs/medusa/notification", options })]
const provider = (id: string, ...channels: string[]) => ({ resolve: `./${id}`, id, options: { channels } })
const cloud = { api_key: "key", endpoint: "https://mail.example", environment_handle: "shop" }

describe("notificationChannels", () => {
  it("returns the channels of all providers", () => {
    expect(channelsOf({ providers: [provider("local", "feed"), provider("sendgrid", "email", "sms")] })).toEqual(["feed", "email", "sms"])
  })

  it("includes e-mail with Medusa Cloud", () => {
    expect(channelsOf({ cloud, providers: [provider("local", "feed")] })).toEqual(["feed", "email"])
    expect(channelsOf({ cloud: { ...cloud, environment_handle: undefined, sandbox_handle: "box" } })).toEqual(["email"])
  })

  it.each([
    ["no key", { ...cloud, api_key: undefined }],
    ["no endpoint", { ...cloud, endpoint: "" }],
    ["neither environment nor sandbox", { ...cloud, environment_handle: undefined }],
  ])("does not include e-mail with Medusa Cloud and %s", (_, incomplete) => {
    expect(channelsOf({ cloud: incomplete })).toEqual([])
  })

  it.each([
    undefined,
    true,
    false,
    {},
    { options: undefined },
    { options: { providers: [null, {}, { options: {} }, { options: { channels: "email" } }] } },
  ])("returns none for %j", (declaration) => {
    expect(notificationChannels(declaration)).toEqual(new Set())
  })

  it("returns none if the module is disabled", () => {
    expect(notificationChannels({ disable: true, options: { providers: [provider("local", "feed")] } })).toEqual(new Set())
  })

  it("returns the other channels beside a provider without any", () => {
    expect(channelsOf({ providers: [{ resolve: "./odd", id: "odd" }, provider("local", "feed")] })).toEqual(["feed"])
  })
})
