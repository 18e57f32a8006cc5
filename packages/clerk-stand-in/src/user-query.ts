import { invalidParam, unknownParam } from "./errors";
import type { ClerkUserJson } from "./user-json";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;

const FILTERS = ["email_address", "user_id", "query"];
const PAGING = ["limit", "offset", "order_by"];

const ORDER_KEYS: Record<string, (user: ClerkUserJson) => number | string> = {
  created_at: (user) => user.created_at,
  updated_at: (user) => user.updated_at,
  last_sign_in_at: (user) => user.last_sign_in_at ?? 0,
  last_active_at: (user) => user.last_active_at ?? 0,
  email_address: (user) => user.email_addresses[0]?.email_address ?? "",
  first_name: (user) => user.first_name ?? "",
  last_name: (user) => user.last_name ?? "",
};

/**
 * The users that match the filters of `GET /v1/users`.
 *
 * @throws 422 `form_param_unknown` for a filter that the stand-in does not have: silently ignored, it would give
 * another answer than Clerk's.
 */
export function filterUsers(users: ClerkUserJson[], query: URLSearchParams): ClerkUserJson[] {
  for (const name of query.keys()) {
    const plain = name.replace(/\[\]$/, "");
    if (![...FILTERS, ...PAGING].includes(plain)) {
      throw unknownParam(plain);
    }
  }
  const emails = values(query, "email_address").map((email) => email.toLowerCase());
  const ids = values(query, "user_id");
  const text = query.get("query")?.toLowerCase();
  return users.filter(
    (user) =>
      (emails.length === 0 || emailsOf(user).some((email) => emails.includes(email))) &&
      (ids.length === 0 || ids.includes(user.id)) &&
      (!text || searchable(user).some((field) => field.includes(text)))
  );
}

/**
 * Orders and pages users as `GET /v1/users` does: newest first, ten of them, unless the query says otherwise.
 *
 * @param users - in the order of creation, which decides between equals
 * @example
 * pageUsers(users, new URLSearchParams("order_by=-updated_at&limit=100&offset=100"));
 */
export function pageUsers(users: ClerkUserJson[], query: URLSearchParams): ClerkUserJson[] {
  const limit = Math.min(Math.max(integer(query, "limit", DEFAULT_LIMIT), 1), MAX_LIMIT);
  const offset = Math.max(integer(query, "offset", 0), 0);
  return orderUsers(users, query.get("order_by") ?? "-created_at").slice(offset, offset + limit);
}

function orderUsers(users: ClerkUserJson[], orderBy: string): ClerkUserJson[] {
  // A "+" that was not escaped arrives as a space.
  const [, sign, name = ""] = /^([-+ ]?)(\w+)$/.exec(orderBy) ?? [];
  const key = Object.hasOwn(ORDER_KEYS, name) ? ORDER_KEYS[name] : undefined;
  if (!key) {
    throw invalidParam("order_by", `one of ${Object.keys(ORDER_KEYS).join(", ")}, with + or - before it`);
  }
  const ascending = users
    .map((user) => ({ user, key: key(user) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ user }) => user);
  return sign === "-" ? ascending.reverse() : ascending;
}

function values(query: URLSearchParams, name: string): string[] {
  return [...query.getAll(name), ...query.getAll(`${name}[]`)];
}

function integer(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) {
    return fallback;
  }
  if (!/^-?\d{1,9}$/.test(text)) {
    throw invalidParam(name, "an integer");
  }
  return Number(text);
}

function emailsOf(user: ClerkUserJson): string[] {
  return user.email_addresses.map((address) => address.email_address.toLowerCase());
}

function searchable(user: ClerkUserJson): string[] {
  return [user.id, user.first_name ?? "", user.last_name ?? "", ...emailsOf(user)].map((field) => field.toLowerCase());
}
