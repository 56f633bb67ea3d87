import type { BillingEntity } from '@dunwell/contract';

/**
 * Other names of standard columns, as other systems and people give them: English, German, French, Spanish, Italian,
 * Dutch. Written as `plainName` makes them; the likelier ones first.
 */
const SYNONYMS: Readonly<Record<string, string>> = {
  account: `accountid accountkey accountnumber accountno customer customerid customerkey customernumber customerno client
    clientid clientnumber debtor debtorid debtornumber member memberid membernumber kundennummer kundennr kundenid kunde
    debitorennummer debitorennr debitor mitgliedsnummer mitgliedsnr mitglied codeclient numeroclient idclient compte
    numerocompte idcliente codigocliente numerocliente cliente socio codicecliente klantnummer klantnr klant
    debiteurnummer debiteur`,
  name: `accountname customername companyname company fullname displayname clientname kundenname firma firmenname nom
    nomclient raisonsociale nombre razonsocial nome ragionesociale naam klantnaam bedrijfsnaam`,
  email: `emailaddress mail emailadresse mailadresse courriel adressemail adresseemail correo correoelectronico
    indirizzoemail emailadres`,
  currency: `currencycode ccy isocurrency waehrung wahrung devise monnaie moneda divisa valuta`,
  timeZone: `zone tz zeitzone fuseauhoraire zonahoraria fusoorario tijdzone`,
  country: `countrycode land laendercode landercode pays codepays pais paese landcode`,
  language: `lang locale languagecode sprache langue idioma lingua taal`,
  paymentUrl: `payurl paymentlink paymentpage zahlungslink lienpaiement liendepaiement enlacedepago linkpagamento betaallink`,
  tags: `tag labels label segments schlagworte etiquettes etiquetas etichette`,
  number: `invoicenumber invoiceno invoiceid invoice documentnumber documentno billnumber rechnungsnummer rechnungsnr
    rechnung belegnummer belegnr numerofacture nofacture nfacture numfacture facture numerofactura numfactura factura
    numerofattura fattura factuurnummer factuurnr factuur`,
  issuedOn: `issuedate issued invoicedate documentdate billdate billingdate date rechnungsdatum belegdatum
    ausstellungsdatum datum datefacture datedemission fechafactura fechaemision fecha datafattura dataemissione data
    factuurdatum`,
  dueOn: `duedate due paymentdue paymentduedate netduedate faelligkeit falligkeit faelligam falligam faelligkeitsdatum
    falligkeitsdatum zahlbarbis echeance dateecheance datedecheance fechavencimiento vencimiento datascadenza scadenza
    vervaldatum vervaldag`,
  total: `totalamount invoiceamount invoicetotal grossamount amount gross amountdue rechnungsbetrag gesamtbetrag
    bruttobetrag betrag brutto summe montantttc totalttc montant importetotal importe monto importototale importo totale
    totaalbedrag bedrag totaal`,
  status: `state stato estado statut etat`,
  collectionMethod: `collection collectionmode zahlungsart einzugsart modedepaiement formadepago modopagamento betaalwijze`,
  paidOn: `paiddate paymentdate paid settleddate settledon clearingdate clearedon bezahltam zahlungsdatum zahldatum
    ausgleichsdatum datepaiement datedepaiement payele fechapago fechadepago pagadoel datapagamento pagatoil betaaldop
    betaaldatum`,
  reference: `paymentreference paymentid paymentnumber transactionid transaction creditnotenumber creditnote creditid ref id
    zahlungsreferenz referenz gutschriftnummer gutschrift referencepaiement numeroavoir avoir referencia abono
    riferimento notacredito betalingskenmerk referentie`,
  invoice: `invoicenumber invoiceno invoiceid rechnungsnummer rechnungsnr rechnung numerofacture nofacture nfacture facture
    numerofactura factura numerofattura fattura factuurnummer factuurnr factuur`,
  amount: `paymentamount paidamount amountpaid creditamount value total zahlbetrag betrag montant importe monto importo
    bedrag`,
  at: `paidat paidon paymentdate date bookingdate valuedate createdat timestamp zahlungsdatum buchungsdatum datum
    datepaiement fechapago fecha datapagamento data betaaldatum`,
  reversedAt: `refundedat reversedon refundedon chargebackdate refunddate stornodatum ruckbuchungsdatum dateremboursement
    fechadevolucion datarimborso`,
  failureCode: `declinecode errorcode reasoncode fehlercode codeerreur codigoerror codiceerrore foutcode`,
  failureKind: `declinetype declinekind failuretype fehlerart`,
  automatic: `auto autopay isautomatic automatisch automatique automatico`,
  key: `id subscriptionid subscriptionkey subscription contractid contractnumber contract membershipid paymentmethodid
    cardid mandateid mandate vertragsnummer vertragsnr vertrag abonnementsnummer abo abonnement numerocontrat contrat
    contrato suscripcion contratto abbonamento mandat kartenid`,
  plan: `planname product productname tariff tarif produkt formule produit producto tarifa prodotto abonnementstype`,
  startedOn: `startdate started start begin beginn vertragsbeginn startdatum datedebut debut fechainicio inicio datainizio
    inizio begindatum ingangsdatum`,
  endedOn: `enddate ended end cancelledon canceledon cancelledat ende vertragsende enddatum datefin fin fechafin datafine
    fine einddatum`,
  renewsOn: `renewaldate renewal nextbillingdate nextbilling nextrenewal verlaengerungam verlangerungam naechsteabrechnung
    nachsteabrechnung renouvellement renovacion rinnovo verlengdatum`,
  trialEndsOn: `trialenddate trialend trialends probeende finessai finprueba fineprova eindeproefperiode`,
  type: `methodtype paymenttype kind art typ tipo soort`,
  brand: `cardbrand network kartenmarke marke marque marca merk`,
  expiresOn: `expirydate expiry expirationdate expiration expires exp cardexpiry gueltigbis gultigbis ablaufdatum
    dateexpiration caducidad datascadenza scadenza vervaldatum`,
  isDefault: `default primary isprimary standard pardefaut predeterminada predefinita standaard`,
  tag: `label segment group gruppe schlagwort etiquette etiqueta etichetta groep`,
  from: `since validfrom start von seit ab depuis desde da van vanaf`,
  to: `until validto end bis jusquau hasta finoa tot`,
  effectiveAt: `effective effectivedate effectiveon gueltigab gultigab`,
};

/** Words that many systems put before a column's own name, by what the file is about. */
const PREFIXES: Readonly<Record<BillingEntity, readonly string[]>> = {
  accounts: ['account', 'customer', 'client', 'kunden', 'cust'],
  invoices: ['invoice', 'inv', 'document', 'doc', 'rechnungs', 'bill'],
  payments: ['payment', 'transaction', 'zahlungs'],
  credits: ['credit', 'creditnote', 'gutschrifts'],
  subscriptions: ['subscription', 'contract', 'membership', 'vertrags', 'abo'],
  paymentMethods: ['paymentmethod', 'card', 'method', 'karten'],
  tags: ['tag'],
};

/** A column's name without case, accents and whatever stands between its words. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/**
 * How well a column of a file fits a standard column by its name: 0 is the standard name itself, more is less likely;
 * null: not at all.
 */
export function nameRank(entity: BillingEntity, standard: string, fileColumn: string): number | null {
  const plain = plainName(fileColumn);
  const names = [plainName(standard), ...(SYNONYMS[standard] ?? '').split(/\s+/)];
  const whole = names.indexOf(plain);
  if (whole >= 0) return whole;
  const rests = PREFIXES[entity]
    .filter((prefix) => plain.startsWith(prefix))
    .map((prefix) => plain.slice(prefix.length));
  const ranks = rests.map((rest) => names.indexOf(rest)).filter((rank) => rank >= 0);
  return ranks.length === 0 ? null : names.length + Math.min(...ranks);
}
