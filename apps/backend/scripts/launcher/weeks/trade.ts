/** A product and how many of it, and the price that the customer would like. */
export type Wanted = [sku: string, quantity: number, target?: number]

/** What happened to a quote after the request. */
export type Turn = { daysAgo: number } & (
  | { act: "offer"; prices: Record<string, number>; message: string }
  | { act: "write"; text: string }
  | { act: "renegotiate"; message: string }
  | { act: "accept" }
  | { act: "decline"; reason: string }
  | { act: "cancel" }
  | { act: "reject"; reason: string }
)

/** A quote of the weeks before the demo. `by` is its customer's id at Clerk. */
export type PastQuote = { by: string; daysAgo: number; items: Wanted[]; message: string; turns: Turn[] }

/** The older ones come first, so that numbers rise with time. */
export const QUOTES: PastQuote[] = [
  {
    by: "user_cedar_greta_sommer",
    daysAgo: 64,
    items: [
      ["TLS-DRIL-18", 12],
      ["TLS-BITS-32", 24],
    ],
    message: "Our fitters need new drills before the season starts. What can you do for a dozen?",
    turns: [
      { daysAgo: 63, act: "offer", prices: { "TLS-DRIL-18": 169, "TLS-BITS-32": 17.5 }, message: "Twelve drills at 169 each, from stock." },
      { daysAgo: 61, act: "accept" },
    ],
  },
  {
    by: "user_cedar_bram_visser",
    daysAgo: 55,
    items: [["TLS-PLIR-160", 40, 14]],
    message: "A set of pliers for each of our electricians.",
    turns: [
      { daysAgo: 54, act: "offer", prices: { "TLS-PLIR-160": 16.2 }, message: "16.20 is as far as we can go for forty." },
      { daysAgo: 50, act: "decline", reason: "We found them for less. Perhaps next time." },
    ],
  },
  {
    by: "user_cedar_matthias_egger",
    daysAgo: 47,
    items: [["SAF-GLOV-L", 240]],
    message: "Gloves for the workshop, delivered each quarter.",
    turns: [{ daysAgo: 45, act: "offer", prices: { "SAF-GLOV-L": 5.4 }, message: "5.40 a pair for 240 at once." }],
  },
  {
    by: "user_cedar_freja_holm",
    daysAgo: 39,
    items: [
      ["DSK-LAMP-WHT", 18],
      ["DSK-MARM-1", 18],
    ],
    message: "We are furnishing an office with eighteen desks.",
    turns: [
      {
        daysAgo: 38,
        act: "offer",
        prices: { "DSK-LAMP-WHT": 45, "DSK-MARM-1": 82 },
        message: "Lamps and arms together, delivered in one lot.",
      },
      { daysAgo: 36, act: "renegotiate", message: "Could the arms be 78 if we take them this month?" },
      { daysAgo: 35, act: "offer", prices: { "DSK-MARM-1": 79 }, message: "79 for the arms, if you order by Friday." },
      { daysAgo: 33, act: "accept" },
    ],
  },
  {
    by: "user_cedar_paolo_ferrari",
    daysAgo: 32,
    items: [["TLS-RATC-12", 15]],
    message: "Fifteen sets for the new hall.",
    turns: [{ daysAgo: 30, act: "cancel" }],
  },
  {
    by: "user_cedar_luc_peeters",
    daysAgo: 27,
    items: [["PAP-COPY-A4", 9000, 2.1]],
    message: "Nine thousand reams at 2.10?",
    turns: [{ daysAgo: 26, act: "reject", reason: "At that price we would lose money. We gladly make you an offer for 3.60." }],
  },
  {
    by: "user_cedar_annika_lund",
    daysAgo: 22,
    items: [
      ["PAP-CARD-WHT", 60],
      ["PRN-LAMI-A4", 20],
    ],
    message: "Card and pouches for our models, please.",
    turns: [
      { daysAgo: 21, act: "offer", prices: { "PAP-CARD-WHT": 8.6, "PRN-LAMI-A4": 11.5 }, message: "Both from stock within two days." },
      { daysAgo: 19, act: "accept" },
    ],
  },
  {
    by: "user_cedar_carla_winter",
    daysAgo: 12,
    items: [
      ["STO-TAPE-BRN", 96],
      ["SAF-GLOV-L", 60],
    ],
    message: "Our usual, for the winter.",
    turns: [
      { daysAgo: 11, act: "offer", prices: { "STO-TAPE-BRN": 8.4, "SAF-GLOV-L": 5.6 }, message: "As last year." },
      { daysAgo: 1, act: "write", text: "Can you deliver to our site in Bonn instead of the yard?" },
    ],
  },
  {
    by: "user_cedar_nora_baumann",
    daysAgo: 9,
    items: [["TLS-LEVL-120", 16]],
    message: "Levels for all our teams.",
    turns: [
      { daysAgo: 8, act: "offer", prices: { "TLS-LEVL-120": 34 }, message: "34 each for sixteen." },
      { daysAgo: 6, act: "accept" },
    ],
  },
  {
    by: "user_cedar_etienne_roux",
    daysAgo: 7,
    items: [
      ["DSK-WBRD-180", 6],
      ["DSK-MARK-BLK", 24],
    ],
    message: "For six meeting rooms.",
    turns: [
      { daysAgo: 6, act: "offer", prices: { "DSK-WBRD-180": 142, "DSK-MARK-BLK": 11.9 }, message: "Boards at 142, markers at 11.90." },
    ],
  },
  {
    by: "user_cedar_oliver_krause",
    daysAgo: 3,
    items: [
      ["SAF-GLOV-L", 400, 4.8],
      ["TLS-TAPE-8", 60],
    ],
    message: "We equip forty scaffolders. Please quote for all of it at once.",
    turns: [],
  },
]

/** A bulk order of the weeks before the demo. `by` is its customer's id at Clerk. */
export type PastBulkOrder = { by: string; daysAgo: number; reference: string; items: [sku: string, quantity: number][] }

export const BULK_ORDERS: PastBulkOrder[] = [
  { by: "user_cedar_greta_sommer", daysAgo: 66, reference: "SF-311", items: [["TLS-BITS-32", 10]] },
  { by: "user_cedar_matthias_egger", daysAgo: 49, reference: "EM-0902", items: [["SAF-GLOV-L", 48]] },
  { by: "user_cedar_freja_holm", daysAgo: 44, reference: "HI-2201", items: [["DSK-ARCH-80", 80]] },
  { by: "user_cedar_kasia_nowak", daysAgo: 36, reference: "NL/26/118", items: [["STO-TAPE-BRN", 72]] },
  { by: "user_cedar_luc_peeters", daysAgo: 30, reference: "PB-7718", items: [["PAP-COPY-A4", 200]] },
  { by: "user_cedar_carla_winter", daysAgo: 23, reference: "W-55", items: [["TLS-TAPE-5", 30]] },
  { by: "user_cedar_silvia_moretti", daysAgo: 16, reference: "MC-4410", items: [["PAP-COPY-A4", 320]] },
  { by: "user_cedar_oliver_krause", daysAgo: 14, reference: "KG-1029", items: [["SAF-GLOV-L", 96]] },
  { by: "user_cedar_magda_kowalska", daysAgo: 9, reference: "KD-77", items: [["PAP-COPY-A4", 160]] },
  { by: "user_cedar_ingrid_moller", daysAgo: 5, reference: "MV-2032", items: [["STO-TAPE-BRN", 36]] },
  { by: "user_cedar_dries_claes", daysAgo: 1, reference: "CT-12", items: [["TLS-TAPE-8", 12]] },
]
