import { cardElements } from './card-elements/de.ts';
import { report } from './report/de.ts';
import type { en } from './en.ts';
import type { Shape } from '../shape.ts';

/** KIS is the Krankenhausinformationssystem; the ePA is another thing, the patient's own record with the insurer. */
export const de: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: 'Bildgebungs-KI in der Patientenakte',
    mark: 'KI – Nur für Forschungszwecke; von keiner Behörde zugelassen',
    skipToContent: 'Zum Inhalt springen',
    language: 'Sprache',
    backToChart: 'Zurück zu den Untersuchungen',
  },
  landing: {
    sites: 'Mit der Patientenliste des KIS öffnen',
    siteLink: 'Öffnen in {site}',
    title: 'Bildgebungs-KI in der Patientenakte',
    lead: 'Sightline öffnet sich aus der Patientenakte, wertet die Aufnahmen dieses Patienten mit KI-Modellen aus und legt das vorläufige Ergebnis dort ab, wo die übrigen Ergebnisse sind: in der Akte und in den HL7-v2-Nachrichten.',
    howTitle: 'So öffnen Sie es',
    stepChart: 'Öffnen Sie den Patienten im KIS.',
    stepLaunch: 'Wählen Sie in der Akte Sightline. Es öffnet sich für diesen Patienten und keinen anderen.',
    stepAnalyse:
      'Wählen Sie eine Untersuchung und starten Sie die Analyse. Sie können jeden Schritt verfolgen oder das Fenster schließen: Die Arbeit läuft weiter.',
    standalone:
      'Unter dieser Adresse werden keine Patienten angezeigt. Ein Patient wird immer nur aus der Akte geöffnet.',
    safetyTitle: 'Was es ist und was nicht',
    safetyResearch: 'Nur für Forschungszwecke. Keine Behörde hat es zugelassen.',
    safetyPreliminary: 'Jedes Ergebnis ist vorläufig, bis es ärztlich unterzeichnet ist.',
    safetyRefuses: 'Aufnahmen, für die es nicht gemacht ist, lehnt es ab und nennt den Grund.',
  },
  patient: {
    leave: 'Abmelden',
    region: 'Patient',
    identifier: 'Pat.-Nr.',
    identifierLong: 'Patientennummer',
    birthDate: 'Geboren',
    age: 'Alter',
    sex: 'Geschlecht',
    unknown: 'nicht angegeben',
    years: '{count, plural, one {# Jahr} other {# Jahre}}',
    months: '{count, plural, one {# Monat} other {# Monate}}',
    days: '{count, plural, one {# Tag} other {# Tage}}',
    user: 'Angemeldet als',
  },
  sex: { male: 'Männlich', female: 'Weiblich', other: 'Anderes', unknown: 'Unbekannt' },
  studies: {
    notAmong:
      'Die Untersuchung, aus der Sie Sightline geöffnet haben, ist nicht unter denen, die für diesen Patienten gefunden wurden.',
    chosen: 'Aus der Akte geöffnet',
    title: 'Bildgebung',
    count: '{count, plural, =0 {Keine Untersuchungen} one {# Untersuchung} other {# Untersuchungen}}',
    modality: 'Modalität',
    accession: 'Accession-Nr.',
    images: 'Bilder',
    untitled: 'Untersuchung ohne Beschreibung',
    noDate: 'Datum nicht angegeben',
    notAnalysed: 'Nicht analysiert',
    analyse: 'Analysieren',
    analyseStudy: 'Untersuchung {study} analysieren',
    analyseAgain: 'Erneut analysieren',
    openProgress: 'Fortschritt ansehen',
    openResult: 'Ergebnis öffnen',
    openReason: 'Grund ansehen',
    openStudy: 'Untersuchung {study} öffnen',
    starting: 'Startet …',
    emptyTitle: 'Keine bildgebenden Untersuchungen in dieser Akte',
    emptyText:
      'Das KIS führt für diesen Patienten keine bildgebende Untersuchung auf. Eine gerade erst angefertigte Aufnahme kann einige Minuten brauchen, bis sie hier erscheint.',
    emptyAction: 'Erneut suchen',
    noneFound: 'Kein Befund über seinem Schwellenwert',
    noneSigned: 'Nichts Aufgeführtes ist vorhanden',
    disclaimer: 'KI-Ergebnisse sind vorläufig. Sie unterstützen die Befundung und ersetzen sie nicht.',
  },
  state: {
    queued: 'Wartet',
    retrieving: 'Aufnahmen werden abgerufen',
    decoding: 'Aufnahmen werden dekodiert',
    inferring: 'Modell läuft',
    writing: 'Ergebnisse werden geschrieben',
    delivering: 'Ergebnisse werden abgelegt',
    completed: 'Als vorläufig abgelegt',
    sentToEngine: 'Als vorläufig an Kommunikationsserver gesendet',
    signed: 'Unterzeichnet und abgelegt',
    signedToEngine: 'Unterzeichnet und an die HL7-Engine gesendet',
    withdrawn: 'Zurückgezogen',
    undelivered: 'Nicht überall abgelegt',
    refused: 'Abgelehnt',
    failed: 'Fehlgeschlagen',
  },
  step: {
    retrieve: 'Abrufen',
    decode: 'Dekodieren',
    infer: 'Modell ausführen',
    write: 'Ergebnisse schreiben',
    deliver: 'Ergebnisse ablegen',
  },
  stepState: { waiting: 'wartet', running: 'läuft', done: 'fertig', stopped: 'angehalten' },
  progress: {
    title: 'Analyse',
    region: 'Fortschritt der Analyse',
    running: 'Analyse läuft',
    runningHint:
      'Sie können dieses Fenster schließen. Die Analyse läuft weiter, und ihr Ergebnis bleibt in der Akte.',
    startedFromChart: 'Aus der Akte gestartet',
    startedFromOrder: 'Durch eine Bildgebungsanforderung gestartet',
    finishedIn: 'Fertig nach {seconds} s',
    stepsCaption: 'Schritte und ihre Dauer',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting:
      'Die Verbindung wurde unterbrochen und wird wiederhergestellt; die Analyse selbst läuft weiter.',
    disconnected: 'Die Anzeige wird nicht mehr laufend aktualisiert. Die Analyse selbst läuft weiter.',
    reload: 'Seite neu laden',
  },
  result: {
    title: 'Befunde',
    preliminary: 'Vorläufig',
    preliminaryLong: 'Von KI erstellt, nicht unterzeichnet',
    withdrawn: 'Zurückgezogen: nicht verwenden',
    reissued: 'Erneut abgelegt',
    preliminaryText:
      'Dieses Ergebnis ist nicht ärztlich geprüft. Handeln Sie nicht danach, ohne die Aufnahme selbst zu beurteilen.',
    presentCount:
      '{count, plural, =0 {Kein Befund über seinem Schwellenwert} one {# Befund vorhanden} other {# Befunde vorhanden}}',
    noFindings: 'Es wurden keine Befunde ausgegeben.',
    triage: 'Irgendein Befund',
    triageLevel: { present: 'Hoch', indeterminate: 'Mittel', absent: 'Niedrig' },
    triageNote:
      'Für die Reihenfolge, in der Aufnahmen befundet werden. Der Wert benennt keinen Befund, und ein niedriger schließt keinen aus.',
    notExcluded:
      'Das Modell sucht nur nach den Befunden dieser Liste. Ein hier nicht vorhandener Befund ist nicht ausgeschlossen.',
    probability: 'Wahrscheinlichkeit',
    operatingPoint: 'Schwellenwert',
    ruleOutPoint: 'Ausschlussschwelle',
    sensitivity: 'Sensitivität',
    specificity: 'Spezifität',
    accuracyNote:
      'Sensitivität und Spezifität wurden an Aufnahmen gemessen, an denen das Modell nicht gelernt hat.',
    onFilm: 'Aufnahme {number}',
    showMap: 'Heatmap für {finding} anzeigen',
    noMap: 'Keine Heatmap',
    legendBar:
      'Der Balken ist die kalibrierte Wahrscheinlichkeit. Ab der höheren Linie ist ein Befund vorhanden, unter der niedrigeren nicht vorhanden, dazwischen unbestimmt.',
  },
  viewer: {
    label: 'Filmbetrachter',
    tools: 'Werkzeuge für das Bild',
    keys: 'Pfeiltasten verschieben das Bild, mit der Umschalttaste ändern sie das Fenster. Plus und Minus zoomen, 0 passt ein, 1 zeigt eins zu eins. W, P, Z, L, A und E wählen ein Werkzeug; I invertiert, R dreht, H und V spiegeln; O und G wählen die Grauwerte; F ist Vollbild.',
    window: 'Fenster',
    pan: 'Verschieben',
    zoom: 'Zoom',
    length: 'Länge',
    angle: 'Winkel',
    rectangle: 'Mittelwert im Rechteck',
    invert: 'Grauwerte invertieren',
    turn: 'Um 90° drehen',
    flipHorizontal: 'Links und rechts spiegeln',
    flipVertical: 'Oben und unten spiegeln',
    fit: 'Einpassen',
    oneToOne: 'Eins zu eins',
    opening: 'Fenster des Bildes',
    all: 'Alle Grauwerte',
    forget: 'Messungen entfernen',
    fullScreen: 'Vollbild',
    mirrored: 'Gespiegelt',
    ownTable: 'Tabelle des Bildes',
    windowIs: 'C {center} W {width}',
    lengthMm: '{length} mm',
    lengthDetector: '{length} mm am Detektor',
    lengthPixels: '{length} Pixel (nicht kalibriert)',
    degrees: '{angle}°',
    statistics: 'Mittel {mean}, SD {deviation}',
    notCleared: 'Alle Grauwerte; nicht für die Befundung zugelassen',
    notLoaded: 'Nur die Vorschau kann gezeigt werden.',
  },
  review: {
    title: 'Ihre Befundung',
    decide: 'Entscheidung zu {finding}',
    confirm: 'Bestätigen',
    change: 'Ändern',
    reject: 'Verwerfen',
    undo: 'Zurücknehmen',
    confirmed: 'Bestätigt',
    changed: 'Geändert: {presence}',
    rejected: 'Verworfen: {reason}',
    by: 'von {name}',
    presenceIs: 'Der Befund ist',
    side: 'Seite',
    noSide: 'Nicht angegeben',
    reason: 'Warum er verworfen wird',
    reasons: {
      'not-seen': 'Auf der Aufnahme nicht zu sehen',
      artefact: 'Artefakt oder Überlagerung',
      'normal-variant': 'Normvariante',
      known: 'Bekannt oder jetzt nicht relevant',
      'image-quality': 'Die Bildqualität lässt es nicht zu',
      other: 'Anderer Grund',
    },
    comment: 'Kommentar',
    keep: 'Speichern',
    cancel: 'Abbrechen',
    missed: 'Was die KI nicht gefunden hat',
    missedWords: 'Befund',
    add: 'Befund ergänzen',
    remove: '{finding} entfernen',
    overall: 'Kommentar zum ganzen Befundbericht',
    left: '{count, plural, =0 {Alles ist entschieden.} one {# Befund ist noch zu entscheiden.} other {# Befunde sind noch zu entscheiden.}}',
    confirmRest: '{count, plural, one {Den letzten bestätigen} other {Die # übrigen bestätigen}}',
    signAs: 'Als {name} unterzeichnen',
    signNote:
      'Sie verantworten den ganzen Befundbericht. Er wird endgültig und geht erneut überall hin, wo der vorläufige liegt.',
    asTitle: 'Was diese Version ist',
    amended: 'Es wird etwas ergänzt',
    corrected: 'Die frühere Version war falsch',
    cannotSign:
      'Das KIS hat nicht angegeben, welche behandelnde Person Sie sind; der Befundbericht kann aus diesem Aufruf nicht unterzeichnet werden. Entscheidungen bleiben erhalten.',
    signing: 'Wird unterzeichnet und abgelegt',
    nothingToSign: 'Seit der letzten Unterschrift hat sich nichts geändert.',
    alsoHere: 'Befunden jetzt auch: {names}',
    historyTitle: 'Versionen',
    versionOf: 'Version {version}',
    bySoftware: 'allein durch die KI',
    banner: {
      final: 'Endgültig',
      amended: 'Ergänzt',
      corrected: 'Berichtigt',
      signedBy: 'Mit KI erstellt, befundet und unterzeichnet von {name}',
    },
  },
  presence: { present: 'Vorhanden', absent: 'Nicht vorhanden', indeterminate: 'Unbestimmt' },
  laterality: { left: 'Links', right: 'Rechts', bilateral: 'Beidseits' },
  zone: { upper: 'Oberes Drittel', middle: 'Mittleres Drittel', lower: 'Unteres Drittel' },
  finding: {
    effusion: 'Pleuraerguss',
    cardiomegaly: 'Kardiomegalie',
    pneumothorax: 'Pneumothorax',
    consolidation: 'Konsolidierung',
    atelectasis: 'Atelektase',
    nodule: 'Lungenrundherd',
    mass: 'Pulmonale Raumforderung',
    fibrosis: 'Lungenfibrose',
    edema: 'Lungenödem',
    emphysema: 'Emphysem',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'seitlich links',
    RL: 'seitlich rechts',
    LATERAL: 'seitlich',
    unknown: 'Projektion nicht angegeben',
  },
  film: {
    region: 'Aufnahmen',
    title: 'Aufnahme {number}',
    titleWithView: 'Aufnahme {number}, {view}',
    alt: 'Aufnahme {number} dieser Untersuchung, {view}. Die Befunde stehen daneben.',
    choose: 'Aufnahme wählen',
    outcomePending: 'Wird analysiert',
    outcomeAnalysed: 'Analysiert',
    outcomeRefused: 'Abgelehnt',
    overlay: 'Heatmap',
    overlayOf: 'Heatmap: {finding}',
    overlayOff: 'Keine Heatmap eingeblendet',
    opacity: 'Deckkraft',
    overlayNote:
      'Zeigt, wo das Modell nach diesem Befund gesucht hat. Die Stärke gilt nur relativ innerhalb dieser Aufnahme und sagt nichts darüber, wie sicher das Modell ist.',
    contour: 'Kontur',
    box: 'Rahmen',
    contourNote:
      'Kontur und Rahmen umschließen, wo die Heatmap mindestens halb so stark ist wie an ihrer stärksten Stelle. Sie sind nicht der Umriss des Befunds.',
    noContour:
      'Keine Kontur: Sie wird nicht gezeichnet, wenn ein Befund nicht vorhanden ist oder keine Stelle hervortritt.',
    noMapDrawn: 'Dieses Modell zeichnet keine Heatmap. Es sagt nicht, wo es gesucht hat.',
    low: 'schwach',
    high: 'stark',
    pending: 'Die Aufnahme erscheint hier, sobald sie dekodiert ist.',
    noPreview: 'Zu dieser Aufnahme gibt es kein Bild.',
    previewFailed: 'Das Bild dieser Aufnahme konnte nicht geladen werden. Befunden Sie sie in Ihrem Viewer.',
    notDiagnostic: 'Vorschau, nicht zur Befundung',
    refusedTitle: 'Nicht analysierte Aufnahmen',
  },
  delivery: {
    title: 'Wohin das Ergebnis ging',
    destination: 'Zielsystem',
    what: 'Was',
    state: 'Status',
    updated: 'Wann',
    reference: 'Referenz',
    attempts: '{count, plural, one {# Versuch} other {# Versuche}}',
    atEhr: {
      document:
        'Das KIS dieser Einrichtung nimmt über FHIR keine radiologischen Berichte an. Es erhält den Bericht als PDF-Dokument; die Befunde werden dort nicht als kodierte Werte abgelegt.',
      nothing:
        'Das KIS dieser Einrichtung nimmt über FHIR keine Ergebnisse an. Sie gehen nur als HL7-v2-Nachrichten an den Kommunikationsserver; unten steht, ob er sie angenommen hat.',
    },
    none: 'Noch wurde nichts gesendet.',
    noneEver: 'Es wurde nichts gesendet.',
    moreReferences: '{count, plural, one {# weitere} other {# weitere}}',
    noReference: 'noch keine',
    timesIn: 'Zeitzone: {zone}',
  },
  operator: {
    title: 'Postausgang',
    enterText:
      'Öffnet den Postausgang dieser Installation für acht Stunden in diesem Browser. Der Link gilt nur einmal.',
    enter: 'Postausgang öffnen',
    leave: 'Verlassen',
    timesIn: 'Zeitzone: {zone}',
    waiting: 'Wartet auf eine Entscheidung',
    noneWaiting: 'Nichts wartet auf eine Entscheidung.',
    underWay: 'In Bearbeitung',
    noneUnderWay: 'Nichts ist in Bearbeitung.',
    destinations: 'Zielsysteme',
    noDestinations: 'Noch wurde nirgendwohin etwas gesendet.',
    delivery: 'Übermittlung',
    destination: 'Zielsystem',
    state: 'Status',
    since: 'Seit',
    next: 'Nächster Versuch',
    version: 'Version {version}',
    answers: 'Antwortet',
    rests: 'Antwortet nicht; Pause bis',
    one: 'Eine Übermittlung',
    back: 'Zurück zum Postausgang',
    identity: 'Dort bekannt als',
    problem: 'Problem',
    words: 'Im Wortlaut des Zielsystems (kann Patientennamen enthalten)',
    decide: 'Entscheiden',
    nothingToDecide: 'Zu dieser Übermittlung ist derzeit nichts zu entscheiden.',
    retry: 'Erneut versuchen',
    retryText: 'Zuerst wird nachgesehen, was angekommen sein könnte; nichts wird doppelt abgelegt.',
    arrived: 'Ist angekommen',
    arrivedText: 'Sie haben im Zielsystem nachgesehen, und das Ergebnis ist dort.',
    arrivedAs: 'Bezeichnung im Zielsystem',
    notArrived: 'Ist nicht angekommen',
    notArrivedText:
      'Sie haben im Zielsystem nachgesehen, und das Ergebnis ist nicht dort. Es wird erneut gesendet.',
    drop: 'Niemals senden',
    dropText:
      'Das Ergebnis geht nicht an dieses Zielsystem. Es bleibt in Sightline, und die Seite weist darauf hin.',
  },
  destination: { ehr: 'KIS', 'hl7-engine': 'Kommunikationsserver (HL7)' },
  deliveryKind: {
    fhir: 'Bericht und Observations (FHIR)',
    oru: 'HL7-v2-Ergebnis (ORU)',
    document: 'Bericht als PDF-Dokument (FHIR)',
    pdf: 'Bericht als PDF-Datei',
    dicom: 'Bericht als DICOM-Objekt',
  },
  deliveryState: {
    pending: 'Wartet',
    sending: 'Wird gesendet',
    ambiguous: 'Wird geprüft',
    acknowledged: 'Angenommen',
    held: 'Entscheidung nötig',
    failed: 'Nicht angenommen',
    sent: 'Empfangen, noch nicht bestätigt',
    dead: 'Aufgegeben: Entscheidung nötig',
    superseded: 'Durch neuere Version ersetzt',
  },
  model: {
    title: 'Über das Modell',
    name: 'Modell',
    id: 'Kennung',
    version: 'Version',
    hash: 'SHA-256 der Gewichte',
    ranOn: 'Ausgeführt auf',
    status: 'Zulassungsstatus',
  },
  modelCard: {
    link: 'Modellkarte: Kennzahlen und Einschränkungen',
    title: 'Modellkarte',
    version: 'Version {version}',
    intendedUse: 'Zweckbestimmung',
    licence: 'Lizenz',
    measuredOn: 'Gemessen an',
    films: 'Aufnahmen',
    patients: 'Patienten',
    meanAuc: 'Mittlere AUC',
    figures: 'Kennzahlen je Befund',
    figuresNote:
      'Ab dem Schwellenwert heißt ein Befund vorhanden, unter der Ausschlussschwelle nicht vorhanden, dazwischen unbestimmt. An beiden Punkten ist die Sensitivität der Anteil der Aufnahmen mit dem Befund, die ihn erreichen, die Spezifität der Anteil der Aufnahmen ohne den Befund, die darunter bleiben.',
    prevalenceNote:
      'Gemessen wurden sie bei der hier angegebenen Prävalenz. Wo ein Befund seltener ist, ist ein größerer Teil dessen, was vorhanden heißt, falsch.',
    finding: 'Befund',
    prevalence: 'Prävalenz',
    auc: 'AUC (95-%-Intervall)',
    calibrationError: 'Kalibrierungsfehler',
    threshold: 'Wert',
    notMeasured: 'nicht gemessen',
    limits: 'Bekannte Einschränkungen',
    document: 'Die Modellkarte im Original',
    documentNote: 'Wörtlich aus dem Modellpaket, auf Englisch.',
    missing:
      'Das Paket dieses Modells enthält keine Modellkarte. Alles, was es angibt, steht hier; Vorhersagewerte, Patientengruppen und bekannte Fehler sind nicht angegeben.',
    unreadable:
      'Die Modellkarte im Paket dieses Modells kann nicht angezeigt werden: Sie ist zu lang oder kein einfacher Markdown-Text. Hier steht, was das Manifest des Pakets angibt.',
    standIn:
      'Das Ergebnis stammt von {model}, Version {version}; diese Version ist hier nicht mehr installiert. Diese Seite behandelt eine andere Version: Deren Kennzahlen und Schwellenwerte gelten für jenes Ergebnis nicht.',
    superseded:
      'Neue Ergebnisse stammen von {model}, Version {version}. Schwellenwerte und Kennzahlen gehören zu genau einer Version: Was hier steht, gilt nur für Ergebnisse der oben genannten Version.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Sightline in einem eigenen Fenster öffnen',
    text: 'Ihr Browser behält in diesem Rahmen keine Cookies von Sightline, und ohne sie ließe sich niemand unterscheiden. Es geht nichts verloren: Derselbe Aufruf geht in einem eigenen Fenster weiter.',
    open: 'In neuem Fenster öffnen',
  },
  ended: {
    title: 'Sie haben Sightline verlassen',
    text: 'Laufende Analysen gehen weiter, und ihre Ergebnisse werden abgelegt. Sie können dieses Fenster schließen.',
  },
  withheld: {
    title: 'Das KIS hat nicht alles erlaubt',
    patient:
      'Die Patientendaten können nicht gelesen werden: Aufnahmen lassen sich nicht mit der Akte abgleichen, deshalb wird nichts analysiert.',
    studies:
      'Das KIS liefert die Liste der bildgebenden Untersuchungen nicht; sie werden stattdessen im Bildarchiv gesucht.',
    archives:
      'Das KIS gibt nicht an, wo die Bilder liegen; stattdessen werden die eigenen Archive der Einrichtung abgefragt.',
    orders: 'Anforderungen können nicht gelesen werden; Ergebnisse werden ohne Anforderungsnummer abgelegt.',
    filing:
      'Aus diesem Aufruf können keine Ergebnisse in der Akte des KIS abgelegt werden; sie gehen über den Kommunikationsserver des Krankenhauses, sofern einer eingerichtet ist.',
    todo: 'Alles andere funktioniert. Ihre IT-Administration kann das Übrige in der Registrierung von Sightline im KIS erlauben.',
  },
  problem: {
    support: 'Support-Nummer',
    supportHint: 'Nennen Sie dem Support diese Nummer; sie enthält keine Patientendaten.',
    nothingFiled: 'Es wurde kein Ergebnis abgelegt.',
    titleDeclined: 'Diese Untersuchung wurde abgelehnt',
    titleFailed: 'Die Analyse ist nicht gelungen',
    titleUndelivered: 'Das Ergebnis ist nicht überall abgelegt',
    titleLaunch: 'Sightline konnte nicht geöffnet werden',
    titleClosed: 'Dieses Fenster wurde geschlossen',
    titleNotFound: 'Diese Seite gibt es nicht',
    titleCrash: 'Diese Seite konnte nicht angezeigt werden',
    returnToChart: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline dort.',
    retry: 'Erneut versuchen',
  },
  problems: {
    unexpected: {
      what: 'Es ist etwas geschehen, worauf Sightline nicht vorbereitet war.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'database-unreachable': {
      what: 'Die eigene Datenbank von Sightline antwortet nicht.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'session-unknown': {
      what: 'Dieses Fenster gehört zu keinem gültigen Aufruf.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline von dort.',
    },
    'session-expired': {
      what: 'Ihre Sitzung wurde beendet, weil sie zu lange offen war.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut. Laufende Analysen gehen weiter.',
    },
    'session-ended': {
      what: 'Sie haben sich von diesem Aufruf abgemeldet.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut. Laufende Analysen gehen weiter.',
    },
    'launch-refused': {
      what: 'Das KIS hat den Aufruf als fehlerhaft zurückgewiesen.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut. Tritt es wieder auf, informieren Sie Ihre IT-Administration.',
    },
    'client-refused': {
      what: 'Das KIS akzeptiert diesen Server nicht als registrierte Anwendung.',
      todo: 'Informieren Sie Ihre IT-Administration: Client-ID, Secret oder Schlüssel in der Registrierung im KIS passen nicht zu den Einstellungen dieses Servers.',
    },
    'client-key-unusable': {
      what: 'Der eigene Schlüssel dieses Servers für das KIS kann nicht verwendet werden.',
      todo: 'Informieren Sie Ihre IT-Administration: Die Schlüsseldatei dieser Einrichtung fehlt oder ist beschädigt.',
    },
    'scope-refused': {
      what: 'Das KIS erlaubt den Zugriff nicht, um den Sightline bittet.',
      todo: 'Bitten Sie Ihre IT-Administration, die Scopes von Sightline in der Registrierung im KIS zu erlauben.',
    },
    'grant-spent': {
      what: 'Die Antwort des KIS war abgelaufen oder schon einmal verwendet worden.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut.',
    },
    'identity-unproven': {
      what: 'Die Angabe des KIS, wer Sie sind, konnte nicht bestätigt werden; deshalb wurde nichts geöffnet.',
      todo: 'Öffnen Sie Sightline erneut aus der Akte. Tritt es wieder auf, informieren Sie Ihre IT-Administration.',
    },
    'clock-skew': {
      what: 'Die Uhren des KIS und dieses Servers weichen zu stark voneinander ab; deshalb gilt die Angabe des KIS, wer Sie sind, als abgelaufen.',
      todo: 'Bitten Sie Ihre IT-Administration, beide Uhren zu prüfen.',
    },
    'ehr-keys-unusable': {
      what: 'Die Schlüssel, mit denen das KIS signiert, konnten nicht gelesen werden.',
      todo: 'Versuchen Sie es in einigen Minuten erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'user-not-clinician': {
      what: 'Sightline öffnet sich nur für medizinisches Fachpersonal; das KIS führt Sie als Patient oder Angehörigen.',
      todo: 'Fragen Sie Ihr Behandlungsteam nach den Ergebnissen.',
    },
    'session-superseded': {
      what: 'Dieses Fenster gehörte zu einem früheren Aufruf und wurde geschlossen, damit keine Patienten verwechselt werden.',
      todo: 'Kehren Sie zur Akte zurück und verwenden Sie das zuletzt geöffnete Fenster.',
    },
    'session-cookie-missing': {
      what: 'Der Browser hat das Cookie der Sitzung nicht zurückgesendet.',
      todo: 'Erlauben Sie Cookies für diese Seite oder öffnen Sie Sightline in einem neuen Tab; rufen Sie es dann erneut aus der Akte auf.',
    },
    'cross-site-request': {
      what: 'Die Anfrage kam nicht von der eigenen Seite von Sightline und wurde deshalb nicht ausgeführt.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut.',
    },
    'result-not-reviewable': {
      what: 'Hier gibt es kein Ergebnis, das befundet und unterzeichnet werden könnte.',
      todo: 'Warten Sie, bis die Analyse beendet ist. Ein zurückgezogenes Ergebnis wird nicht unterzeichnet.',
    },
    'review-changed-meanwhile': {
      what: 'Jemand anderes hat dies entschieden, oder der Befundbericht hat sich geändert, seit Sie ihn zuletzt gesehen haben.',
      todo: 'Ihre letzte Entscheidung wurde nicht gespeichert. Sehen Sie nach, was jetzt hier steht, und entscheiden Sie erneut.',
    },
    'review-being-signed': {
      what: 'Dieser Befundbericht wird gerade unterzeichnet.',
      todo: 'Warten Sie, bis er unterzeichnet ist; danach kann er ergänzt werden.',
    },
    'review-undecided': {
      what: 'Befunde, die die KI als vorhanden oder unbestimmt angibt, sind noch nicht entschieden.',
      todo: 'Entscheiden Sie jeden einzelnen und unterzeichnen Sie dann.',
    },
    'reader-unknown': {
      what: 'Das KIS hat nicht angegeben, wer Sie sind; Entscheidungen können nicht gespeichert werden.',
      todo: 'Bitten Sie Ihre Administration, Sightline die Scopes openid und fhirUser zu erlauben.',
    },
    'signer-unknown': {
      what: 'Das KIS hat nicht angegeben, welche behandelnde Person Sie sind; der Befundbericht kann nicht unterzeichnet werden.',
      todo: 'Bitten Sie Ihre Administration, Sightline die Scopes openid und fhirUser zu erlauben. Entscheidungen bleiben erhalten.',
    },
    'request-invalid': {
      what: 'Die Seite hat eine Anfrage gesendet, die Sightline nicht lesen konnte.',
      todo: 'Laden Sie die Seite neu und versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'site-unknown': {
      what: 'Das KIS, das Sightline geöffnet hat, ist diesem Server nicht bekannt.',
      todo: 'Bitten Sie Ihre IT-Administration, dieses KIS in die Liste der Einrichtungen aufzunehmen.',
    },
    'launch-denied': {
      what: 'Das KIS hat Sightline keinen Zugriff gewährt.',
      todo: 'Öffnen Sie es erneut und stimmen Sie dem Zugriff zu, oder bitten Sie Ihre IT-Administration um die Berechtigung.',
    },
    'launch-invalid': {
      what: 'Der Aufruf aus dem KIS war unvollständig oder schon einmal verwendet worden.',
      todo: 'Kehren Sie zur Patientenakte zurück und öffnen Sie Sightline erneut.',
    },
    'launch-patient-missing': {
      what: 'Das KIS hat nicht angegeben, welcher Patient geöffnet ist.',
      todo: 'Öffnen Sie zuerst einen Patienten im KIS und dann Sightline aus dessen Akte.',
    },
    'token-expired': {
      what: 'Die Berechtigung durch das KIS ist während der Arbeit abgelaufen.',
      todo: 'Öffnen Sie Sightline erneut aus der Akte und starten Sie die Analyse noch einmal.',
    },
    'token-refused': {
      what: 'Das KIS hat die Zugangsdaten von Sightline nicht akzeptiert.',
      todo: 'Öffnen Sie Sightline erneut aus der Akte. Tritt es wieder auf, informieren Sie Ihre IT-Administration.',
    },
    'ehr-unreachable': {
      what: 'Das KIS antwortet nicht.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'ehr-refused': {
      what: 'Das KIS hat eine Anfrage abgelehnt, die für die Analyse nötig ist.',
      todo: 'Informieren Sie Ihre IT-Administration; die Berechtigungen von Sightline im KIS sind möglicherweise unvollständig.',
    },
    'ehr-answer-broken': {
      what: 'Das KIS hat mit etwas geantwortet, das nicht lesbar ist.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'patient-mismatch': {
      what: 'Die Aufnahmen gehören zu einem anderen Patienten als dem, dessen Akte geöffnet ist. Die Analyse wurde abgebrochen.',
      todo: 'Verwenden Sie diese Untersuchung nicht für diesen Patienten. Informieren Sie die Radiologie: Die Untersuchung liegt möglicherweise in der falschen Akte.',
    },
    'patient-unverifiable': {
      what: 'Die Aufnahmen geben nicht eindeutig genug an, von wem sie sind; der Patient konnte deshalb nicht bestätigt werden.',
      todo: 'Bitten Sie die Radiologie, die Patientenkennungen in der Untersuchung zu prüfen.',
    },
    'study-not-found': {
      what: 'Das Bildarchiv hat diese Untersuchung nicht.',
      todo: 'Wurde sie gerade erst durchgeführt, warten Sie einige Minuten und versuchen Sie es erneut. Fragen Sie sonst die Radiologie.',
    },
    'study-without-images': {
      what: 'Die Untersuchung enthält noch keine Bilder.',
      todo: 'Versuchen Sie es erneut, sobald die Aufnahmen an das Archiv gesendet worden sind.',
    },
    'study-mismatch': {
      what: 'Das Bildarchiv hat Aufnahmen einer anderen Untersuchung gesendet. Die Analyse wurde abgebrochen.',
      todo: 'Informieren Sie die Radiologie und nennen Sie dem Support die Nummer unten.',
    },
    'study-too-large': {
      what: 'Die Untersuchung hat mehr Bilder, als Sightline auf einmal abrufen darf.',
      todo: 'Befunden Sie diese Untersuchung in Ihrem Viewer.',
    },
    'endpoint-missing': {
      what: 'Das KIS gibt nicht an, wo die Bilder dieser Untersuchung liegen.',
      todo: 'Informieren Sie Ihre IT-Administration: Die Untersuchung hat keine Bildadresse (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'Die Bilder der Untersuchung liegen unter einer Adresse, die dieser Server nicht verwenden darf.',
      todo: 'Bitten Sie Ihre IT-Administration, die Liste der Archive der Einrichtung zu prüfen.',
    },
    'endpoint-unusable': {
      what: 'Der Eintrag im KIS, wo die Bilder dieser Untersuchung liegen, ist abgeschaltet oder nicht lesbar.',
      todo: 'Bitten Sie Ihre IT-Administration, die Bildadresse der Untersuchung (Endpoint) zu prüfen.',
    },
    'study-ambiguous': {
      what: 'Das Bildarchiv enthält diese Untersuchung mehrfach oder bei mehr als einem Patienten.',
      todo: 'Bitten Sie die Radiologie zu klären, welche die richtige ist.',
    },
    'archive-unreachable': {
      what: 'Das Bildarchiv antwortet nicht.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'archive-timeout': {
      what: 'Das Bildarchiv hat zu lange nicht geantwortet.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'archive-busy': {
      what: 'Das Bildarchiv ist zurzeit überlastet und kann nicht antworten.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'archive-refused': {
      what: 'Das Bildarchiv hat die Herausgabe der Aufnahmen verweigert.',
      todo: 'Informieren Sie Ihre IT-Administration; Sightline fehlt möglicherweise der Zugriff auf das Archiv.',
    },
    'archive-credentials-missing': {
      what: 'Die eigenen Zugangsdaten von Sightline für das Bildarchiv fehlen oder sind ungültig.',
      todo: 'Informieren Sie Ihre IT-Administration: Passwort, Token oder Zertifikat des Archivs kann nicht verwendet werden.',
    },
    'archive-redirected': {
      what: 'Das Bildarchiv hat auf eine andere Adresse verwiesen. Sightline folgt ihr nicht, weil sie nicht auf der Liste dieser Einrichtung steht.',
      todo: 'Bitten Sie Ihre IT-Administration, die Adresse des Archivs zu prüfen.',
    },
    'archive-answer-broken': {
      what: 'Das Bildarchiv hat mit etwas geantwortet, das nicht lesbar ist.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'archive-answer-truncated': {
      what: 'Die Verbindung zum Bildarchiv brach ab, bevor eine Aufnahme vollständig war.',
      todo: 'Warten Sie einen Moment und versuchen Sie es erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'archive-answer-too-large': {
      what: 'Das Bildarchiv hat mehr Daten gesendet, als Sightline für eine Aufnahme annimmt.',
      todo: 'Befunden Sie diese Untersuchung in Ihrem Viewer und informieren Sie Ihre IT-Administration.',
    },
    'archive-answer-not-multipart': {
      what: 'Das Bildarchiv hat in einer Form geantwortet, die kein DICOM-Abruf ist.',
      todo: 'Bitten Sie Ihre IT-Administration, die Adresse des Archivs zu prüfen.',
    },
    'retrieval-cancelled': {
      what: 'Das Abrufen der Aufnahmen wurde unterbrochen.',
      todo: 'Starten Sie die Analyse noch einmal.',
    },
    'film-not-dicom': {
      what: 'Die Datei ist kein DICOM-Bild.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-truncated': {
      what: 'Die Aufnahme ist unvollständig: Ein Teil der Datei fehlt.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-header-unreadable': {
      what: 'Der Header der Aufnahme ist nicht lesbar.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-without-identity': {
      what: 'Die Aufnahme gibt nicht an, welches Bild welcher Untersuchung sie ist.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-too-large': {
      what: 'Die Aufnahme ist größer, als Sightline dekodiert.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer.',
    },
    'film-size-contradictory': {
      what: 'Header und Bild der Aufnahme widersprechen sich in der Größe.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-not-decodable': {
      what: 'Das komprimierte Bild der Aufnahme ist beschädigt und kann nicht dekodiert werden.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'film-without-pixels': {
      what: 'Die Datei enthält kein Bild.',
      todo: 'Fragen Sie die Radiologie, ob die Aufnahme vollständig gesendet wurde.',
    },
    'multi-frame': {
      what: 'Die Datei enthält mehrere Einzelbilder; das Modell wertet nur einzelne Aufnahmen aus.',
      todo: 'Befunden Sie diese Serie in Ihrem Viewer.',
    },
    'photometric-not-supported': {
      what: 'Das Bild ist farbig oder in einer Form, die das Modell nicht auswertet.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer.',
    },
    'pixel-layout-not-supported': {
      what: 'Das Bild ist in einer Form gespeichert, die Sightline nicht liest.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer.',
    },
    'transfer-syntax-not-supported': {
      what: 'Die Aufnahme ist auf eine Weise komprimiert, die Sightline nicht dekodieren kann.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer und informieren Sie Ihre IT-Administration.',
    },
    'decoding-timeout': {
      what: 'Das Dekodieren der Aufnahme dauerte zu lange und wurde abgebrochen.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer und nennen Sie dem Support die Nummer unten.',
    },
    'decoding-crashed': {
      what: 'Das Dekodieren der Aufnahme ist fehlgeschlagen.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer und nennen Sie dem Support die Nummer unten.',
    },
    'decoding-cancelled': {
      what: 'Das Dekodieren der Aufnahmen wurde unterbrochen.',
      todo: 'Starten Sie die Analyse noch einmal.',
    },
    'modality-not-accepted': {
      what: 'Das Bild stammt von einer Art Gerät, deren Bilder das Modell nicht auswertet.',
      todo: 'Wählen Sie eine Untersuchung der Art, für die das Modell gemacht ist.',
    },
    'sop-class-not-accepted': {
      what: 'Die Datei ist nicht von einer Art, die das Modell auswertet (DICOM-SOP-Klasse).',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer.',
    },
    'not-a-single-frame': {
      what: 'Die Datei enthält mehr als ein Einzelbild; das Modell wertet nur einzelne Aufnahmen aus.',
      todo: 'Befunden Sie diese Serie in Ihrem Viewer.',
    },
    'not-greyscale': {
      what: 'Das Bild ist kein Graustufenbild; das Modell wertet nur Graustufenaufnahmen aus.',
      todo: 'Befunden Sie diese Aufnahme in Ihrem Viewer.',
    },
    'greyscale-contradictory': {
      what: 'Der Header der Aufnahme widerspricht sich darin, ob hell dicht bedeutet; das Modell könnte sie invertiert lesen.',
      todo: 'Bitten Sie die Radiologie, den Header der Aufnahme zu prüfen (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'Die Aufnahme zeigt eine andere Körperregion, als das Modell auswertet.',
      todo: 'Wählen Sie eine Untersuchung der Körperregion, für die das Modell gemacht ist.',
    },
    'body-part-unknown': {
      what: 'Die Aufnahme gibt nicht an, welche Körperregion sie zeigt.',
      todo: 'Bitten Sie die Radiologie, den Header der Aufnahme zu vervollständigen.',
    },
    'view-not-accepted': {
      what: 'Die Aufnahme hat keine Projektion, die das Modell auswertet (beim Thorax: PA oder AP).',
      todo: 'Wählen Sie eine Untersuchung mit einer solchen Aufnahme oder befunden Sie diese ohne KI.',
    },
    'film-blank': {
      what: 'Das Bild zeigt nichts: Es hat fast überall denselben Grauton.',
      todo: 'Prüfen Sie das Bild im Archiv; es kann nicht analysiert werden.',
    },
    'film-inverted': {
      what: 'Die Grautöne dieses Bildes wirken invertiert: Knochen ist dunkel, wo er hell sein sollte.',
      todo: 'Prüfen Sie das Bild im Archiv. Befunden Sie es ohne KI.',
    },
    'film-turned': {
      what: 'Dieses Bild wirkt gedreht, auf dem Kopf stehend oder beschnitten.',
      todo: 'Prüfen Sie das Bild im Archiv. Befunden Sie es ohne KI.',
    },
    'film-unlike-training': {
      what: 'Dieses Bild sieht nicht aus wie die Aufnahmen, an denen das Modell geprüft wurde.',
      todo: 'Befunden Sie diese Aufnahme ohne KI.',
    },
    'age-not-accepted': {
      what: 'Das Alter des Patienten liegt außerhalb des Bereichs, für den das Modell geprüft wurde.',
      todo: 'Befunden Sie diese Aufnahme ohne KI.',
    },
    'not-for-presentation': {
      what: 'Die Aufnahme besteht aus Rohdaten des Detektors und ist nicht zur Befundung bestimmt.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme „For Presentation“ zu senden.',
    },
    'presentation-intent-not-accepted': {
      what: 'Die Aufnahme wurde für einen anderen Zweck aufbereitet, als das Modell auswertet.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme in der Form zu senden, die das Modell auswertet.',
    },
    'image-type-not-accepted': {
      what: 'Das Bild ist ein Localizer, eine Bildschirmkopie oder von anderer Art und keine diagnostische Aufnahme.',
      todo: 'Es ist nichts zu tun, wenn die Untersuchung die Aufnahme selbst enthält.',
    },
    'capture-not-accepted': {
      what: 'Das Bild ist ein Screenshot oder ein eingescanntes Dokument, keine Aufnahme.',
      todo: 'Es ist nichts zu tun, wenn die Untersuchung die Aufnahme selbst enthält.',
    },
    'series-not-accepted': {
      what: 'Dem Namen nach enthält die Serie keine Aufnahme, wie sie angefertigt wurde.',
      todo: 'Es ist nichts zu tun, wenn die Untersuchung die Aufnahme selbst enthält.',
    },
    'processed-copy': {
      what: 'Das Bild ist eine nachbearbeitete Kopie einer anderen Aufnahme dieser Untersuchung.',
      todo: 'Es ist nichts zu tun: Die Aufnahme, aus der es entstand, steht daneben.',
    },
    'duplicate-instance': {
      what: 'Das Archiv führt dieses Bild ein zweites Mal auf.',
      todo: 'Es ist nichts zu tun: Es wird einmal ausgewertet.',
    },
    'no-film-accepted': {
      what: 'Keine Aufnahme dieser Untersuchung ist eine, die das Modell auswertet. Der Grund steht unten bei jeder Aufnahme.',
      todo: 'Wählen Sie eine Untersuchung mit einer Aufnahme, für die das Modell gemacht ist, oder befunden Sie diese ohne KI.',
    },
    'model-unavailable': {
      what: 'Das Modell ist auf diesem Server nicht bereit.',
      todo: 'Versuchen Sie es in einigen Minuten erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'model-not-openable': {
      what: 'Das Modell konnte auf diesem Server nicht gestartet werden.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'model-broken': {
      what: 'Die Dateien des Modells auf diesem Server sind beschädigt oder unvollständig; deshalb wird es nicht verwendet.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'inference-busy': {
      what: 'Zu viele Analysen warten auf das Modell.',
      todo: 'Versuchen Sie es in einigen Minuten erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'inference-crashed': {
      what: 'Das Modell ist während der Auswertung der Aufnahme abgestürzt.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'film-frames-contradictory': {
      what: 'Das Objekt der Aufnahme enthält nicht die Bilder, die sein Header aufführt.',
      todo: 'Bitten Sie die Radiologie, die Aufnahme noch einmal zu senden.',
    },
    'inference-timeout': {
      what: 'Das Modell brauchte für diese Aufnahme zu lange und wurde angehalten.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'inference-server-unreachable': {
      what: 'Der Server, auf dem das Modell läuft, antwortet nicht.',
      todo: 'Versuchen Sie es in einigen Minuten erneut. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'inference-server-denied': {
      what: 'Der Server, auf dem das Modell läuft, gewährt Sightline keinen Zugang.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'inference-server-failed': {
      what: 'Der Server, auf dem das Modell läuft, hat einen eigenen Fehler gemeldet.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'inference-request-refused': {
      what: 'Der Server, auf dem das Modell läuft, hat die Aufnahme so, wie Sightline sie gesendet hat, abgelehnt.',
      todo: 'Nennen Sie dem Support die Nummer unten.',
    },
    'inference-answer-broken': {
      what: 'Der Server, auf dem das Modell läuft, hat eine nicht vertrauenswürdige Antwort gegeben; sie wird deshalb nicht verwendet.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'model-not-served': {
      what: 'Der Server bietet das Modell nicht an, das dieses Krankenhaus verwendet.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'served-model-differs': {
      what: 'Auf dem Server läuft ein anderes Modell als das hier geprüfte; seine Ergebnisse werden deshalb nicht verwendet.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'inference-cancelled': {
      what: 'Die Arbeit des Modells wurde unterbrochen.',
      todo: 'Starten Sie die Analyse noch einmal.',
    },
    'model-output-broken': {
      what: 'Das Modell hat eine Antwort gegeben, die die Prüfung nicht bestanden hat; sie wurde verworfen.',
      todo: 'Befunden Sie diese Aufnahme ohne KI und nennen Sie dem Support die Nummer unten.',
    },
    'model-output-mismatch': {
      what: 'Die Antwort des Modells passt nicht zu seiner eigenen Beschreibung; sie wurde verworfen.',
      todo: 'Befunden Sie diese Aufnahme ohne KI und nennen Sie dem Support die Nummer unten.',
    },
    'model-output-not-finite': {
      what: 'Die Antwort des Modells enthält Werte, die keine Zahlen sind; sie wurde verworfen.',
      todo: 'Befunden Sie diese Aufnahme ohne KI und nennen Sie dem Support die Nummer unten.',
    },
    'order-invalid': {
      what: 'Die Bildgebungsanforderung konnte nicht gelesen werden.',
      todo: 'Informieren Sie die Administration des anfordernden Systems.',
    },
    'order-without-study': {
      what: 'Zu dieser Bildgebungsanforderung gibt es noch keine Untersuchung.',
      todo: 'Wurden die Aufnahmen noch nicht angefertigt, ist nichts zu tun. Prüfen Sie sonst die Accession-Nr.',
    },
    'patient-merged': {
      what: 'Das Krankenhaus hat die Akte dieses Patienten mit einer anderen zusammengeführt.',
      todo: 'Öffnen Sie die Akte, die jetzt gilt. Ein bereits abgelegtes Ergebnis wird dort erneut abgelegt.',
    },
    'result-changed-meanwhile': {
      what: 'Das Ergebnis wurde im selben Moment von jemand anderem geändert.',
      todo: 'Versuchen Sie es erneut; die neueste Version wird zuerst abgefragt.',
    },
    'result-not-kept': {
      what: 'Was diese Version des Ergebnisses aussagte, ist nicht mehr vorhanden.',
      todo: 'Informieren Sie Ihre IT-Administration. Die Untersuchung kann erneut analysiert werden.',
    },
    'subject-unchecked': {
      what: 'Wem dieses Ergebnis gehört, konnte vor dem Senden nicht noch einmal erfragt werden: Das KIS oder das Archiv hat nicht geantwortet.',
      todo: 'Es ist nichts zu tun. Es wird gefragt, bis beide antworten, und dann gesendet.',
    },
    'order-cancelled': {
      what: 'Die Bildgebungsanforderung wurde storniert und mit ihr die Analyse.',
      todo: 'Es ist nichts zu tun. Wurde sie irrtümlich storniert, stellen Sie sie erneut.',
    },
    'delivery-refused': {
      what: 'Das Zielsystem hat die Verbindung oder die Zugangsdaten abgelehnt.',
      todo: 'Informieren Sie Ihre IT-Administration. Das Ergebnis ist gespeichert und kann erneut gesendet werden.',
    },
    'delivery-unreachable': {
      what: 'Das Zielsystem antwortet nicht. Sightline versucht es weiter.',
      todo: 'Im Moment ist nichts zu tun. Hält es an, informieren Sie Ihre IT-Administration.',
    },
    'delivery-ambiguous': {
      what: 'Es steht nicht fest, ob das Zielsystem das Ergebnis erhalten hat. Es wird nicht erneut gesendet, bis das geprüft ist.',
      todo: 'Sehen Sie im Zielsystem nach, bevor Sie sich darauf verlassen. Der Support kann mit der Nummer unten helfen.',
    },
    'delivery-rejected': {
      what: 'Das Zielsystem hat das Ergebnis erhalten und nicht angenommen.',
      todo: 'Informieren Sie Ihre IT-Administration. Das Ergebnis ist hier gespeichert und kann erneut gesendet werden.',
    },
    'delivery-dropped': {
      what: 'Eine Person hat entschieden, dass dieses Ergebnis nicht an dieses Zielsystem geht.',
      todo: 'Fragen Sie Ihre IT-Administration, wenn Sie es dort erwarten.',
    },
    'operator-unknown': {
      what: 'Dieser Link oder diese Sitzung ist nicht mehr gültig.',
      todo: 'Bitten Sie die Betreiber des Servers um einen neuen Link: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'Diese Übermittlung gibt es nicht.',
      todo: 'Sehen Sie noch einmal in der Liste nach: Sie ist vielleicht inzwischen erledigt.',
    },
    'delivery-not-decidable': {
      what: 'Diese Übermittlung ist inzwischen weiter; das kann für sie nicht mehr entschieden werden.',
      todo: 'Sehen Sie ihren Status in der Liste nach und entscheiden Sie erneut.',
    },
    'route-missing': {
      what: 'Die Einstellungen dieser Einrichtung nennen keinen Weg, auf dem das Ergebnis dieses Zielsystem erreichen kann.',
      todo: 'Informieren Sie Ihre IT-Administration: results.routes in sites.json und die Selbstauskunft des KIS müssen geprüft werden.',
    },
    'destination-refused': {
      what: 'Das Zielsystem hat unsere Zugangsdaten abgelehnt.',
      todo: 'Informieren Sie Ihre IT-Administration. Das Ergebnis ist gespeichert und kann erneut gesendet werden.',
    },
    'destination-credentials-missing': {
      what: 'Die Zugangsdaten für dieses Zielsystem können auf dem Server nicht gelesen werden.',
      todo: 'Informieren Sie Ihre IT-Administration. Das Ergebnis ist gespeichert und kann erneut gesendet werden.',
    },
    'report-not-signed': {
      what: 'Der Bericht gilt als ärztlich unterzeichnet, nennt aber niemanden, der ihn unterzeichnet hat; deshalb wird er nicht geschrieben.',
      todo: 'Unterzeichnen Sie den Bericht erneut. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'pdf-writer-absent': {
      what: 'Dieser Server kann keine PDF-Dateien erzeugen.',
      todo: 'Es ist nichts zu tun: Das Ergebnis wird ohne PDF abgelegt. Ihre IT-Administration kann das PDF-Programm für diese Art Rechner installieren.',
    },
    'pdf-not-typeset': {
      what: 'Der Bericht konnte nicht als PDF gesetzt werden, zum Beispiel weil ein Name in einer Schrift steht, die keine installierte Schriftart enthält.',
      todo: 'Es ist nichts zu tun: Das Ergebnis wird ohne PDF abgelegt. Hält es an, nennen Sie dem Support die Nummer unten.',
    },
    'report-pdf-missing': {
      what: 'Der Kommunikationsserver (HL7) verlangt den Bericht als PDF, und es gibt keines.',
      todo: 'Informieren Sie Ihre IT-Administration: Das Ergebnis ist hier gespeichert.',
    },
    'character-not-writable': {
      what: 'Ein Name oder Text enthält ein Zeichen, das der Zeichensatz des Kommunikationsservers (HL7) nicht darstellen kann; deshalb wurde nichts gesendet.',
      todo: 'Informieren Sie Ihre IT-Administration: Der Kommunikationsserver muss Unicode annehmen.',
    },
    'patients-differ': {
      what: 'Berichte verschiedener Patienten oder Fälle dürfen nicht in einer Nachricht stehen.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'report-missing': {
      what: 'Eine Nachricht ohne Bericht darf nicht gesendet werden.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'delivery-untrusted': {
      what: 'Das Zielsystem und Sightline vertrauen den Zertifikaten des jeweils anderen nicht; deshalb wurde nichts gesendet. Sightline versucht es weiter.',
      todo: 'Informieren Sie Ihre IT-Administration: Ein Zertifikat ist möglicherweise abgelaufen.',
    },
    'delivery-credentials-missing': {
      what: 'Das Zertifikat, das Sightline dem Zielsystem vorlegt, fehlt; deshalb wurde nichts gesendet. Sightline versucht es weiter.',
      todo: 'Informieren Sie Ihre IT-Administration.',
    },
    'patient-identifier-missing': {
      what: 'Das KIS liefert für diesen Patienten keine Kennung, unter der ein HL7-v2-Ergebnis abgelegt werden könnte.',
      todo: 'Bitten Sie Ihre IT-Administration, die Patientenkennungen im KIS zu prüfen.',
    },
    'date-not-iso': {
      what: 'Das KIS liefert ein Datum in einer Form, die ein HL7-v2-Ergebnis nicht aufnehmen kann.',
      todo: 'Informieren Sie Ihre IT-Administration und nennen Sie dem Support die Nummer unten.',
    },
    'analysis-timed-out': {
      what: 'Die Analyse dauerte länger als erlaubt und wurde abgebrochen.',
      todo: 'Versuchen Sie es erneut. Tritt es wieder auf, informieren Sie Ihre IT-Administration.',
    },
    'analysis-abandoned': {
      what: 'Die Analyse wurde mehrmals unterbrochen und schließlich aufgegeben.',
      todo: 'Starten Sie die Analyse noch einmal. Tritt es wieder auf, nennen Sie dem Support die Nummer unten.',
    },
    'analysis-unknown': {
      what: 'Diese Analyse gibt es in diesem Aufruf nicht.',
      todo: 'Kehren Sie zur Liste der Untersuchungen zurück und öffnen Sie sie von dort.',
    },
    'model-unknown': {
      what: 'Dieses Modell gibt es in diesem Aufruf nicht.',
      todo: 'Kehren Sie zur Liste der Untersuchungen zurück und öffnen Sie die Modellkarte aus einem Ergebnis.',
    },
    'storage-full': {
      what: 'Hier ist kein Platz mehr für ein weiteres Ergebnis. Was ausgewertet wurde, ist gespeichert und wird weiterhin gesendet.',
      todo: 'Teilen Sie den Betreibern von Sightline mit, dass die Festplatte voll ist, und starten Sie die Analyse danach noch einmal.',
    },
    'analysis-ended-meanwhile': {
      what: 'Die frühere Analyse dieser Untersuchung endete genau in diesem Moment ohne Ergebnis.',
      todo: 'Starten Sie die Analyse noch einmal.',
    },
  },
};
