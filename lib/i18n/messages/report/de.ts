import type { Shape } from '../../shape.ts';
import type { report as en } from './en.ts';

/** "Bericht", because "Befund" is a finding here, and what a radiologist signs. */
export const report: Shape<typeof en> = {
  aiStatement:
    'Von künstlicher Intelligenz erstellt (Modell {model}, Version {version}). Vorläufig: weder ärztlich geprüft noch unterzeichnet. Nur für Forschungszwecke; von keiner Behörde zugelassen.',
  aiStatementSigned:
    'Mit künstlicher Intelligenz erstellt (Modell {model}, Version {version}); geprüft und unterzeichnet von {signer}. Nur für Forschungszwecke; von keiner Behörde zugelassen.',
  aiStatementWithdrawn:
    'Von künstlicher Intelligenz erstellt (Modell {model}, Version {version}) und zurückgezogen: nicht verwenden. Nur für Forschungszwecke; von keiner Behörde zugelassen.',
  banner: {
    preliminary: 'VORLÄUFIG - VON KI-SOFTWARE ERSTELLT - WEDER ÄRZTLICH GEPRÜFT NOCH UNTERZEICHNET',
    final: 'ENDGÜLTIG - MIT KI-SOFTWARE ERSTELLT - UNTERZEICHNET VON {signer}, {date}',
    amended:
      'GEÄNDERT - ERSETZT DIE FRÜHERE VERSION - MIT KI-SOFTWARE ERSTELLT - UNTERZEICHNET VON {signer}, {date}',
    corrected:
      'KORRIGIERT - DIE FRÜHERE VERSION WAR FALSCH - MIT KI-SOFTWARE ERSTELLT - UNTERZEICHNET VON {signer}, {date}',
    cancelled: 'STORNIERT - DIESES KI-ERGEBNIS IST ZURÜCKGEZOGEN - NICHT VERWENDEN',
    'entered-in-error': 'IRRTÜMLICH ERFASST - DIESES KI-ERGEBNIS IST ZURÜCKGEZOGEN - NICHT VERWENDEN',
  },
  status: {
    preliminary: 'Vorläufig',
    final: 'Endgültig',
    amended: 'Geändert',
    corrected: 'Korrigiert',
    cancelled: 'Storniert',
    'entered-in-error': 'Irrtümlich erfasst',
  },
  withdrawn: {
    cancelled:
      'Diese KI-Analyse wurde storniert. Die Angaben früherer Versionen dieses Berichts sind zurückgezogen; beurteilen Sie die Aufnahmen ohne sie.',
    'entered-in-error':
      'Dieser KI-Bericht wurde irrtümlich abgelegt, möglicherweise beim falschen Patienten oder zur falschen Untersuchung. Die Angaben früherer Versionen sind zurückgezogen; handeln Sie nicht danach.',
  },
  reissued: {
    'patient-merged':
      'Version {version}: Das Krankenhaus hat die Akten dieses Patienten zusammengeführt. Die Befunde sind unverändert.',
    'patient-updated':
      'Version {version}: Das Krankenhaus hat Kennungen oder Personalien dieses Patienten geändert. Die Befunde sind unverändert.',
    'order-cancelled':
      'Version {version}: Die Anforderung wurde storniert, nachdem die Aufnahmen analysiert worden waren. Die Befunde sind unverändert.',
    'study-moved': 'Version {version}: Diese Aufnahmen sind nicht mehr bei diesem Patienten abgelegt.',
    'analysed-twice':
      'Version {version}: Zu denselben Aufnahmen liegt bei diesem Patienten ein anderer Bericht vor, der weiterhin gilt.',
    'prior-withdrawn':
      'Version {version}: Das frühere KI-Ergebnis, mit dem dieses verglichen wurde, ist zurückgezogen worden. Die Befunde sind unverändert.',
    'amended-by-reader': 'Version {version}: Die unterzeichnende Person hat diesen Befund ergänzt.',
    'corrected-by-reader': 'Version {version}: Die unterzeichnende Person hat diesen Befund berichtigt.',
    'withdrawn-by-hand': 'Version {version}: Eine Person im Krankenhaus hat diesen Bericht zurückgezogen.',
  },
  title: 'KI-Analyse: {examination}',
  examination: {
    'chest radiograph': 'Röntgenaufnahme des Thorax',
    radiograph: 'Röntgenaufnahme',
    mammogram: 'Mammographie',
    'medical image': 'medizinische Aufnahme',
  },
  study: 'Untersuchung: {study}',
  ofDate: 'vom {date}',
  accession: 'Accession-Nr. {identifier}',
  order: 'Anforderung {identifier}',
  patientIdentifier: 'Patientenkennung: {identifier}',
  finding: '{finding}: {presence}. Wahrscheinlichkeit {probability} ({point} {threshold}: {measured}).',
  findingWithProbability: '{finding} (Wahrscheinlichkeit {probability})',
  measured: 'Sensitivität {sensitivity}, Spezifität {specificity}',
  operatingPoint: 'Schwellenwert',
  ruleOutPoint: 'Ausschlussschwelle',
  place: 'Die Heatmap des Modells ist im {zone} Drittel der Aufnahme am stärksten.',
  zone: { upper: 'oberen', middle: 'mittleren', lower: 'unteren' },
  side: { left: 'links', right: 'rechts', bilateral: 'beidseits' },
  presence: {
    present: 'vorhanden',
    absent: 'nicht vorhanden',
    indeterminate: 'unbestimmt',
    possible: 'möglicherweise vorhanden',
  },
  separator: { list: '; ', part: ', ', mark: ' · ' },
  interpretation: {
    present: 'Am oder über dem Schwellenwert {threshold}',
    indeterminate: 'Unbestimmt: unter dem Schwellenwert {threshold}',
    absent: 'Unter dem Schwellenwert {threshold}; nicht ausgeschlossen',
    ruledOut: 'Unter der Ausschlussschwelle {threshold}; nicht ausgeschlossen',
  },
  bodySide: {
    left: 'Linke Seite des Patienten',
    right: 'Rechte Seite des Patienten',
    bilateral: 'Beide Seiten des Patienten',
  },
  nothingPresent:
    'Das Modell fand keinen der aufgeführten Befunde über dem jeweiligen Schwellenwert. Eine Erkrankung ist damit nicht ausgeschlossen.',
  present: 'Über dem Schwellenwert des Modells: {findings}. Radiologisch zu bestätigen.',
  presentSigned: 'Über dem Schwellenwert des Modells: {findings}.',
  indeterminate: 'Unbestimmt: {findings}.',
  read: {
    finding: '{finding}: {presence} ({decision}). KI: {model}',
    confirmed: 'vom Befunder bestätigt',
    changed: 'vom Befunder geändert',
    rejected: 'vom Befunder verworfen: {reason}',
    reason: {
      'not-seen': 'auf der Aufnahme nicht zu sehen',
      artefact: 'Artefakt oder Überlagerung',
      'normal-variant': 'Normvariante',
      known: 'bekannt oder jetzt nicht relevant',
      'image-quality': 'die Bildqualität lässt es nicht zu',
      other: 'anderer Grund',
    },
    comment: 'Befunder: {comment}',
    nothingPresent:
      'Nach Befundung durch {signer}: Keiner der aufgeführten Befunde liegt vor. Die KI hat nur nach den aufgeführten Befunden gesucht.',
    present: 'Nach Befundung durch {signer} vorhanden: {findings}.',
    rejectedList: 'Von der KI gefunden und vom Befunder verworfen: {findings}.',
    added: 'Von der KI nicht gefunden und vom Befunder ergänzt: {findings}.',
  },
  comparison: {
    sameModel:
      'Verglichen mit dem KI-Ergebnis der Untersuchung vom {date}, erstellt von derselben Modellversion.',
    otherModel:
      'Verglichen mit dem KI-Ergebnis der Untersuchung vom {date}, erstellt von einer anderen Modellversion: Die Wahrscheinlichkeiten beider Ergebnisse sind nicht vergleichbar, und eine Änderung kann am Modell statt am Patienten liegen.',
    nowPresent: 'Jetzt über dem Schwellenwert, damals nicht: {findings}.',
    stillPresent: 'Beide Male über dem Schwellenwert: {findings}.',
    nowAbsent: 'Damals über dem Schwellenwert, jetzt nicht: {findings}.',
    nonePresent: 'Kein Befund lag in einer der beiden Untersuchungen über seinem Schwellenwert.',
    notLookedFor: 'Damals nicht gesucht: {findings}.',
    noLongerLookedFor: 'Damals über dem Schwellenwert, jetzt nicht gesucht: {findings}.',
    change: '{finding} (Wahrscheinlichkeit damals {before}, jetzt {probability})',
    ownSight:
      'Das Modell hat jede Untersuchung für sich beurteilt: Es hat die Aufnahmen nicht nebeneinander betrachtet.',
  },
  limits: {
    listedOnly:
      'Nur nach den aufgeführten Befunden wurde gesucht. "Nicht vorhanden" bedeutet unter dem angegebenen Schwellenwert, nicht ausgeschlossen.',
    measuredOn: 'Sensitivität und Spezifität wurden gemessen an: {population}; hier können sie abweichen.',
    heldOut: 'Aufnahmen, an denen das Modell nicht gelernt hat',
    noMap:
      'Dieses Modell zeichnet keine Heatmap: Es sagt nicht, wo in der Aufnahme ein Befund liegt und auf welcher Seite.',
    map: 'Seiten und Orte sind aus der Aktivierungskarte (Heatmap) des Modells geschätzt; sie zeigt, was das Modell beeinflusst hat, und nicht den Umriss eines Befunds.',
    films: 'Analysierte Aufnahmen: {number}.',
    refused: 'Nicht analysierte Aufnahmen: {number} ({reason}).',
    model: 'Modell: {model}, Version {version} ({identifier}), SHA-256 {hash}; ausgeführt auf {device}.',
    research: 'Nur für Forschungszwecke; von keiner Behörde zugelassen.',
  },
  heading: {
    impression: 'Beurteilung',
    findings: 'Befunde',
    comparison: 'Vergleich',
    limits: 'Einschränkungen',
  },
  pdf: {
    page: 'Seite {number} von {total}',
    patient: 'Patient',
    noName: 'Name nicht angegeben',
    study: 'Untersuchung',
    order: 'Anforderung',
    studyUid: 'Study Instance UID',
    examined: 'Untersucht',
    issued: 'Bericht erstellt',
    report: 'Bericht',
    versionOf: '{identifier}, Version {version}',
    reason: 'Grund dieser Version',
    signedBy: 'Unterzeichnet von',
    notSigned: 'Nicht unterzeichnet',
    point: 'Schwelle',
    finding: 'Befund',
    presence: 'Einstufung',
    modelTitle: 'Modell',
  },
};
