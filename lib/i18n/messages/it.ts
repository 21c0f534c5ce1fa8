import { cardElements } from './card-elements/it.ts';
import { report } from './report/it.ts';
import type { en } from './en.ts';
import type { Shape } from '../shape.ts';

/** CCE is the cartella clinica elettronica. Nobody is addressed: instructions are infinitives, as in Italian software. */
export const it: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: 'IA per l’imaging nella cartella del paziente',
    mark: 'IA – Solo a scopo di ricerca; non autorizzato da alcun ente regolatorio',
    skipToContent: 'Vai al contenuto',
    language: 'Lingua',
    backToChart: 'Torna agli esami',
  },
  landing: {
    sites: 'Aprire con l’elenco pazienti della CCE',
    siteLink: 'Apri in {site}',
    title: 'IA per l’imaging nella cartella del paziente',
    lead: 'Sightline si apre dalla cartella di un paziente, applica modelli di IA alle immagini di quel paziente e archivia il risultato preliminare dove si trovano gli altri risultati: nella cartella e nei messaggi HL7 v2.',
    howTitle: 'Come aprirlo',
    stepChart: 'Aprire il paziente nella cartella clinica elettronica (CCE).',
    stepLaunch: 'Scegliere Sightline nella cartella. Si apre per quel paziente e per nessun altro.',
    stepAnalyse:
      'Scegliere un esame e avviare l’analisi. Si può seguire ogni passaggio o chiudere la finestra: il lavoro prosegue.',
    standalone: 'Questo indirizzo non mostra pazienti. Un paziente si apre soltanto dalla sua cartella.',
    safetyTitle: 'Che cosa è e che cosa non è',
    safetyResearch: 'Solo a scopo di ricerca. Nessun ente regolatorio lo ha autorizzato.',
    safetyPreliminary: 'Ogni risultato è preliminare finché un medico non lo firma.',
    safetyRefuses: 'Rifiuta le immagini per le quali non è fatto e dice perché.',
  },
  patient: {
    leave: 'Esci',
    region: 'Paziente',
    identifier: 'ID paziente',
    identifierLong: 'Numero identificativo del paziente',
    birthDate: 'Nascita',
    age: 'Età',
    sex: 'Sesso',
    unknown: 'non indicato',
    years: '{count, plural, one {# anno} many {# anni} other {# anni}}',
    months: '{count, plural, one {# mese} many {# mesi} other {# mesi}}',
    days: '{count, plural, one {# giorno} many {# giorni} other {# giorni}}',
    user: 'Utente',
  },
  sex: { male: 'Maschio', female: 'Femmina', other: 'Altro', unknown: 'Sconosciuto' },
  studies: {
    notAmong:
      'L’esame da cui è stato aperto Sightline non è tra quelli che è stato possibile trovare per questo paziente.',
    chosen: 'Aperto dalla cartella',
    title: 'Esami di imaging',
    count: '{count, plural, =0 {Nessun esame} one {# esame} many {# esami} other {# esami}}',
    modality: 'Modalità',
    accession: 'Accession number',
    images: 'Immagini',
    untitled: 'Esame senza descrizione',
    noDate: 'Data non indicata',
    notAnalysed: 'Non analizzato',
    analyse: 'Analizza',
    analyseStudy: 'Analizza l’esame {study}',
    analyseAgain: 'Analizza di nuovo',
    openProgress: 'Segui l’analisi',
    openResult: 'Apri il risultato',
    openReason: 'Vedi il motivo',
    openStudy: 'Apri l’esame {study}',
    starting: 'Avvio …',
    emptyTitle: 'Nessun esame di imaging in questa cartella',
    emptyText:
      'La CCE non elenca esami di imaging per questo paziente. Un’immagine appena acquisita può impiegare alcuni minuti per comparire qui.',
    emptyAction: 'Cerca di nuovo',
    noneFound: 'Nessun reperto sopra la propria soglia',
    noneSigned: 'Nulla di quanto elencato è presente',
    disclaimer:
      'I risultati dell’IA sono preliminari. Sono di supporto alla lettura dell’esame e non la sostituiscono.',
  },
  state: {
    queued: 'In attesa',
    retrieving: 'Recupero delle immagini',
    decoding: 'Decodifica delle immagini',
    inferring: 'Esecuzione del modello',
    writing: 'Redazione dei risultati',
    delivering: 'Archiviazione dei risultati',
    completed: 'Archiviato come preliminare',
    sentToEngine: 'Inviato al motore HL7 come preliminare',
    signed: 'Firmato e archiviato',
    signedToEngine: 'Firmato e inviato al motore HL7',
    withdrawn: 'Ritirato',
    undelivered: 'Non archiviato ovunque',
    refused: 'Rifiutato',
    failed: 'Non riuscito',
  },
  step: {
    retrieve: 'Recupero immagini',
    decode: 'Decodifica',
    infer: 'Modello',
    write: 'Redazione risultati',
    deliver: 'Archiviazione',
  },
  stepState: { waiting: 'in attesa', running: 'in corso', done: 'fatto', stopped: 'interrotto' },
  progress: {
    title: 'Analisi',
    region: 'Avanzamento dell’analisi',
    running: 'Analisi in corso',
    runningHint: 'Si può chiudere questa finestra. L’analisi prosegue e il risultato resta nella cartella.',
    startedFromChart: 'Avviata dalla cartella',
    startedFromOrder: 'Avviata da una richiesta di esame',
    finishedIn: 'Terminata in {seconds} s',
    stepsCaption: 'Passaggi e relativi tempi',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting: 'La connessione si è interrotta. Riconnessione in corso; l’analisi in sé prosegue.',
    disconnected: 'Gli aggiornamenti in tempo reale si sono fermati. L’analisi in sé prosegue.',
    reload: 'Ricarica la pagina',
  },
  result: {
    title: 'Reperti',
    preliminary: 'Preliminare',
    preliminaryLong: 'Prodotto da IA, non firmato',
    withdrawn: 'Ritirato: non utilizzare',
    reissued: 'Archiviato di nuovo',
    preliminaryText:
      'Nessun medico ha esaminato questo risultato. Non basarvi alcuna decisione senza valutare la radiografia.',
    presentCount:
      '{count, plural, =0 {Nessun reperto sopra la propria soglia} one {# reperto presente} many {# reperti presenti} other {# reperti presenti}}',
    noFindings: 'Non è stato prodotto alcun reperto.',
    triage: 'Qualsiasi reperto',
    triageLevel: { present: 'Alta', indeterminate: 'Media', absent: 'Bassa' },
    triageNote:
      'Serve per l’ordine di lettura delle immagini. Non indica alcun reperto, e un valore basso non ne esclude alcuno.',
    notExcluded:
      'Il modello ricerca soltanto i reperti di questo elenco. Un reperto qui assente non è escluso.',
    probability: 'Probabilità',
    operatingPoint: 'Soglia',
    ruleOutPoint: 'Soglia di esclusione',
    sensitivity: 'Sensibilità',
    specificity: 'Specificità',
    accuracyNote:
      'Sensibilità e specificità sono state misurate su radiografie non usate per l’addestramento del modello.',
    onFilm: 'Immagine {number}',
    showMap: 'Mostra la mappa di calore: {finding}',
    noMap: 'Nessuna mappa',
    legendBar:
      'La barra è la probabilità calibrata. Dalla linea più alta in su un reperto è presente, sotto la più bassa assente, tra le due indeterminato.',
  },
  viewer: {
    label: 'Visualizzatore dell’immagine',
    tools: 'Strumenti per l’immagine',
    keys: 'Le frecce spostano l’immagine; con Maiusc cambiano la finestra. Più e meno ingrandiscono o riducono, 0 adatta, 1 mostra in scala 1:1. W, P, Z, L, A ed E scelgono uno strumento; I inverte, R ruota, H e V capovolgono; O e G scelgono i grigi; F è schermo intero.',
    window: 'Finestra',
    pan: 'Sposta',
    zoom: 'Zoom',
    length: 'Lunghezza',
    angle: 'Angolo',
    rectangle: 'Media in un rettangolo',
    invert: 'Inverti i grigi',
    turn: 'Ruota di 90°',
    flipHorizontal: 'Capovolgi sinistra e destra',
    flipVertical: 'Capovolgi sopra e sotto',
    fit: 'Adatta',
    oneToOne: 'Scala 1:1',
    opening: 'Finestra dell’immagine',
    all: 'Tutti i grigi',
    forget: 'Rimuovi le misure',
    fullScreen: 'Schermo intero',
    mirrored: 'Speculare',
    ownTable: 'Tabella dell’immagine',
    windowIs: 'C {center} W {width}',
    lengthMm: '{length} mm',
    lengthDetector: '{length} mm sul rivelatore',
    lengthPixels: '{length} pixel (non calibrato)',
    degrees: '{angle}°',
    statistics: 'Media {mean}, DS {deviation}',
    notCleared: 'Tutti i grigi; non autorizzato per la lettura diagnostica',
    notLoaded: 'Si può mostrare solo l’anteprima.',
  },
  review: {
    title: 'La sua lettura',
    decide: 'Decisione su {finding}',
    confirm: 'Conferma',
    change: 'Modifica',
    reject: 'Respingi',
    undo: 'Annulla decisione',
    confirmed: 'Confermato',
    changed: 'Modificato: {presence}',
    rejected: 'Respinto: {reason}',
    by: 'da {name}',
    presenceIs: 'Il reperto è',
    side: 'Lato',
    noSide: 'Non indicato',
    reason: 'Perché è respinto',
    reasons: {
      'not-seen': 'Non visibile sul radiogramma',
      artefact: 'Artefatto o sovrapposizione',
      'normal-variant': 'Variante normale',
      known: 'Noto o non rilevante ora',
      'image-quality': 'La qualità dell’immagine non lo consente',
      other: 'Altro motivo',
    },
    comment: 'Commento',
    keep: 'Salva',
    cancel: 'Annulla',
    missed: 'Ciò che l’IA non ha trovato',
    missedWords: 'Reperto',
    add: 'Aggiungi un reperto',
    remove: 'Rimuovi {finding}',
    overall: 'Commento sull’intero referto',
    left: '{count, plural, =0 {Tutto è deciso.} one {Resta # reperto da decidere.} many {Restano # reperti da decidere.} other {Restano # reperti da decidere.}}',
    confirmRest:
      '{count, plural, one {Conferma quello rimasto} many {Conferma i # rimasti} other {Conferma i # rimasti}}',
    signAs: 'Firma come {name}',
    signNote:
      'Lei risponde dell’intero referto. Diventa definitivo e viene archiviato di nuovo ovunque si trovi quello preliminare.',
    asTitle: 'Che cos’è questa versione',
    amended: 'Si aggiunge qualcosa',
    corrected: 'La versione precedente era errata',
    cannotSign:
      'La cartella clinica non ha indicato quale professionista lei sia, perciò il referto non può essere firmato da questa sessione. Le decisioni restano salvate.',
    signing: 'Firma e archiviazione in corso',
    nothingToSign: 'Nulla è cambiato dall’ultima firma.',
    alsoHere: 'In lettura anche ora: {names}',
    historyTitle: 'Versioni',
    versionOf: 'Versione {version}',
    bySoftware: 'dalla sola IA',
    banner: {
      final: 'Definitivo',
      amended: 'Integrato',
      corrected: 'Corretto',
      signedBy: 'Prodotto con l’IA, letto e firmato da {name}',
    },
  },
  presence: { present: 'Presente', absent: 'Assente', indeterminate: 'Indeterminato' },
  laterality: { left: 'A sinistra', right: 'A destra', bilateral: 'Bilaterale' },
  zone: { upper: 'Terzo superiore', middle: 'Terzo medio', lower: 'Terzo inferiore' },
  finding: {
    effusion: 'Versamento pleurico',
    cardiomegaly: 'Cardiomegalia',
    pneumothorax: 'Pneumotorace',
    consolidation: 'Consolidazione',
    atelectasis: 'Atelettasia',
    nodule: 'Nodulo polmonare',
    mass: 'Massa polmonare',
    fibrosis: 'Fibrosi polmonare',
    edema: 'Edema polmonare',
    emphysema: 'Enfisema',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'Laterale sinistra',
    RL: 'Laterale destra',
    LATERAL: 'Laterale',
    unknown: 'Proiezione non indicata',
  },
  film: {
    region: 'Immagini',
    title: 'Immagine {number}',
    titleWithView: 'Immagine {number}, {view}',
    alt: 'Immagine {number} di questo esame, {view}. I reperti sono elencati a fianco.',
    choose: 'Scegli un’immagine',
    outcomePending: 'In analisi',
    outcomeAnalysed: 'Analizzata',
    outcomeRefused: 'Rifiutata',
    overlay: 'Mappa di calore',
    overlayOf: 'Mappa di calore: {finding}',
    overlayOff: 'Nessuna mappa di calore visualizzata',
    opacity: 'Opacità',
    overlayNote:
      'Mostra dove il modello ha cercato questo reperto. L’intensità è relativa a questa sola immagine e non dice quanto il modello sia certo.',
    contour: 'Contorno',
    box: 'Riquadro',
    contourNote:
      'Contorno e riquadro racchiudono la zona in cui la mappa raggiunge almeno metà della sua intensità massima. Non sono il contorno del reperto.',
    noContour: 'Nessun contorno: non viene tracciato per un reperto assente, né se nessun punto risalta.',
    noMapDrawn: 'Questo modello non disegna alcuna mappa. Non dice dove ha cercato.',
    low: 'bassa',
    high: 'alta',
    pending: 'L’immagine comparirà qui non appena sarà stata decodificata.',
    noPreview: 'Non c’è un’anteprima di questa immagine.',
    previewFailed:
      'Non è stato possibile caricare l’anteprima di questa immagine. Valutare l’immagine nel visualizzatore.',
    notDiagnostic: 'Anteprima, non per uso diagnostico',
    refusedTitle: 'Immagini non analizzate',
  },
  delivery: {
    title: 'Dove è andato il risultato',
    destination: 'Destinazione',
    what: 'Che cosa',
    state: 'Stato',
    updated: 'Quando',
    reference: 'Riferimento',
    attempts: '{count, plural, one {# tentativo} many {# tentativi} other {# tentativi}}',
    atEhr: {
      document:
        'La CCE di questa struttura non accetta referti radiologici tramite FHIR. Riceve il rapporto come documento PDF; i reperti non vi sono archiviati come valori codificati.',
      nothing:
        'La CCE di questa struttura non accetta risultati tramite FHIR. Vanno soltanto al suo motore HL7, come messaggi HL7 v2; qui sotto è indicato se il motore li ha accettati.',
    },
    none: 'Non è ancora stato inviato nulla.',
    noneEver: 'Non è stato inviato nulla.',
    moreReferences: '{count, plural, one {altri #} many {altri #} other {altri #}}',
    noReference: 'ancora nessuno',
    timesIn: 'Fuso orario: {zone}',
  },
  operator: {
    title: 'Posta in uscita',
    enterText:
      'Apre la posta in uscita di questa installazione, per otto ore, in questo browser. Il collegamento funziona una sola volta.',
    enter: 'Apri la posta in uscita',
    leave: 'Esci',
    timesIn: 'Fuso orario: {zone}',
    waiting: 'In attesa di una decisione',
    noneWaiting: 'Nulla è in attesa di una decisione.',
    underWay: 'In corso',
    noneUnderWay: 'Nulla è in corso.',
    destinations: 'Destinazioni',
    noDestinations: 'Non è ancora stato inviato nulla.',
    delivery: 'Invio',
    destination: 'Destinazione',
    state: 'Stato',
    since: 'Dal',
    next: 'Prossimo tentativo',
    version: 'versione {version}',
    answers: 'Risponde',
    rests: 'Non risponde; in pausa fino al',
    one: 'Un invio',
    back: 'Torna alla posta in uscita',
    identity: 'Identificativo a destinazione',
    problem: 'Problema',
    words: 'Nelle parole della destinazione (può nominare un paziente)',
    decide: 'Decidi',
    nothingToDecide: 'Al momento non c’è nulla da decidere su questo invio.',
    retry: 'Riprova',
    retryText: 'Prima si verifica che cosa possa essere arrivato; nulla viene archiviato due volte.',
    arrived: 'È arrivato',
    arrivedText: 'La destinazione è stata controllata, e il risultato c’è.',
    arrivedAs: 'Come lo identifica la destinazione',
    notArrived: 'Non è arrivato',
    notArrivedText: 'La destinazione è stata controllata, e il risultato non c’è. Viene inviato di nuovo.',
    drop: 'Non inviarlo mai',
    dropText: 'Il risultato non va a questa destinazione. Resta in Sightline, e la pagina lo indica.',
  },
  destination: { ehr: 'CCE', 'hl7-engine': 'Motore HL7' },
  deliveryKind: {
    fhir: 'Rapporto e osservazioni FHIR',
    oru: 'Risultato HL7 v2 (ORU)',
    document: 'Rapporto come documento PDF (FHIR)',
    pdf: 'Rapporto come file PDF',
    dicom: 'Rapporto come oggetto DICOM',
  },
  deliveryState: {
    pending: 'In attesa',
    sending: 'Invio in corso',
    ambiguous: 'In verifica',
    acknowledged: 'Accettato',
    held: 'Decisione necessaria',
    failed: 'Non accettato',
    sent: 'Ricevuto, non ancora confermato',
    dead: 'Abbandonato: decisione necessaria',
    superseded: 'Sostituito da una versione più recente',
  },
  model: {
    title: 'Informazioni sul modello',
    name: 'Modello',
    id: 'Identificativo',
    version: 'Versione',
    hash: 'SHA-256 dei pesi',
    ranOn: 'Eseguito su',
    status: 'Stato regolatorio',
  },
  modelCard: {
    link: 'Scheda del modello: dati e limiti',
    title: 'Scheda del modello',
    version: 'Versione {version}',
    intendedUse: 'Destinazione d’uso',
    licence: 'Licenza',
    measuredOn: 'Misurato su',
    films: 'Radiografie',
    patients: 'Pazienti',
    meanAuc: 'AUC media',
    figures: 'Dati per ogni reperto',
    figuresNote:
      'Dalla soglia in su un reperto è detto presente, sotto la soglia di esclusione assente, tra le due indeterminato. Per ciascuna delle due soglie, la sensibilità è la quota delle radiografie con il reperto che la raggiungono, la specificità la quota delle radiografie senza il reperto che ne restano al di sotto.',
    prevalenceNote:
      'Sono stati misurati alla prevalenza qui indicata. Dove un reperto è più raro, è maggiore la parte errata di ciò che è detto presente.',
    finding: 'Reperto',
    prevalence: 'Prevalenza',
    auc: 'AUC (intervallo al 95%)',
    calibrationError: 'Errore di calibrazione',
    threshold: 'Valore',
    notMeasured: 'non misurato',
    limits: 'Limiti noti',
    document: 'La scheda propria del modello',
    documentNote: 'Testo letterale del pacchetto del modello, in inglese.',
    missing:
      'Il pacchetto di questo modello non contiene una scheda. Tutto ciò che dichiara è riportato qui; valori predittivi, gruppi di pazienti ed errori noti non sono dichiarati.',
    unreadable:
      'La scheda nel pacchetto di questo modello non può essere mostrata: è troppo lunga o non è semplice testo Markdown. Qui è riportato ciò che dichiara il manifesto del pacchetto.',
    standIn:
      'Il risultato è stato prodotto da {model}, versione {version}, che non è più installata qui. Questa pagina riguarda un’altra versione: i suoi dati e le sue soglie non valgono per quel risultato.',
    superseded:
      'I nuovi risultati sono prodotti da {model}, versione {version}. Soglie e dati appartengono a una sola versione: quanto riportato qui vale solo per i risultati della versione indicata sopra.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Aprire Sightline in una finestra propria',
    text: 'Il browser non conserva i cookie di Sightline all’interno di questo riquadro, e senza cookie non si potrebbe distinguere nessuno. Nulla va perso: lo stesso avvio prosegue in una finestra propria.',
    open: 'Apri in una nuova finestra',
  },
  ended: {
    title: 'Uscita da Sightline effettuata',
    text: 'Le analisi in corso proseguono e i loro risultati vengono archiviati. Si può chiudere questa finestra.',
  },
  withheld: {
    title: 'La CCE non ha consentito tutto',
    patient:
      'I dati del paziente non possono essere letti: le immagini non possono essere confrontate con la cartella, quindi non verrà analizzato nulla.',
    studies:
      'La CCE non fornisce l’elenco degli esami di imaging; gli esami vengono cercati nell’archivio immagini.',
    archives:
      'La CCE non indica dove sono conservate le immagini; vengono interrogati gli archivi propri della struttura.',
    orders:
      'Le richieste non possono essere lette; i risultati vengono archiviati senza il numero della richiesta.',
    filing:
      'Da questo avvio i risultati non possono essere archiviati nella cartella; passano dal motore di messaggistica dell’ospedale, se configurato.',
    todo: 'Tutto il resto funziona. L’amministratore può consentire il resto nella registrazione di Sightline nella CCE.',
  },
  problem: {
    support: 'Numero di assistenza',
    supportHint: 'Comunicare questo numero all’assistenza; non contiene dati del paziente.',
    nothingFiled: 'Non è stato archiviato alcun risultato.',
    titleDeclined: 'Questo esame è stato rifiutato',
    titleFailed: 'L’analisi non è riuscita',
    titleUndelivered: 'Il risultato non è archiviato ovunque',
    titleLaunch: 'Non è stato possibile aprire Sightline',
    titleClosed: 'Questa finestra è stata chiusa',
    titleNotFound: 'Questa pagina non esiste',
    titleCrash: 'Non è stato possibile mostrare questa pagina',
    returnToChart: 'Tornare alla cartella del paziente e aprire Sightline da lì.',
    retry: 'Riprova',
  },
  problems: {
    unexpected: {
      what: 'È successo qualcosa a cui Sightline non era preparato.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'database-unreachable': {
      what: 'Il database di Sightline non risponde.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'session-unknown': {
      what: 'Questa finestra non appartiene ad alcun avvio in corso.',
      todo: 'Tornare alla cartella del paziente e aprire Sightline da lì.',
    },
    'session-expired': {
      what: 'La sessione è terminata perché è rimasta aperta troppo a lungo.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline. Le analisi in corso proseguono.',
    },
    'session-ended': {
      what: 'È stata effettuata l’uscita da questo avvio.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline. Le analisi in corso proseguono.',
    },
    'launch-refused': {
      what: 'La CCE ha respinto l’avvio perché errato.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline. Se si ripete, avvisare l’amministratore.',
    },
    'client-refused': {
      what: 'La CCE non accetta questo server come applicazione registrata.',
      todo: 'Avvisare l’amministratore: client id, segreto o chiave nella registrazione della CCE non corrispondono alle impostazioni di questo server.',
    },
    'client-key-unusable': {
      what: 'La chiave di questo server per la CCE non può essere usata.',
      todo: 'Avvisare l’amministratore: il file della chiave di questa struttura manca o è danneggiato.',
    },
    'scope-refused': {
      what: 'La CCE non consente l’accesso che Sightline richiede.',
      todo: 'Chiedere all’amministratore di consentire gli scope di Sightline nella registrazione della CCE.',
    },
    'grant-spent': {
      what: 'La risposta della CCE era scaduta o già stata usata.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline.',
    },
    'identity-unproven': {
      what: 'Non è stato possibile confermare la dichiarazione della CCE sull’identità dell’utente, quindi non è stato aperto nulla.',
      todo: 'Aprire di nuovo Sightline dalla cartella. Se si ripete, avvisare l’amministratore.',
    },
    'clock-skew': {
      what: 'Gli orologi della CCE e di questo server differiscono troppo, quindi la dichiarazione della CCE sull’identità dell’utente risulta scaduta.',
      todo: 'Chiedere all’amministratore di controllare entrambi gli orologi.',
    },
    'ehr-keys-unusable': {
      what: 'Non è stato possibile leggere le chiavi con cui la CCE firma.',
      todo: 'Riprovare tra qualche minuto. Se persiste, avvisare l’amministratore.',
    },
    'user-not-clinician': {
      what: 'Sightline si apre solo per i professionisti sanitari; la CCE identifica l’utente come paziente o familiare.',
      todo: 'Per i risultati, rivolgersi all’équipe curante.',
    },
    'session-superseded': {
      what: 'Questa finestra apparteneva a un avvio precedente ed è stata chiusa perché non si scambino pazienti.',
      todo: 'Tornare alla cartella e usare la finestra aperta per ultima.',
    },
    'session-cookie-missing': {
      what: 'Il browser non ha restituito il cookie della sessione.',
      todo: 'Consentire i cookie per questo sito o aprire Sightline in una nuova scheda, poi avviarlo di nuovo dalla cartella.',
    },
    'cross-site-request': {
      what: 'La richiesta non proveniva dalla pagina di Sightline, quindi non è stata eseguita.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline.',
    },
    'result-not-reviewable': {
      what: 'Qui non c’è alcun risultato da leggere e firmare.',
      todo: 'Attenda la fine dell’analisi. Un risultato ritirato non si firma.',
    },
    'review-changed-meanwhile': {
      what: 'Qualcun altro lo ha deciso, o il referto è cambiato, da quando lei lo ha visto.',
      todo: 'La sua ultima decisione non è stata salvata. Guardi che cosa c’è qui ora e decida di nuovo.',
    },
    'review-being-signed': {
      what: 'Questo referto viene firmato in questo momento.',
      todo: 'Attenda che sia firmato; poi potrà essere integrato.',
    },
    'review-undecided': {
      what: 'Reperti che l’IA dà per presenti o indeterminati non sono ancora decisi.',
      todo: 'Decida ciascuno di essi, poi firmi.',
    },
    'reader-unknown': {
      what: 'La cartella clinica non ha indicato chi lei sia, perciò le decisioni non possono essere salvate.',
      todo: 'Chieda all’amministratore di consentire a Sightline gli ambiti openid e fhirUser.',
    },
    'signer-unknown': {
      what: 'La cartella clinica non ha indicato quale professionista lei sia, perciò il referto non può essere firmato.',
      todo: 'Chieda all’amministratore di consentire a Sightline gli ambiti openid e fhirUser. Le decisioni restano salvate.',
    },
    'request-invalid': {
      what: 'La pagina ha inviato una richiesta che Sightline non ha potuto leggere.',
      todo: 'Ricaricare la pagina e riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'site-unknown': {
      what: 'La CCE che ha aperto Sightline non è nota a questo server.',
      todo: 'Chiedere all’amministratore di aggiungere questa CCE all’elenco delle strutture.',
    },
    'launch-denied': {
      what: 'La CCE non ha dato accesso a Sightline.',
      todo: 'Aprirlo di nuovo e acconsentire all’accesso, oppure chiedere l’autorizzazione all’amministratore.',
    },
    'launch-invalid': {
      what: 'L’avvio dalla CCE era incompleto o già stato usato.',
      todo: 'Tornare alla cartella del paziente e aprire di nuovo Sightline.',
    },
    'launch-patient-missing': {
      what: 'La CCE non ha indicato quale paziente è aperto.',
      todo: 'Aprire prima un paziente nella CCE, poi Sightline da quella cartella.',
    },
    'token-expired': {
      what: 'L’autorizzazione della CCE è scaduta durante il lavoro.',
      todo: 'Aprire di nuovo Sightline dalla cartella e riavviare l’analisi.',
    },
    'token-refused': {
      what: 'La CCE non ha accettato le credenziali di Sightline.',
      todo: 'Aprire di nuovo Sightline dalla cartella. Se si ripete, avvisare l’amministratore.',
    },
    'ehr-unreachable': {
      what: 'La CCE non risponde.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'ehr-refused': {
      what: 'La CCE ha rifiutato una richiesta necessaria all’analisi.',
      todo: 'Avvisare l’amministratore; i permessi di Sightline nella CCE potrebbero essere incompleti.',
    },
    'ehr-answer-broken': {
      what: 'La CCE ha risposto con qualcosa che non si può leggere.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'patient-mismatch': {
      what: 'Le immagini riportano un paziente diverso da quello di cui è aperta la cartella. L’analisi è stata interrotta.',
      todo: 'Non usare questo esame per questo paziente. Avvisare la radiologia: l’esame potrebbe essere archiviato nella cartella sbagliata.',
    },
    'patient-unverifiable': {
      what: 'Le immagini non indicano con sufficiente chiarezza di chi sono, quindi non è stato possibile confermare il paziente.',
      todo: 'Chiedere alla radiologia di controllare gli identificativi del paziente nell’esame.',
    },
    'study-not-found': {
      what: 'L’archivio immagini non contiene questo esame.',
      todo: 'Se è stato appena eseguito, attendere alcuni minuti e riprovare. Altrimenti rivolgersi alla radiologia.',
    },
    'study-without-images': {
      what: 'L’esame non ha ancora immagini.',
      todo: 'Riprovare quando le immagini saranno state inviate all’archivio.',
    },
    'study-mismatch': {
      what: 'L’archivio immagini ha inviato immagini di un altro esame. L’analisi è stata interrotta.',
      todo: 'Avvisare la radiologia e comunicare all’assistenza il numero qui sotto.',
    },
    'study-too-large': {
      what: 'L’esame ha più immagini di quante Sightline possa recuperare in una volta.',
      todo: 'Valutare questo esame nel visualizzatore.',
    },
    'endpoint-missing': {
      what: 'La CCE non indica dove sono conservate le immagini di questo esame.',
      todo: 'Avvisare l’amministratore: l’esame non ha un indirizzo delle immagini (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'Le immagini dell’esame si trovano a un indirizzo che questo server non può usare.',
      todo: 'Chiedere all’amministratore di controllare l’elenco degli archivi della struttura.',
    },
    'endpoint-unusable': {
      what: 'L’indicazione della CCE su dove sono conservate le immagini di questo esame è disattivata o illeggibile.',
      todo: 'Chiedere all’amministratore di controllare l’indirizzo delle immagini dell’esame (Endpoint).',
    },
    'study-ambiguous': {
      what: 'L’archivio immagini contiene questo esame più di una volta, o sotto più di un paziente.',
      todo: 'Chiedere alla radiologia di stabilire quale sia quello giusto.',
    },
    'archive-unreachable': {
      what: 'L’archivio immagini non risponde.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'archive-timeout': {
      what: 'L’archivio immagini ha impiegato troppo tempo a rispondere.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'archive-busy': {
      what: 'L’archivio immagini è troppo occupato per rispondere ora.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'archive-refused': {
      what: 'L’archivio immagini ha rifiutato di consegnare le immagini.',
      todo: 'Avvisare l’amministratore; potrebbe mancare l’accesso di Sightline all’archivio.',
    },
    'archive-credentials-missing': {
      what: 'Le credenziali di Sightline per l’archivio immagini mancano o non sono valide.',
      todo: 'Avvisare l’amministratore: la password, il token o il certificato dell’archivio non può essere usato.',
    },
    'archive-redirected': {
      what: 'L’archivio immagini ha rimandato a un altro indirizzo. Sightline non lo segue, perché non è nell’elenco di questa struttura.',
      todo: 'Chiedere all’amministratore di controllare l’indirizzo dell’archivio.',
    },
    'archive-answer-broken': {
      what: 'L’archivio immagini ha risposto con qualcosa che non si può leggere.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'archive-answer-truncated': {
      what: 'La connessione con l’archivio immagini si è interrotta prima che un’immagine fosse completa.',
      todo: 'Attendere un momento e riprovare. Se persiste, avvisare l’amministratore.',
    },
    'archive-answer-too-large': {
      what: 'L’archivio immagini ha inviato più dati di quanti Sightline ne accetti per un’immagine.',
      todo: 'Valutare questo esame nel visualizzatore e avvisare l’amministratore.',
    },
    'archive-answer-not-multipart': {
      what: 'L’archivio immagini ha risposto in una forma che non è un recupero DICOM.',
      todo: 'Chiedere all’amministratore di controllare l’indirizzo dell’archivio.',
    },
    'retrieval-cancelled': {
      what: 'Il recupero delle immagini è stato interrotto.',
      todo: 'Riavviare l’analisi.',
    },
    'film-not-dicom': {
      what: 'Il file non è un’immagine DICOM.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-truncated': {
      what: 'L’immagine è incompleta: manca una parte del file.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-header-unreadable': {
      what: 'L’intestazione dell’immagine è illeggibile.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-without-identity': {
      what: 'L’immagine non indica quale immagine di quale esame sia.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-too-large': {
      what: 'L’immagine è più grande di quanto Sightline decodifichi.',
      todo: 'Valutare questa immagine nel visualizzatore.',
    },
    'film-size-contradictory': {
      what: 'L’intestazione e i pixel dell’immagine non concordano sulle sue dimensioni.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-not-decodable': {
      what: 'L’immagine compressa è danneggiata e non può essere decodificata.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'film-without-pixels': {
      what: 'Il file non contiene alcuna immagine.',
      todo: 'Chiedere alla radiologia se l’immagine è stata inviata per intero.',
    },
    'multi-frame': {
      what: 'Il file contiene più fotogrammi; il modello legge solo immagini singole.',
      todo: 'Valutare questa serie nel visualizzatore.',
    },
    'photometric-not-supported': {
      what: 'L’immagine è a colori o in una forma che il modello non legge.',
      todo: 'Valutare questa immagine nel visualizzatore.',
    },
    'pixel-layout-not-supported': {
      what: 'L’immagine è memorizzata in una forma che Sightline non legge.',
      todo: 'Valutare questa immagine nel visualizzatore.',
    },
    'transfer-syntax-not-supported': {
      what: 'L’immagine è compressa in un modo che Sightline non sa decodificare.',
      todo: 'Valutare questa immagine nel visualizzatore e avvisare l’amministratore.',
    },
    'decoding-timeout': {
      what: 'La decodifica dell’immagine è durata troppo a lungo ed è stata interrotta.',
      todo: 'Valutare questa immagine nel visualizzatore e comunicare all’assistenza il numero qui sotto.',
    },
    'decoding-crashed': {
      what: 'La decodifica dell’immagine non è riuscita.',
      todo: 'Valutare questa immagine nel visualizzatore e comunicare all’assistenza il numero qui sotto.',
    },
    'decoding-cancelled': {
      what: 'La decodifica delle immagini è stata interrotta.',
      todo: 'Riavviare l’analisi.',
    },
    'modality-not-accepted': {
      what: 'L’immagine proviene da un tipo di apparecchio che il modello non legge.',
      todo: 'Scegliere un esame del tipo per cui il modello è fatto.',
    },
    'sop-class-not-accepted': {
      what: 'Il file non è di un tipo che il modello legge (classe SOP DICOM).',
      todo: 'Valutare questa immagine nel visualizzatore.',
    },
    'not-a-single-frame': {
      what: 'Il file contiene più di un fotogramma; il modello legge solo immagini singole.',
      todo: 'Valutare questa serie nel visualizzatore.',
    },
    'not-greyscale': {
      what: 'L’immagine non è in scala di grigi; il modello legge solo immagini in scala di grigi.',
      todo: 'Valutare questa immagine nel visualizzatore.',
    },
    'greyscale-contradictory': {
      what: 'L’intestazione dell’immagine si contraddice sul fatto che chiaro significhi denso, e il modello potrebbe leggerla invertita.',
      todo: 'Chiedere alla radiologia di controllare l’intestazione dell’immagine (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'L’immagine mostra una parte del corpo diversa da quella che il modello legge.',
      todo: 'Scegliere un esame della parte del corpo per cui il modello è fatto.',
    },
    'body-part-unknown': {
      what: 'L’immagine non indica quale parte del corpo mostri.',
      todo: 'Chiedere alla radiologia di completare l’intestazione dell’immagine.',
    },
    'view-not-accepted': {
      what: 'L’immagine non è in una proiezione che il modello legge (per il torace: PA o AP).',
      todo: 'Scegliere un esame con un’immagine simile o valutare questo senza IA.',
    },
    'film-blank': {
      what: 'L’immagine non mostra nulla: è quasi tutta di un solo tono.',
      todo: 'Controllare l’immagine nell’archivio; non può essere analizzata.',
    },
    'film-inverted': {
      what: 'I toni di questa immagine sembrano invertiti: l’osso è scuro dove dovrebbe essere chiaro.',
      todo: 'Controllare l’immagine nell’archivio. Valutarla senza IA.',
    },
    'film-turned': {
      what: 'Questa immagine sembra ruotata, capovolta o ritagliata.',
      todo: 'Controllare l’immagine nell’archivio. Valutarla senza IA.',
    },
    'film-unlike-training': {
      what: 'Questa immagine non somiglia alle immagini su cui il modello è stato testato.',
      todo: 'Valutare questa immagine senza IA.',
    },
    'age-not-accepted': {
      what: 'L’età del paziente è fuori dalle età per cui il modello è stato testato.',
      todo: 'Valutare questa immagine senza IA.',
    },
    'not-for-presentation': {
      what: 'L’immagine contiene i dati grezzi del detettore e non è destinata alla lettura.',
      todo: 'Chiedere alla radiologia di inviare l’immagine «For Presentation».',
    },
    'presentation-intent-not-accepted': {
      what: 'L’immagine è stata preparata per uno scopo diverso da quello che il modello legge.',
      todo: 'Chiedere alla radiologia di inviare l’immagine nella forma che il modello legge.',
    },
    'image-type-not-accepted': {
      what: 'L’immagine è un localizzatore, una schermata salvata o di altro tipo che non è un’immagine diagnostica.',
      todo: 'Non occorre fare nulla se l’esame contiene l’immagine originale.',
    },
    'capture-not-accepted': {
      what: 'L’immagine è una schermata acquisita o un documento scansionato, non una radiografia.',
      todo: 'Non occorre fare nulla se l’esame contiene l’immagine originale.',
    },
    'series-not-accepted': {
      what: 'Il nome della serie indica che non contiene un’immagine così come è stata acquisita.',
      todo: 'Non occorre fare nulla se l’esame contiene l’immagine originale.',
    },
    'processed-copy': {
      what: 'L’immagine è una copia elaborata di un’altra immagine di questo esame.',
      todo: 'Non occorre fare nulla: l’immagine da cui deriva è a fianco.',
    },
    'duplicate-instance': {
      what: 'L’archivio elenca questa immagine una seconda volta.',
      todo: 'Non occorre fare nulla: viene esaminata una volta sola.',
    },
    'no-film-accepted': {
      what: 'Nessuna immagine di questo esame è tra quelle che il modello legge. Il motivo di ciascuna è indicato sotto.',
      todo: 'Scegliere un esame con un’immagine per cui il modello è fatto, oppure valutare questo senza IA.',
    },
    'model-unavailable': {
      what: 'Il modello non è pronto su questo server.',
      todo: 'Riprovare tra qualche minuto. Se persiste, avvisare l’amministratore.',
    },
    'model-not-openable': {
      what: 'Non è stato possibile avviare il modello su questo server.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'model-broken': {
      what: 'I file del modello su questo server sono danneggiati o incompleti, quindi non viene usato.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'inference-busy': {
      what: 'Troppe analisi sono in attesa del modello.',
      todo: 'Riprovare tra qualche minuto. Se persiste, avvisare l’amministratore.',
    },
    'inference-crashed': {
      what: 'Il modello si è arrestato mentre elaborava l’immagine.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'film-frames-contradictory': {
      what: 'L’oggetto dell’immagine non contiene i fotogrammi che la sua intestazione elenca.',
      todo: 'Chiedere alla radiologia di inviare di nuovo l’immagine.',
    },
    'inference-timeout': {
      what: 'Il modello ha impiegato troppo tempo su questa immagine ed è stato fermato.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'inference-server-unreachable': {
      what: 'Il server che esegue il modello non risponde.',
      todo: 'Riprovare tra qualche minuto. Se persiste, avvisare l’amministratore.',
    },
    'inference-server-denied': {
      what: 'Il server che esegue il modello non dà accesso a Sightline.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'inference-server-failed': {
      what: 'Il server che esegue il modello ha segnalato un proprio guasto.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'inference-request-refused': {
      what: 'Il server che esegue il modello ha rifiutato l’immagine così come Sightline l’ha inviata.',
      todo: 'Comunicare all’assistenza il numero qui sotto.',
    },
    'inference-answer-broken': {
      what: 'Il server che esegue il modello ha dato una risposta non attendibile, che quindi non viene usata.',
      todo: 'Riprovare. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'model-not-served': {
      what: 'Il server non offre il modello che questo ospedale usa.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'served-model-differs': {
      what: 'Il server esegue un modello diverso da quello verificato qui, quindi i suoi risultati non vengono usati.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'inference-cancelled': {
      what: 'Il lavoro del modello è stato interrotto.',
      todo: 'Riavviare l’analisi.',
    },
    'model-output-broken': {
      what: 'Il modello ha dato una risposta che non ha superato i controlli ed è stata scartata.',
      todo: 'Valutare questa immagine senza IA e comunicare all’assistenza il numero qui sotto.',
    },
    'model-output-mismatch': {
      what: 'La risposta del modello non corrisponde alla sua stessa descrizione ed è stata scartata.',
      todo: 'Valutare questa immagine senza IA e comunicare all’assistenza il numero qui sotto.',
    },
    'model-output-not-finite': {
      what: 'La risposta del modello contiene valori che non sono numeri ed è stata scartata.',
      todo: 'Valutare questa immagine senza IA e comunicare all’assistenza il numero qui sotto.',
    },
    'order-invalid': {
      what: 'Non è stato possibile leggere la richiesta di esame.',
      todo: 'Avvisare l’amministratore del sistema richiedente.',
    },
    'order-without-study': {
      what: 'Non esiste ancora un esame per questa richiesta.',
      todo: 'Se le immagini non sono state acquisite, non occorre fare nulla. Altrimenti controllare l’accession number.',
    },
    'patient-merged': {
      what: 'L’ospedale ha unificato la cartella di questo paziente con un’altra.',
      todo: 'Aprire la cartella ora in uso. Un risultato già archiviato viene archiviato di nuovo lì.',
    },
    'result-changed-meanwhile': {
      what: 'Il risultato è stato modificato da qualcun altro nello stesso momento.',
      todo: 'Riprovare; viene prima consultata la versione più recente.',
    },
    'result-not-kept': {
      what: 'Ciò che questa versione del risultato affermava non è più conservato.',
      todo: 'Avvisare l’amministratore. L’esame può essere analizzato di nuovo.',
    },
    'subject-unchecked': {
      what: 'Prima dell’invio non è stato possibile verificare di nuovo di chi sia questo risultato: la CCE o l’archivio non ha risposto.',
      todo: 'Non occorre fare nulla. La verifica si ripete finché entrambi rispondono, poi il risultato viene inviato.',
    },
    'order-cancelled': {
      what: 'La richiesta di esame è stata annullata, e con essa l’analisi.',
      todo: 'Non occorre fare nulla. Se è stata annullata per errore, ripetere la richiesta.',
    },
    'delivery-refused': {
      what: 'La destinazione ha rifiutato la connessione o le credenziali.',
      todo: 'Avvisare l’amministratore. Il risultato è conservato e può essere inviato di nuovo.',
    },
    'delivery-unreachable': {
      what: 'La destinazione non risponde. Sightline continua a riprovare.',
      todo: 'Per ora non occorre fare nulla. Se persiste, avvisare l’amministratore.',
    },
    'delivery-ambiguous': {
      what: 'Non è certo che la destinazione abbia ricevuto il risultato. Non viene inviato di nuovo finché ciò non è stato verificato.',
      todo: 'Controllare nella destinazione prima di farvi affidamento. L’assistenza può aiutare con il numero qui sotto.',
    },
    'delivery-rejected': {
      what: 'La destinazione ha ricevuto il risultato e non lo ha accettato.',
      todo: 'Avvisare l’amministratore. Il risultato è conservato qui e può essere inviato di nuovo.',
    },
    'delivery-dropped': {
      what: 'Una persona ha deciso che questo risultato non vada a questa destinazione.',
      todo: 'Rivolgersi all’amministratore se lo si attende lì.',
    },
    'operator-unknown': {
      what: 'Questo collegamento o questa sessione non è più valida.',
      todo: 'Chiedere un nuovo collegamento a chi gestisce il server: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'Questo invio non esiste.',
      todo: 'Guardare di nuovo l’elenco: nel frattempo potrebbe essere stato risolto.',
    },
    'delivery-not-decidable': {
      what: 'Nel frattempo questo invio è andato avanti, quindi ciò non può più essere deciso.',
      todo: 'Guardarne lo stato nell’elenco e decidere di nuovo.',
    },
    'route-missing': {
      what: 'Le impostazioni di questa struttura non indicano alcuna via per cui il risultato possa raggiungere questa destinazione.',
      todo: 'Avvisare l’amministratore: vanno controllati results.routes in sites.json e ciò che la CCE dichiara di sé.',
    },
    'destination-refused': {
      what: 'La destinazione ha rifiutato le nostre credenziali.',
      todo: 'Avvisare l’amministratore. Il risultato è conservato e può essere inviato di nuovo.',
    },
    'destination-credentials-missing': {
      what: 'Le credenziali per questa destinazione non possono essere lette sul server.',
      todo: 'Avvisare l’amministratore. Il risultato è conservato e può essere inviato di nuovo.',
    },
    'report-not-signed': {
      what: 'Il rapporto afferma che un medico lo ha firmato e non nomina nessuno che l’abbia fatto, quindi non viene redatto.',
      todo: 'Firmare di nuovo il rapporto. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'pdf-writer-absent': {
      what: 'Questo server non può creare file PDF.',
      todo: 'Non occorre fare nulla: il risultato viene archiviato senza il PDF. L’amministratore può installare il generatore di PDF per questo tipo di macchina.',
    },
    'pdf-not-typeset': {
      what: 'Non è stato possibile comporre il rapporto in PDF, per esempio perché un nome usa una scrittura che nessun carattere installato contiene.',
      todo: 'Non occorre fare nulla: il risultato viene archiviato senza il PDF. Se persiste, comunicare all’assistenza il numero qui sotto.',
    },
    'report-pdf-missing': {
      what: 'Il motore HL7 richiede il rapporto in PDF, e il PDF non c’è.',
      todo: 'Avvisare l’amministratore: il risultato è conservato qui.',
    },
    'character-not-writable': {
      what: 'Un nome o un testo contiene un carattere che il set di caratteri del motore HL7 non può trasmettere, quindi non è stato inviato nulla.',
      todo: 'Avvisare l’amministratore: il motore deve accettare Unicode.',
    },
    'patients-differ': {
      what: 'Rapporti di pazienti o accessi diversi non possono condividere uno stesso messaggio.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'report-missing': {
      what: 'Un messaggio senza rapporto non può essere inviato.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'delivery-untrusted': {
      what: 'La destinazione e Sightline non si fidano dei rispettivi certificati, quindi non è stato inviato nulla. Sightline continua a riprovare.',
      todo: 'Avvisare l’amministratore: un certificato potrebbe essere scaduto.',
    },
    'delivery-credentials-missing': {
      what: 'Manca il certificato che Sightline presenta alla destinazione, quindi non è stato inviato nulla. Sightline continua a riprovare.',
      todo: 'Avvisare l’amministratore.',
    },
    'patient-identifier-missing': {
      what: 'La CCE non fornisce per questo paziente alcun identificativo con cui archiviare un risultato HL7 v2.',
      todo: 'Chiedere all’amministratore di controllare gli identificativi del paziente nella CCE.',
    },
    'date-not-iso': {
      what: 'La CCE fornisce una data in una forma che un risultato HL7 v2 non può trasmettere.',
      todo: 'Avvisare l’amministratore e comunicare all’assistenza il numero qui sotto.',
    },
    'analysis-timed-out': {
      what: 'L’analisi è durata più del consentito ed è stata interrotta.',
      todo: 'Riprovare. Se si ripete, avvisare l’amministratore.',
    },
    'analysis-abandoned': {
      what: 'L’analisi è stata interrotta più volte ed è stata abbandonata.',
      todo: 'Riavviare l’analisi. Se si ripete, comunicare all’assistenza il numero qui sotto.',
    },
    'analysis-unknown': {
      what: 'Questa analisi non esiste in questo avvio.',
      todo: 'Tornare all’elenco degli esami e aprirla da lì.',
    },
    'model-unknown': {
      what: 'Questo modello non esiste in questo avvio.',
      todo: 'Tornare all’elenco degli esami e aprire la scheda del modello da un risultato.',
    },
    'storage-full': {
      what: 'Qui non c’è più spazio per un altro risultato. Ciò che è stato letto è conservato e continua a essere inviato.',
      todo: 'Avvisare chi gestisce Sightline che il disco è pieno, e poi riavviare l’analisi.',
    },
    'analysis-ended-meanwhile': {
      what: 'L’analisi precedente di questo esame è terminata proprio in questo momento, senza risultato.',
      todo: 'Riavviare l’analisi.',
    },
  },
};
