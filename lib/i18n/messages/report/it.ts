import type { Shape } from '../../shape.ts';
import type { report as en } from './en.ts';

/** "Rapporto", never "referto": a referto is a physician's signed act. */
export const report: Shape<typeof en> = {
  aiStatement:
    'Prodotto da intelligenza artificiale (modello {model}, versione {version}). Preliminare: non esaminato né firmato da un medico. Solo a scopo di ricerca; non autorizzato da alcun ente regolatorio.',
  aiStatementSigned:
    'Prodotto con intelligenza artificiale (modello {model}, versione {version}); esaminato e firmato da {signer}. Solo a scopo di ricerca; non autorizzato da alcun ente regolatorio.',
  aiStatementWithdrawn:
    'Prodotto da intelligenza artificiale (modello {model}, versione {version}) e ritirato: non utilizzare. Solo a scopo di ricerca; non autorizzato da alcun ente regolatorio.',
  banner: {
    preliminary: 'PRELIMINARE - PRODOTTO DA SOFTWARE DI IA - NON ESAMINATO NÉ FIRMATO DA UN MEDICO',
    final: 'DEFINITIVO - PRODOTTO CON SOFTWARE DI IA - FIRMATO DA {signer}, {date}',
    amended:
      'MODIFICATO - SOSTITUISCE LA VERSIONE PRECEDENTE - PRODOTTO CON SOFTWARE DI IA - FIRMATO DA {signer}, {date}',
    corrected:
      'CORRETTO - LA VERSIONE PRECEDENTE ERA ERRATA - PRODOTTO CON SOFTWARE DI IA - FIRMATO DA {signer}, {date}',
    cancelled: 'ANNULLATO - QUESTO RISULTATO DI IA È RITIRATO - NON UTILIZZARE',
    'entered-in-error': 'INSERITO PER ERRORE - QUESTO RISULTATO DI IA È RITIRATO - NON UTILIZZARE',
  },
  status: {
    preliminary: 'Preliminare',
    final: 'Definitivo',
    amended: 'Modificato',
    corrected: 'Corretto',
    cancelled: 'Annullato',
    'entered-in-error': 'Inserito per errore',
  },
  withdrawn: {
    cancelled:
      'Questa analisi con IA è stata annullata. Quanto affermato dalle versioni precedenti di questo rapporto è ritirato; valutare le immagini senza tenerne conto.',
    'entered-in-error':
      "Questo rapporto di IA è stato archiviato per errore, forse per il paziente o l''esame sbagliato. Quanto affermato dalle versioni precedenti è ritirato; non basarvi alcuna decisione.",
  },
  reissued: {
    'patient-merged':
      "Versione {version}: l''ospedale ha unificato le anagrafiche di questo paziente. I reperti sono invariati.",
    'patient-updated':
      "Versione {version}: l''ospedale ha modificato gli identificativi o i dati personali di questo paziente. I reperti sono invariati.",
    'order-cancelled':
      "Versione {version}: la richiesta è stata annullata dopo l''analisi delle immagini. I reperti sono invariati.",
    'study-moved': 'Versione {version}: queste immagini non risultano più archiviate per questo paziente.',
    'analysed-twice':
      'Versione {version}: per le stesse immagini esiste un altro rapporto di questo paziente, che resta valido.',
    'prior-withdrawn':
      'Versione {version}: il precedente risultato di IA con cui questo era confrontato è stato ritirato. I reperti sono invariati.',
    'amended-by-reader': 'Versione {version}: il clinico firmatario ha integrato questo referto.',
    'corrected-by-reader': 'Versione {version}: il clinico firmatario ha corretto questo referto.',
    'withdrawn-by-hand': "Versione {version}: una persona dell''ospedale ha ritirato questo rapporto.",
  },
  title: 'Analisi con IA: {examination}',
  examination: {
    'chest radiograph': 'radiografia del torace',
    radiograph: 'radiografia',
    mammogram: 'mammografia',
    'medical image': 'immagine medica',
  },
  study: 'Esame: {study}',
  ofDate: 'del {date}',
  accession: 'accession number {identifier}',
  order: 'richiesta {identifier}',
  patientIdentifier: 'Identificativo del paziente: {identifier}',
  finding: '{finding}: {presence}. Probabilità {probability} ({point} {threshold}: {measured}).',
  findingWithProbability: '{finding} (probabilità {probability})',
  measured: 'sensibilità {sensitivity}, specificità {specificity}',
  operatingPoint: 'soglia',
  ruleOutPoint: 'soglia di esclusione',
  place: "La mappa del modello è più intensa nel terzo {zone} dell''immagine.",
  zone: { upper: 'superiore', middle: 'medio', lower: 'inferiore' },
  side: { left: 'a sinistra', right: 'a destra', bilateral: 'bilaterale' },
  presence: {
    present: 'presente',
    absent: 'assente',
    indeterminate: 'indeterminato',
    possible: 'possibile presenza',
  },
  separator: { list: '; ', part: ', ', mark: ' · ' },
  interpretation: {
    present: 'Pari o superiore alla soglia {threshold}',
    indeterminate: 'Indeterminato: sotto la soglia {threshold}',
    absent: 'Sotto la soglia {threshold}; non escluso',
    ruledOut: 'Sotto la soglia di esclusione {threshold}; non escluso',
  },
  bodySide: {
    left: 'Lato sinistro del paziente',
    right: 'Lato destro del paziente',
    bilateral: 'Entrambi i lati del paziente',
  },
  nothingPresent:
    'Il modello non ha trovato alcuno dei reperti elencati sopra la rispettiva soglia. Ciò non esclude una malattia.',
  present: 'Sopra la soglia del modello: {findings}. Da confermare da parte di un radiologo.',
  presentSigned: 'Sopra la soglia del modello: {findings}.',
  indeterminate: 'Indeterminato: {findings}.',
  read: {
    finding: '{finding}: {presence} ({decision}). IA: {model}',
    confirmed: 'confermato dal lettore',
    changed: 'modificato dal lettore',
    rejected: 'respinto dal lettore: {reason}',
    reason: {
      'not-seen': 'non visibile sul radiogramma',
      artefact: 'artefatto o sovrapposizione',
      'normal-variant': 'variante normale',
      known: 'noto o non rilevante ora',
      'image-quality': "la qualità dell''immagine non lo consente",
      other: 'altro motivo',
    },
    comment: 'Lettore: {comment}',
    nothingPresent:
      "Secondo la lettura di {signer}: nessuno dei reperti elencati è presente. L''IA ha cercato soltanto i reperti elencati.",
    present: 'Secondo la lettura di {signer}, presente: {findings}.',
    rejectedList: "Trovato dall''IA e respinto dal lettore: {findings}.",
    added: "Non trovato dall''IA e aggiunto dal lettore: {findings}.",
  },
  comparison: {
    sameModel:
      "Confrontato con il risultato di IA dell''esame del {date}, prodotto dalla stessa versione del modello.",
    otherModel:
      "Confrontato con il risultato di IA dell''esame del {date}, prodotto da un''altra versione del modello: le probabilità dei due non sono confrontabili, e una variazione può dipendere dal modello e non dal paziente.",
    nowPresent: "Sopra la soglia ora e non nell''esame precedente: {findings}.",
    stillPresent: 'Sopra la soglia in entrambi gli esami: {findings}.',
    nowAbsent: "Sopra la soglia nell''esame precedente e non ora: {findings}.",
    nonePresent: 'Nessun reperto era sopra la propria soglia in nessuno dei due esami.',
    notLookedFor: "Non ricercato nell''esame precedente: {findings}.",
    noLongerLookedFor: "Sopra la soglia nell''esame precedente e non ricercato ora: {findings}.",
    change: "{finding} (probabilità {before} nell''esame precedente, {probability} ora)",
    ownSight: 'Il modello ha letto ogni esame separatamente: non ha affiancato le immagini.',
  },
  limits: {
    listedOnly:
      'Sono stati ricercati solo i reperti elencati. "Assente" significa sotto la soglia indicata, non escluso.',
    measuredOn: 'Sensibilità e specificità sono state misurate su: {population}; qui possono essere diverse.',
    heldOut: "radiografie non usate per l''addestramento del modello",
    noMap:
      "Questo modello non disegna alcuna mappa: non dice in quale punto dell''immagine si trovi un reperto, né da quale lato.",
    map: 'Lati e sedi sono stimati dalla mappa di attivazione del modello, che mostra ciò che ha influenzato il modello e non il contorno di un reperto.',
    films: 'Immagini analizzate: {number}.',
    refused: 'Immagini non analizzate: {number} ({reason}).',
    model: 'Modello: {model}, versione {version} ({identifier}), SHA-256 {hash}; eseguito su {device}.',
    research: 'Solo a scopo di ricerca; non autorizzato da alcun ente regolatorio.',
  },
  heading: {
    impression: 'Conclusioni',
    findings: 'Reperti',
    comparison: 'Confronto',
    limits: 'Limiti',
  },
  pdf: {
    page: 'Pagina {number} di {total}',
    patient: 'Paziente',
    noName: 'Nome non indicato',
    study: 'Esame',
    order: 'Richiesta',
    studyUid: 'Study Instance UID',
    examined: 'Eseguito',
    issued: 'Rapporto redatto',
    report: 'Rapporto',
    versionOf: '{identifier}, versione {version}',
    reason: 'Motivo di questa versione',
    signedBy: 'Firmato da',
    notSigned: 'Non firmato',
    point: 'Soglia',
    finding: 'Reperto',
    presence: 'Presenza',
    modelTitle: 'Modello',
  },
};
