/** The words of the document in one language. */
export type Labels = {
  quote: (number: string) => string
  request: (number: string) => string
  revision: string
  date: string
  validUntil: string
  preparedFor: string
  taxId: (taxId: string) => string
  page: (page: number, pages: number) => string
  columns: {
    position: string
    sku: string
    title: string
    quantity: string
    listPrice: string
    unitPrice: string
    total: string
  }
  noLines: string
  /** Stands for a price that the shop has not set. */
  onRequest: string
  /** Marks the lines of a quote that has prices with and without taxes. */
  taxIncluded: string
  taxExcluded: string
  total: { including: string; excluding: string; mixed: string }
  taxes: { including: string; excluding: string; mixed: string }
  /** Amounts that only the order decides. */
  open: { including: string; excluding: string; mixed: string }
  order: (displayId: number | null) => string
  orderSubtotal: string
  orderDiscount: string
  orderShipping: string
  orderTaxes: string
  orderTotal: string
  message: string
  /** The status of a quote that cannot be accepted: a word for the footer, and a sentence. */
  states: {
    requested: State
    reopened: State
    superseded: (revision: number) => State
    accepted: State
    declined: State
    expired: State
    cancelled: State
    rejected: State
  }
}

/** A status in words. */
export type State = { word: string; sentence: string }

const ENGLISH: Labels = {
  quote: (number) => `Quote ${number}`,
  request: (number) => `Quote request ${number}`,
  revision: "Revision",
  date: "Date",
  validUntil: "Valid until",
  preparedFor: "Prepared for",
  taxId: (taxId) => `Tax ID: ${taxId}`,
  page: (page, pages) => `Page ${page} of ${pages}`,
  columns: {
    position: "Pos.",
    sku: "SKU",
    title: "Description",
    quantity: "Quantity",
    listPrice: "List price",
    unitPrice: "Unit price",
    total: "Total",
  },
  noLines: "This quote has no lines.",
  onRequest: "on request",
  taxIncluded: "incl. taxes",
  taxExcluded: "excl. taxes",
  total: { including: "Total incl. taxes", excluding: "Total excl. taxes", mixed: "Total" },
  taxes: {
    including: "Prices include taxes.",
    excluding: "Prices exclude taxes.",
    mixed: "Each line says whether its prices include taxes.",
  },
  open: {
    including: "Shipping is worked out when the quote is accepted.",
    excluding: "Taxes and shipping are worked out when the quote is accepted.",
    mixed: "Taxes not included and shipping are worked out when the quote is accepted.",
  },
  order: (displayId) => (displayId === null ? "Order" : `Order ${displayId}`),
  orderSubtotal: "Subtotal",
  orderDiscount: "Discount",
  orderShipping: "Shipping",
  orderTaxes: "Taxes",
  orderTotal: "Order total",
  message: "Message",
  states: {
    requested: { word: "Requested", sentence: "Requested. The seller has not made an offer yet." },
    reopened: { word: "No longer on offer", sentence: "No longer on offer: the customer has asked for another revision." },
    superseded: (revision) => ({ word: "Superseded", sentence: `No longer on offer: superseded by revision ${revision}.` }),
    accepted: { word: "Accepted", sentence: "Accepted by the customer." },
    declined: { word: "Declined", sentence: "Declined by the customer." },
    expired: { word: "Expired", sentence: "Expired. This quote can no longer be accepted." },
    cancelled: { word: "Cancelled", sentence: "Cancelled by the customer." },
    rejected: { word: "Rejected", sentence: "Rejected by the seller." },
  },
}

const GERMAN: Labels = {
  quote: (number) => `Angebot ${number}`,
  request: (number) => `Angebotsanfrage ${number}`,
  revision: "Revision",
  date: "Datum",
  validUntil: "Gültig bis",
  preparedFor: "Angebot für",
  taxId: (taxId) => `USt-IdNr. / Steuernr.: ${taxId}`,
  page: (page, pages) => `Seite ${page} von ${pages}`,
  columns: {
    position: "Pos.",
    sku: "Artikelnr.",
    title: "Bezeichnung",
    quantity: "Menge",
    listPrice: "Listenpreis",
    unitPrice: "Einzelpreis",
    total: "Gesamt",
  },
  noLines: "Dieses Angebot enthält keine Positionen.",
  onRequest: "auf Anfrage",
  taxIncluded: "inkl. Steuern",
  taxExcluded: "zzgl. Steuern",
  total: { including: "Gesamtbetrag inkl. Steuern", excluding: "Gesamtbetrag zzgl. Steuern", mixed: "Gesamtbetrag" },
  taxes: {
    including: "Alle Preise enthalten die Steuern.",
    excluding: "Alle Preise verstehen sich zuzüglich Steuern.",
    mixed: "Ob die Preise Steuern enthalten, steht bei jeder Position.",
  },
  open: {
    including: "Der Versand wird bei Annahme des Angebots berechnet.",
    excluding: "Steuern und Versand werden bei Annahme des Angebots berechnet.",
    mixed: "Nicht enthaltene Steuern und der Versand werden bei Annahme des Angebots berechnet.",
  },
  order: (displayId) => (displayId === null ? "Bestellung" : `Bestellung ${displayId}`),
  orderSubtotal: "Zwischensumme",
  orderDiscount: "Rabatt",
  orderShipping: "Versand",
  orderTaxes: "Steuern",
  orderTotal: "Bestellsumme",
  message: "Mitteilung",
  states: {
    requested: { word: "Angefragt", sentence: "Angefragt. Ein Angebot liegt noch nicht vor." },
    reopened: { word: "Nicht mehr gültig", sentence: "Nicht mehr gültig: Der Kunde hat um eine neue Revision gebeten." },
    superseded: (revision) => ({ word: "Ersetzt", sentence: `Nicht mehr gültig: ersetzt durch Revision ${revision}.` }),
    accepted: { word: "Angenommen", sentence: "Vom Kunden angenommen." },
    declined: { word: "Abgelehnt", sentence: "Vom Kunden abgelehnt." },
    expired: { word: "Abgelaufen", sentence: "Abgelaufen. Dieses Angebot kann nicht mehr angenommen werden." },
    cancelled: { word: "Storniert", sentence: "Vom Kunden storniert." },
    rejected: { word: "Zurückgewiesen", sentence: "Vom Verkäufer zurückgewiesen." },
  },
}

const FRENCH: Labels = {
  quote: (number) => `Devis ${number}`,
  request: (number) => `Demande de devis ${number}`,
  revision: "Révision",
  date: "Date",
  validUntil: "Valable jusqu’au",
  preparedFor: "Établi pour",
  taxId: (taxId) => `Identifiant fiscal : ${taxId}`,
  page: (page, pages) => `Page ${page} sur ${pages}`,
  columns: {
    position: "N°",
    sku: "Référence",
    title: "Désignation",
    quantity: "Quantité",
    listPrice: "Prix catalogue",
    unitPrice: "Prix unitaire",
    total: "Total",
  },
  noLines: "Ce devis ne contient aucune ligne.",
  onRequest: "sur demande",
  taxIncluded: "taxes comprises",
  taxExcluded: "hors taxes",
  total: { including: "Total toutes taxes comprises", excluding: "Total hors taxes", mixed: "Total" },
  taxes: {
    including: "Les prix s’entendent toutes taxes comprises.",
    excluding: "Les prix s’entendent hors taxes.",
    mixed: "Chaque ligne précise si ses prix comprennent les taxes.",
  },
  open: {
    including: "Les frais de livraison sont calculés lors de l’acceptation du devis.",
    excluding: "Les taxes et les frais de livraison sont calculés lors de l’acceptation du devis.",
    mixed: "Les taxes non comprises et les frais de livraison sont calculés lors de l’acceptation du devis.",
  },
  order: (displayId) => (displayId === null ? "Commande" : `Commande ${displayId}`),
  orderSubtotal: "Sous-total",
  orderDiscount: "Remise",
  orderShipping: "Livraison",
  orderTaxes: "Taxes",
  orderTotal: "Total de la commande",
  message: "Message",
  states: {
    requested: { word: "Demandé", sentence: "Demandé. Le vendeur n’a pas encore fait d’offre." },
    reopened: { word: "Non valable", sentence: "N’est plus valable : le client a demandé une nouvelle révision." },
    superseded: (revision) => ({ word: "Remplacé", sentence: `N’est plus valable : remplacé par la révision ${revision}.` }),
    accepted: { word: "Accepté", sentence: "Accepté par le client." },
    declined: { word: "Décliné", sentence: "Décliné par le client." },
    expired: { word: "Expiré", sentence: "Expiré. Ce devis ne peut plus être accepté." },
    cancelled: { word: "Annulé", sentence: "Annulé par le client." },
    rejected: { word: "Refusé", sentence: "Refusé par le vendeur." },
  },
}

const SPANISH: Labels = {
  quote: (number) => `Presupuesto ${number}`,
  request: (number) => `Solicitud de presupuesto ${number}`,
  revision: "Revisión",
  date: "Fecha",
  validUntil: "Válido hasta",
  preparedFor: "Preparado para",
  taxId: (taxId) => `Identificación fiscal: ${taxId}`,
  page: (page, pages) => `Página ${page} de ${pages}`,
  columns: {
    position: "N.º",
    sku: "Referencia",
    title: "Descripción",
    quantity: "Cantidad",
    listPrice: "Precio de lista",
    unitPrice: "Precio unitario",
    total: "Importe",
  },
  noLines: "Este presupuesto no tiene líneas.",
  onRequest: "a consultar",
  taxIncluded: "con impuestos",
  taxExcluded: "sin impuestos",
  total: { including: "Total con impuestos", excluding: "Total sin impuestos", mixed: "Total" },
  taxes: {
    including: "Los precios incluyen impuestos.",
    excluding: "Los precios no incluyen impuestos.",
    mixed: "Cada línea indica si sus precios incluyen impuestos.",
  },
  open: {
    including: "El envío se calcula al aceptar el presupuesto.",
    excluding: "Los impuestos y el envío se calculan al aceptar el presupuesto.",
    mixed: "Los impuestos no incluidos y el envío se calculan al aceptar el presupuesto.",
  },
  order: (displayId) => (displayId === null ? "Pedido" : `Pedido ${displayId}`),
  orderSubtotal: "Subtotal",
  orderDiscount: "Descuento",
  orderShipping: "Envío",
  orderTaxes: "Impuestos",
  orderTotal: "Total del pedido",
  message: "Mensaje",
  states: {
    requested: { word: "Solicitado", sentence: "Solicitado. El vendedor aún no ha hecho una oferta." },
    reopened: { word: "Ya no vigente", sentence: "Ya no vigente: el cliente ha pedido una nueva revisión." },
    superseded: (revision) => ({ word: "Sustituido", sentence: `Ya no vigente: sustituido por la revisión ${revision}.` }),
    accepted: { word: "Aceptado", sentence: "Aceptado por el cliente." },
    declined: { word: "Declinado", sentence: "Declinado por el cliente." },
    expired: { word: "Caducado", sentence: "Caducado. Este presupuesto ya no se puede aceptar." },
    cancelled: { word: "Cancelado", sentence: "Cancelado por el cliente." },
    rejected: { word: "Rechazado", sentence: "Rechazado por el vendedor." },
  },
}

const LANGUAGES = new Map([
  ["en", ENGLISH],
  ["de", GERMAN],
  ["fr", FRENCH],
  ["es", SPANISH],
])

const DEFAULT_LANGUAGE = "en"

/**
 * Returns the labels and language of a locale, or the English ones if there are none.
 *
 * @example
 * labelsFor("fr-CA").labels.revision // "Révision"
 */
export const labelsFor = (locale: string): { labels: Labels; language: string } => {
  const { language } = new Intl.Locale(locale)
  const labels = LANGUAGES.get(language)
  return labels ? { labels, language } : { labels: ENGLISH, language: DEFAULT_LANGUAGE }
}
