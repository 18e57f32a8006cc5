/** A variant of a product. `value` distinguishes it from its siblings, `price` is in euros without tax. */
export type CatalogueVariant = { value: string; sku: string; price: number; stock: number; weight: number }

/** A product of Cedar, a supplier to offices and workshops. */
export type CatalogueProduct = {
  title: string
  category: Category
  description: string
  /** The name of the option in which its variants differ. */
  option: string
  variants: CatalogueVariant[]
}

export const CATEGORIES = ["Paper & Printing", "Desk & Filing", "Tools", "Safety", "Storage & Packing"] as const
export type Category = (typeof CATEGORIES)[number]

/** How addresses of the storefront name the categories. */
export const CATEGORY_HANDLES: Record<Category, string> = {
  "Paper & Printing": "paper",
  "Desk & Filing": "desk",
  Tools: "tools",
  Safety: "safety",
  "Storage & Packing": "storage",
}

type Row = [value: string, sku: string, price: number, stock: number, weight: number]

function product(category: Category, title: string, description: string, option: string, rows: Row[]): CatalogueProduct {
  const variants = rows.map(([value, sku, price, stock, weight]) => ({ value, sku, price, stock, weight }))
  return { title, category, description, option, variants }
}

const paper = product.bind(null, "Paper & Printing")
const desk = product.bind(null, "Desk & Filing")
const tools = product.bind(null, "Tools")
const safety = product.bind(null, "Safety")
const storage = product.bind(null, "Storage & Packing")

/** The forty products. Weights are in grams. Some have run out, or nearly, as in every shop. */
export const CATALOGUE: CatalogueProduct[] = [
  paper("Copy Paper 80 g", "White multipurpose paper, 500 sheets a ream, FSC certified.", "Format", [
    ["A4", "PAP-COPY-A4", 4.2, 48000, 2500],
    ["A3", "PAP-COPY-A3", 8.9, 1200, 5000],
  ]),
  paper("Recycled Paper 80 g", "100 % recycled, Blue Angel, whiteness 80, 500 sheets a ream.", "Format", [
    ["A4", "PAP-RECY-A4", 4.6, 3600, 2500],
    ["A3", "PAP-RECY-A3", 9.4, 800, 5000],
  ]),
  paper("Card Stock 160 g", "Heavy paper for covers and signs, 250 sheets.", "Colour", [
    ["White", "PAP-CARD-WHT", 9.8, 420, 2500],
    ["Ivory", "PAP-CARD-IVO", 10.4, 260, 2500],
  ]),
  paper("Laser Labels 63.5 × 38.1 mm", "21 labels a sheet, 100 sheets, removable without residue.", "Pack", [
    ["100 sheets", "PAP-LABL-100", 18.5, 640, 1400],
  ]),
  paper("Thermal Roll 80 × 80 mm", "BPA-free receipt rolls, box of 20.", "Pack", [["Box of 20", "PAP-THRM-80", 24.9, 380, 5200]]),
  paper("Toner Cartridge CL-400", "For CL-400 office printers, about 6,000 pages.", "Colour", [
    ["Black", "PRN-CL400-BLK", 64.0, 180, 900],
    ["Cyan", "PRN-CL400-CYN", 72.0, 120, 900],
    ["Magenta", "PRN-CL400-MAG", 72.0, 0, 900],
    ["Yellow", "PRN-CL400-YEL", 72.0, 120, 900],
  ]),
  paper("Laminating Pouches A4", "125 micron, glossy, 100 pieces.", "Pack", [["100 pieces", "PRN-LAMI-A4", 12.9, 310, 1700]]),
  paper("Flip Chart Pad", "Squared, 20 sheets of 80 g, pack of 5 pads.", "Pack", [["Pack of 5", "PAP-FLIP-5", 27.5, 0, 6100]]),

  desk("Lever Arch File", "Cardboard with PP cover, replaceable spine label, A4.", "Spine", [
    ["50 mm", "DSK-ARCH-50", 2.6, 2400, 380],
    ["80 mm", "DSK-ARCH-80", 2.9, 2600, 450],
  ]),
  desk("Suspension Files A4", "Kraft board with tabs, box of 25.", "Pack", [["Box of 25", "DSK-SUSP-25", 21.4, 290, 1900]]),
  desk("Ballpoint Pen Document", "Document-proof ink, medium tip, box of 50.", "Colour", [
    ["Blue", "DSK-BALL-BLU", 16.5, 900, 520],
    ["Black", "DSK-BALL-BLK", 16.5, 900, 520],
  ]),
  desk("Permanent Marker", "Bullet tip 1.5-3 mm, refillable, box of 10.", "Colour", [
    ["Black", "DSK-MARK-BLK", 13.2, 700, 210],
    ["Red", "DSK-MARK-RED", 13.2, 450, 210],
  ]),
  desk("Sticky Notes 76 × 76 mm", "100 sheets a pad, 12 pads.", "Pack", [["12 pads", "DSK-STKY-76", 7.9, 1100, 780]]),
  desk("Stapler Full Strip", "Steel, staples up to 30 sheets.", "Type", [["24/6", "DSK-STPL-30", 14.8, 9, 420]]),
  desk("Desk Lamp Arc", "LED 9 W, three colour temperatures, clamp and base.", "Colour", [
    ["Black", "DSK-LAMP-BLK", 49.0, 95, 1600],
    ["White", "DSK-LAMP-WHT", 49.0, 80, 1600],
  ]),
  desk("Monitor Arm Single", "Gas spring, 2-9 kg, VESA 75/100.", "Colour", [["Silver", "DSK-MARM-1", 89.0, 70, 3400]]),
  desk("Whiteboard Enamelled", "Magnetic, 25 years' surface guarantee, with tray.", "Size", [
    ["90 × 60 cm", "DSK-WBRD-90", 69.0, 55, 5200],
    ["180 × 90 cm", "DSK-WBRD-180", 159.0, 30, 14500],
  ]),

  tools("Cordless Drill 18 V", "Brushless, 60 Nm, two 4 Ah batteries, charger and case.", "Set", [
    ["2 × 4 Ah", "TLS-DRIL-18", 189.0, 60, 4200],
  ]),
  tools("Bit Set 32 Pieces", "S2 steel, PH, PZ, TX and hex, magnetic holder.", "Set", [["32 pieces", "TLS-BITS-32", 19.9, 420, 390]]),
  tools("HSS Drill Bits 19 Pieces", "1-10 mm in steps of 0.5 mm, ground, steel case.", "Set", [
    ["19 pieces", "TLS-HSSB-19", 32.5, 240, 780],
  ]),
  tools("Combination Pliers", "Forged chrome vanadium, insulated handles.", "Length", [
    ["160 mm", "TLS-PLIR-160", 17.9, 260, 240],
    ["180 mm", "TLS-PLIR-180", 19.4, 260, 290],
  ]),
  tools("Claw Hammer", "Fibreglass handle, drop-forged head.", "Weight", [
    ["450 g", "TLS-HAMR-450", 15.9, 180, 640],
    ["570 g", "TLS-HAMR-570", 17.9, 160, 780],
  ]),
  tools("Ratchet Spanner Set", "8-19 mm, 72 teeth, roll pouch.", "Set", [["12 pieces", "TLS-RATC-12", 74.0, 85, 2100]]),
  tools("Tape Measure", "Nylon-coated blade, class II, belt clip.", "Length", [
    ["5 m", "TLS-TAPE-5", 8.5, 520, 230],
    ["8 m", "TLS-TAPE-8", 11.9, 380, 360],
  ]),
  tools("Spirit Level Aluminium", "Two vials, accuracy 0.5 mm/m.", "Length", [
    ["60 cm", "TLS-LEVL-60", 24.5, 6, 560],
    ["120 cm", "TLS-LEVL-120", 38.0, 90, 1050],
  ]),
  tools("Cutter 18 mm", "Metal guide, auto-lock, with 10 spare blades.", "Type", [["18 mm", "TLS-CUTR-18", 6.9, 860, 160]]),

  safety("Cut-resistant Gloves", "EN 388 level D, nitrile foam, touchscreen fingertips, one pair.", "Size", [
    ["M", "SAF-GLOV-M", 7.4, 900, 80],
    ["L", "SAF-GLOV-L", 7.4, 1200, 85],
    ["XL", "SAF-GLOV-XL", 7.4, 700, 90],
  ]),
  safety("Nitrile Gloves Powder-free", "AQL 1.5, box of 200.", "Size", [
    ["M", "SAF-NITR-M", 14.9, 650, 900],
    ["L", "SAF-NITR-L", 14.9, 800, 950],
  ]),
  safety("Safety Glasses Clear", "EN 166, anti-fog and scratch-resistant.", "Lens", [["Clear", "SAF-GLAS-CLR", 5.9, 1400, 60]]),
  safety("Ear Defenders SNR 32", "EN 352-1, adjustable headband.", "Type", [["SNR 32 dB", "SAF-EARD-32", 21.5, 0, 320]]),
  safety("FFP2 Respirators", "EN 149, with valve, box of 20.", "Pack", [["Box of 20", "SAF-FFP2-20", 26.0, 480, 480]]),
  safety("Safety Shoes S3", "Composite cap, anti-perforation sole, metal-free.", "Size", [
    ["41", "SAF-SHOE-41", 84.0, 0, 1250],
    ["42", "SAF-SHOE-42", 84.0, 80, 1280],
    ["43", "SAF-SHOE-43", 84.0, 80, 1310],
    ["44", "SAF-SHOE-44", 84.0, 4, 1340],
  ]),
  safety("High-visibility Vest", "EN ISO 20471 class 2, zip, two pockets.", "Size", [
    ["M/L", "SAF-VEST-ML", 6.2, 900, 160],
    ["XL/XXL", "SAF-VEST-XL", 6.2, 700, 180],
  ]),
  safety("First Aid Kit DIN 13157", "Wall bracket, filled, for up to 50 persons.", "Type", [["DIN 13157", "SAF-AID-157", 46.5, 110, 2600]]),

  storage("Shipping Carton Double-wall", "FEFCO 0201, up to 30 kg, bundle of 20.", "Size", [
    ["400 × 300 × 200 mm", "STO-CART-400", 29.8, 340, 8600],
    ["600 × 400 × 300 mm", "STO-CART-600", 52.0, 210, 15200],
  ]),
  storage("Packing Tape PP", "Low-noise, 50 mm × 66 m, pack of 6.", "Colour", [
    ["Brown", "STO-TAPE-BRN", 11.4, 1300, 1500],
    ["Clear", "STO-TAPE-CLR", 11.4, 1100, 1500],
  ]),
  storage("Stretch Film 23 µm", "500 mm × 260 m, pack of 6 rolls.", "Pack", [["6 rolls", "STO-STRE-6", 54.0, 160, 16800]]),
  storage("Euro Container 600 × 400", "Stackable, food-safe PP, with hand grips.", "Height", [
    ["220 mm", "STO-EURO-220", 18.9, 460, 1900],
    ["320 mm", "STO-EURO-320", 23.4, 380, 2500],
  ]),
  storage("Boltless Shelving 180 × 90 × 45", "Five levels, 265 kg each, galvanised.", "Type", [
    ["5 levels", "STO-SHLF-180", 79.0, 120, 23500],
  ]),
  storage("Hand Truck 200 kg", "Folding toe plate, puncture-proof wheels.", "Load", [["200 kg", "STO-TRCK-200", 98.0, 45, 11800]]),
]
