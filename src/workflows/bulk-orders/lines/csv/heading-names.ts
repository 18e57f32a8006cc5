/** What a column can contain. */
export type HeadingField = "sku" | "variant_id" | "quantity"

/**
 * How sure a heading is. `own` names are the shop's or the template's and win over all others. `strong` ones are unambiguous.
 * `fair` ones may mean something else if there is a better one. `weak` ones are often a position, a name or a number.
 */
export type HeadingStrength = "own" | "strong" | "fair" | "weak"

const toPattern = (words: string[]): RegExp => new RegExp(words.join("|"))

/** Names that ERP systems, shops and people give these columns, in English, German, French, Spanish, Italian and Dutch. */
export const HEADING_NAMES: Record<HeadingField, Partial<Record<HeadingStrength, string[]>>> = {
  variant_id: { own: ["Variant ID"] },
  sku: {
    own: [
      "SKU", "SKUs", "Variant SKU", "Product SKU", "Item SKU", "SKU code", "SKU number", "SKU no", "SKU Nr",
      "SKU Nummer", "SKU ID", "Article SKU", "Artikel SKU", "Seller SKU", "Supplier SKU", "Vendor SKU", "Code SKU",
      "Código SKU", "Codice SKU", "Référence SKU",
    ],
    strong: [
      // English
      "Article number", "Article no", "Article nr", "Article num", "Article code", "Article ID", "Art number",
      "Art no", "Art code", "Item code", "Item ID", "Part number", "Part numbers", "Part no", "Part nr", "Part num",
      "Part code", "Part ID", "Part ref", "Part reference", "P/N", "PN", "Partnum", "Product number", "Product no",
      "Product nr", "Product code", "Product ID", "Product ref", "Product reference", "Prod code", "Prod no",
      "Stock code", "Stock number", "Stock no", "Stock item code", "Material number", "Material no", "Material nr",
      "Material code", "Material ID", "Mat no", "Catalog number", "Catalogue number", "Catalog no", "Catalogue no",
      "Cat number", "Cat no", "Catalog code", "Catalogue code", "Model number", "Model no", "MPN", "MPNs",
      "Manufacturer part number", "Manufacturer part no", "Manufacturer number", "Manufacturer item number",
      "Manufacturer item no", "Manufacturer code", "Manufacturers part number", "Mfr part number", "Mfr part no",
      "Mfr no", "Mfr number", "Mfg part number", "Mfg part no", "Mfg no", "Mfg number", "Supplier part number",
      "Supplier part no", "Supplier part", "Supplier item number", "Supplier item no", "Supplier item code",
      "Supplier article number", "Supplier article no", "Supplier product code", "Supplier product number",
      "Supplier product no", "Supplier material number", "Supplier reference", "Supplier ref",
      "Suppliers part number", "Supplier stock code", "Vendor part number", "Vendor part no", "Vendor part",
      "Vendor item number", "Vendor item no", "Vendor item code", "Vendor material number", "Vendor material no",
      "Vendor product code", "Vendor product number", "Vendor reference", "Order code", "Ordering code",
      "Ordering number", "Internal reference", "Internal ref", "Internal code", "Default code", "Reference",
      "Reference number", "Reference no", "Reference code", "Ref number", "Ref no", "Ref code", "Item reference",
      "Item ref", "Merchandise number", "Goods number", "Variant code",
      // German
      "Artikelnummer", "Artikelnummern", "Artikelnr", "Artikel Nr", "Artikel Nummer", "Artikel No", "Artikelno",
      "ArtNr", "Art Nr", "Art Nummer", "Artikelcode", "Artikel Code", "Artikel ID", "ArtikelID", "Artikelkennung",
      "Artikelschlüssel", "Artikelkürzel", "Materialnummer", "Materialnr", "Material Nummer", "MatNr", "Mat Nr",
      "Materialcode", "Teilenummer", "Teilenr", "Teile Nr", "Teile Nummer", "Teil Nr", "TeileNummer",
      "Ersatzteilnummer", "Ersatzteilnr", "Produktnummer", "Produktnr", "Produkt Nr", "Produkt Nummer", "Produktcode",
      "Produkt Code", "Produkt ID", "ProduktID", "Sachnummer", "Sachnr", "Sach Nr", "Identnummer", "Identnr",
      "Ident Nr", "Warennummer intern", "Herstellernummer", "Herstellernr", "Hersteller Nr",
      "Herstellerartikelnummer", "Hersteller Artikelnummer", "Hersteller Artikelnr", "Hersteller Art Nr",
      "Herstellerteilenummer", "Hersteller Teilenummer", "Hersteller Teilenr", "Lieferantenartikelnummer",
      "Lieferanten Artikelnummer", "Lieferantenartikelnr", "Lieferanten Artikelnr", "Lieferanten Art Nr",
      "Lieferantenmaterialnummer", "Lieferantenmaterial", "Lieferantenteilenummer", "Lief Artikelnummer",
      "Lief Art Nr", "Lief ArtNr", "Katalognummer", "Katalognr", "Katalog Nr", "Modellnummer", "Modellnr",
      "Modell Nr", "Bestellcode", "Bestell Code", "Referenz", "Referenznummer", "Referenznr", "Interne Referenz",
      "Variantennummer", "Variantencode",
      // French
      "Réf article", "Référence article", "Références", "Réf produit", "Référence produit", "Code article",
      "Code produit", "Code de l'article", "Code du produit", "Numéro d'article", "Numéro article",
      "Numéro de l'article", "N° article", "N° d'article", "No article", "No d'article", "Num article",
      "Numéro de pièce", "N° de pièce", "N° pièce", "Référence pièce", "Réf pièce", "Code pièce", "Numéro de produit",
      "N° produit", "Numéro produit", "Référence fournisseur", "Réf fournisseur", "Référence article fournisseur",
      "Code article fournisseur", "Référence fabricant", "Réf fabricant", "Référence constructeur",
      "Référence interne", "Réf interne", "Référence catalogue", "Référence de l'article", "Référence du produit",
      "Numéro de référence", "N° de référence", "N° référence", "Code référence", "Identifiant produit",
      "Identifiant article",
      // Spanish
      "Código de artículo", "Código artículo", "Código del artículo", "Cód artículo", "Cod art", "Código de producto",
      "Código producto", "Código del producto", "Cód producto", "Cod prod", "Número de artículo", "Número artículo",
      "N° de artículo", "N° artículo", "No de artículo", "No artículo", "Núm artículo", "Núm de artículo",
      "Número de pieza", "N° de pieza", "N° pieza", "No de pieza", "Número de parte", "No de parte", "N° de parte",
      "Código de pieza", "Número de producto", "N° de producto", "N° producto", "Número de material",
      "Código de material", "Referencia", "Referencias", "Referencia artículo", "Referencia de artículo",
      "Referencia producto", "Referencia del producto", "Referencia proveedor", "Referencia del proveedor",
      "Ref proveedor", "Referencia fabricante", "Referencia interna", "Ref artículo", "Ref producto",
      "Número de referencia", "N° de referencia", "Código interno", "Código proveedor artículo", "Número de catálogo",
      // Italian
      "Codice articolo", "Codice dell'articolo", "Cod articolo", "Codice prodotto", "Codice del prodotto",
      "Cod prodotto", "Numero articolo", "Numero di articolo", "N articolo", "N° articolo", "Nr articolo",
      "Num articolo", "Art codice", "Codice materiale", "Numero materiale", "Codice ricambio", "Codice interno",
      "Codice produttore", "Codice articolo fornitore", "Cod art fornitore", "Articolo fornitore",
      "Riferimento articolo", "Rif articolo", "Riferimento", "Riferimento interno", "Riferimento prodotto",
      "Riferimento fornitore", "Numero parte", "Numero di parte", "Numero catalogo", "Numero prodotto",
      // Dutch
      "Artikel nr", "Art nr", "Productnummer", "Productnr", "Product nr", "Product nummer", "Productcode",
      "Onderdeelnummer", "Onderdeelnr", "Onderdeel nr", "Materiaalnummer", "Materiaalnr", "Materiaal nr",
      "Materiaalcode", "Catalogusnummer", "Modelnummer", "Fabrikantnummer", "Fabrikant artikelnummer",
      "Leveranciersartikelnummer", "Leverancier artikelnummer", "Artikelnummer leverancier", "Artikelnr leverancier",
      "Artikelcode leverancier", "Referentie", "Referentienummer", "Interne referentie", "Bestelcode", "Variantcode",
    ],
    fair: [
      "Material", "Materials", "Matériel", "Materiale", "Materiaal", "Item number", "Item numbers", "Item num",
      "Itemnumber", "Código", "Códigos", "Codice", "Codici", "Clave", "Product/Service", "Order number code", "Model",
      "Order Lines/Product",
    ],
    weak: [
      "Article", "Articles", "Art", "Artikel", "Articolo", "Articoli", "Artículo", "Artículos", "Ref", "Réf", "Refs",
      "Rif", "Code", "Codes", "Cod", "Cód", "No", "Nos", "Nr", "Num", "Núm", "Number", "Nummer", "Numéro", "Número",
      "Numero", "N", "ID", "Item", "Items", "Item no", "Item nr", "Itemno", "Part", "Parts", "Teil", "Teile",
      "Product", "Products", "Produkt", "Produkte", "Produit", "Produits", "Producto", "Productos", "Prodotto",
      "Prodotti", "Stock item", "Bestellnummer", "Bestellnr", "Bestell Nr", "Best Nr", "Bestelnummer", "Bestelnr",
      "Bestel nr", "Onderdeel", "Pièce", "Pieza", "Kennung",
    ],
  },
  quantity: {
    strong: [
      // English
      "Quantity", "Quantities", "Qty", "Qtys", "Qnty", "Qtty", "Quant", "QTY.", "Order quantity", "Order qty",
      "Order quantities", "Ordered quantity", "Ordered qty", "Quantity ordered", "Qty ordered", "Quantity to order",
      "Qty to order", "To order", "Requested quantity", "Requested qty", "Quantity requested", "Qty requested",
      "Required quantity", "Required qty", "Quantity required", "Qty required", "Reqd qty", "Req qty", "Qty req",
      "Qty reqd", "Desired quantity", "Quantity desired", "Quantity wanted", "Qty wanted", "Wanted quantity",
      "Quantity needed", "Qty needed", "Needed quantity", "Purchase quantity", "Purchase qty", "Quantity purchased",
      "Purchased quantity", "PO quantity", "PO qty", "Line quantity", "Line qty", "Item quantity", "Item qty",
      "Product quantity", "Product qty", "Sales quantity", "Quantity order", "Qty order", "Ord qty", "Qty ord",
      "Order units", "Ordered units", "Units ordered", "Units to order", "Number of units", "No of units",
      "Number of pieces", "No of pieces", "No of pcs", "Pieces ordered", "Order Lines/Quantity",
      "Order Lines/Ordered Quantity", "product_uom_qty", "Transaction quantity", "Quantity in order",
      // German
      "Menge", "Mengen", "Mge", "Bestellmenge", "Bestellmengen", "Bestell Menge", "Bestellte Menge", "Menge bestellt",
      "Auftragsmenge", "Auftrags Menge", "Anzahl", "Anz", "Bestellanzahl", "Stückzahl", "Bestellstückzahl",
      "Anforderungsmenge", "Angeforderte Menge", "Benötigte Menge", "Bedarfsmenge", "Bedarf", "Gewünschte Menge",
      "Wunschmenge", "Zu bestellen", "Zu bestellende Menge", "Anzahl Stück", "Anzahl Stk", "Anzahl bestellt",
      "Gewünschte Anzahl", "Benötigte Anzahl", "Einkaufsmenge", "Kaufmenge", "Positionsmenge", "Belegmenge",
      "Menge Stück",
      // French
      "Quantité", "Quantités", "Qté", "Qtés", "Quantité commandée", "Quantités commandées", "Qté commandée",
      "Qté cdée", "Qté cde", "Qté cmd", "Quantité à commander", "Qté à commander", "À commander", "Quantité commande",
      "Qté commande", "Quantité demandée", "Qté demandée", "Quantité souhaitée", "Qté souhaitée", "Quantité désirée",
      "Quantité requise", "Quantité voulue", "Quantité d'achat", "Nombre d'unités", "Nombre de pièces",
      "Nb de pièces", "Nb pièces", "Nb unités", "Quantité de commande",
      // Spanish
      "Cantidad", "Cantidades", "Cant", "Ctd", "Cdad", "Cantidad pedida", "Cantidad pedido", "Cantidad del pedido",
      "Cantidad de pedido", "Cant pedida", "Cantidad solicitada", "Cant solicitada", "Cantidad a pedir",
      "Cantidad ordenada", "Cantidad requerida", "Cantidad deseada", "Cantidad necesaria", "A pedir",
      "Número de unidades", "N° de unidades", "Cantidad a comprar", "Cantidad de compra", "Cantidad comprada",
      // Italian
      "Quantità", "Q.tà", "Qtà", "Q.ta", "Qta", "Q ta", "Quantità ordinata", "Q.tà ordinata", "Qtà ordinata",
      "Qtà ord", "Q.tà ord", "Quantità richiesta", "Q.tà richiesta", "Quantità da ordinare", "Q.tà da ordinare",
      "Da ordinare", "Quantità ordine", "Quantità desiderata", "Quantità d'ordine", "Numero pezzi", "N pezzi",
      "Quantità necessaria",
      // Dutch
      "Aantal", "Aantallen", "Hoeveelheid", "Bestelaantal", "Bestel aantal", "Besteld aantal", "Aantal besteld",
      "Bestelhoeveelheid", "Bestelde hoeveelheid", "Te bestellen", "Te bestellen aantal", "Aantal te bestellen",
      "Gewenst aantal", "Gewenste hoeveelheid", "Aantal gewenst", "Benodigd aantal", "Aantal stuks", "Orderaantal",
      "Orderhoeveelheid", "Gevraagd aantal",
    ],
    weak: [
      "Pieces", "Pcs", "Pces", "Units", "Stück", "Stk", "Stck", "Stücke", "Unités", "Pièces", "Unidades", "Uds",
      "Piezas", "Pzas", "Pezzi", "Pz", "Unità", "Stuks", "St", "Nombre", "Nb", "Nbre", "Order", "Ordered", "Wanted",
      "Needed", "Required", "Requested", "Bestellung", "Bestellt", "Bestellen", "Benötigt", "Commande", "Commandé",
      "Commander", "Pedido", "Pedidos", "Pedir", "Ordine", "Ordinato", "Ordinare", "Bestelling", "Besteld", "Demand",
    ],
  },
}

/** A heading that contains a word for a quantity, such as "Quantity B": its column may be the quantity. */
export const QUANTITY_WORD =
  /quantit|qty|qnty|menge|anzahl|stuckzahl|stueckzahl|^qte|qte$|cantidad|aantal|hoeveelheid|toorder|zubestellen|acommander|apedir|daordinare|tebestellen/

/** Headings of other quantities than the ordered one, or of something about a quantity. */
export const OTHER_QUANTITY = toPattern([
  "stock|onhand|avail|inventory|warehouse|lager|bestand|verfugbar|disponib|magasin|almacen|existencia|giacenza|magazzino|voorraad|beschikbaar",
  "deliver|liefer|livr|entreg|consegn|gelever|ship|versand|expedi|receiv|erhalten|recue|recibid|ricevut|ontvangen|invoic|berechnet|factur|fattur|reserv",
  "minim|maxim|^min|^max|mindest|hochst|moq|pack|vpe|verpack|perbox|percase|perunit|karton|carton|pallet|palett|colis|caja|confezion|doos",
  "qtyunit|quantityunit|unitof|uom|einheit|unitede|unitesde|unidadde|unitadi|eenheid|price|preis|prix|precio|prezzo|prijs",
  "discount|rabatt|remise|descuento|sconto|korting|break|staffel|increment|multipl|weight|gewicht|poids|peso",
])

/** Weak names of a quantity that speak of ordering: their column may be the ordered one if another quantity stands beside it. */
export const ORDERING = /^(?:order|wanted|needed|required|requested|bestell|benotigt|command|pedi|ordin|besteld|demand)/

/** A heading that contains a word for a product's number, such as "Your part no.": its column may be the SKU. */
export const SKU_WORD =
  /sku|(?:art(?:icle|ikel|iculo|icolo)?|part|item|product|produkt|material|mat|teile?)(?:s?)(?:number|nummer|no|nr|code)$|codearticle|codeproduit|codigo(?:de)?(?:articulo|producto)|codicearticolo/

/** Headings of other numbers than the shop's own. */
export const OTHER_SKU =
  /customer|kunde|client|klant|buyer|kaufer|own|eigene|descri|desc$|name|bezeichnung|text|designation|denomin|beschreib|omschrijving|group|gruppe|count|old|alte|line|zeile|serial|serien|batch|charge|tariff|zoll/

/** Units that may follow a heading without brackets. */
export const UNIT_WORDS = new Set(
  "in en per stk stck stuck stueck st pcs pc pce pces piece pieces unit units ea each pz pezzi ud uds unidades unites piezas stuks me".split(" ")
)

/** Names that the message suggests if no heading was understood. */
export const SHOWN_NAMES: Record<"sku" | "quantity", string[]> = {
  sku: [
    "SKU", "Article number", "Part No.", "Product code", "MPN", "Artikelnummer", "Material", "Référence", "Code article",
    "Código", "Referencia", "Codice articolo", "Artikelcode",
  ],
  quantity: [
    "Quantity", "Qty", "Order qty", "Quantity ordered", "Menge", "Bestellmenge", "Anzahl", "Quantité", "Qté", "Cantidad",
    "Quantità", "Aantal",
  ],
}
