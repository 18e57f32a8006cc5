type ModuleDeclaration = { resolve: string; options: Record<string, unknown> }

/**
 * The modules that several instances of the backend share. Medusa's Caching module stays out: core reads customers
 * through it, so a customer who has just left the group of verified businesses would keep seeing its prices for a
 * while.
 */
export function redisModules(redisUrl: string | undefined): ModuleDeclaration[] {
  if (!redisUrl) {
    return []
  }
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [{ resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } }],
      },
    },
  ]
}
