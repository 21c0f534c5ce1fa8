import type { Shape } from '../../shape.ts';
import type { report as en } from './en.ts';

/** "Rapport", not "compte rendu", which a radiologist signs. Like every report, within ISO 8859-1 (MSH-18). */
export const report: Shape<typeof en> = {
  aiStatement:
    "Produit par une intelligence artificielle (modèle {model}, version {version}). Préliminaire : ni relu ni signé par un médecin. Réservé à la recherche ; sans autorisation d''aucune autorité réglementaire.",
  aiStatementSigned:
    "Produit à l''aide de l''intelligence artificielle (modèle {model}, version {version}) ; relu et signé par {signer}. Réservé à la recherche ; sans autorisation d''aucune autorité réglementaire.",
  aiStatementWithdrawn:
    "Produit par une intelligence artificielle (modèle {model}, version {version}) et retiré : ne pas utiliser. Réservé à la recherche ; sans autorisation d''aucune autorité réglementaire.",
  banner: {
    preliminary: "PRÉLIMINAIRE - PRODUIT PAR UN LOGICIEL D''IA - NI RELU NI SIGNÉ PAR UN MÉDECIN",
    final: "DÉFINITIF - PRODUIT AVEC UN LOGICIEL D''IA - SIGNÉ PAR {signer}, {date}",
    amended:
      "MODIFIÉ - REMPLACE LA VERSION ANTÉRIEURE - PRODUIT AVEC UN LOGICIEL D''IA - SIGNÉ PAR {signer}, {date}",
    corrected:
      "CORRIGÉ - LA VERSION ANTÉRIEURE ÉTAIT ERRONÉE - PRODUIT AVEC UN LOGICIEL D''IA - SIGNÉ PAR {signer}, {date}",
    cancelled: "ANNULÉ - CE RÉSULTAT D''IA EST RETIRÉ - NE PAS UTILISER",
    'entered-in-error': "SAISI PAR ERREUR - CE RÉSULTAT D''IA EST RETIRÉ - NE PAS UTILISER",
  },
  status: {
    preliminary: 'Préliminaire',
    final: 'Définitif',
    amended: 'Modifié',
    corrected: 'Corrigé',
    cancelled: 'Annulé',
    'entered-in-error': 'Saisi par erreur',
  },
  withdrawn: {
    cancelled:
      "Cette analyse par IA a été annulée. Ce qu''énoncent les versions antérieures de ce rapport est retiré ; interprétez les clichés sans en tenir compte.",
    'entered-in-error':
      "Ce rapport d''IA a été enregistré par erreur, peut-être pour un autre patient ou un autre examen. Ce qu''énoncent les versions antérieures est retiré ; ne fondez aucune décision dessus.",
  },
  reissued: {
    'patient-merged':
      "Version {version} : l''hôpital a fusionné les dossiers de ce patient. Les résultats sont inchangés.",
    'patient-updated':
      "Version {version} : l''hôpital a modifié les identifiants ou les données personnelles de ce patient. Les résultats sont inchangés.",
    'order-cancelled':
      "Version {version} : la demande a été annulée après l''analyse des clichés. Les résultats sont inchangés.",
    'study-moved': 'Version {version} : ces clichés ne sont plus enregistrés pour ce patient.',
    'analysed-twice':
      'Version {version} : les mêmes clichés ont un autre rapport pour ce patient, qui reste valable.',
    'prior-withdrawn':
      "Version {version} : le résultat d''IA antérieur auquel celui-ci était comparé a été retiré. Les résultats sont inchangés.",
    'amended-by-reader': 'Version {version} : le clinicien signataire a complété ce compte rendu.',
    'corrected-by-reader': 'Version {version} : le clinicien signataire a corrigé ce compte rendu.',
    'withdrawn-by-hand': "Version {version} : une personne de l''hôpital a retiré ce rapport.",
  },
  title: 'Analyse par IA : {examination}',
  examination: {
    'chest radiograph': 'radiographie thoracique',
    radiograph: 'radiographie',
    mammogram: 'mammographie',
    'medical image': 'image médicale',
  },
  study: 'Examen : {study}',
  ofDate: 'du {date}',
  accession: "numéro d''accession {identifier}",
  order: 'demande {identifier}',
  patientIdentifier: 'Identifiant du patient : {identifier}',
  finding: '{finding} : {presence}. Probabilité {probability} ({point} {threshold} : {measured}).',
  findingWithProbability: '{finding} (probabilité {probability})',
  measured: 'sensibilité {sensitivity}, spécificité {specificity}',
  operatingPoint: 'seuil',
  ruleOutPoint: "seuil d''exclusion",
  place: 'La carte du modèle est la plus intense dans le tiers {zone} du cliché.',
  zone: { upper: 'supérieur', middle: 'moyen', lower: 'inférieur' },
  side: { left: 'à gauche', right: 'à droite', bilateral: 'des deux côtés' },
  presence: {
    present: 'présence',
    absent: 'absence',
    indeterminate: 'indéterminé',
    possible: 'présence possible',
  },
  separator: { list: ' ; ', part: ', ', mark: ' · ' },
  interpretation: {
    present: 'Au seuil {threshold} ou au-dessus',
    indeterminate: 'Indéterminé : au-dessous du seuil {threshold}',
    absent: 'Au-dessous du seuil {threshold} ; non exclu',
    ruledOut: "Au-dessous du seuil d''exclusion {threshold} ; non exclu",
  },
  bodySide: {
    left: 'Côté gauche du patient',
    right: 'Côté droit du patient',
    bilateral: 'Les deux côtés du patient',
  },
  nothingPresent:
    "Le modèle n''a trouvé aucune des anomalies de la liste au-dessus de son seuil. Cela n''exclut pas une maladie.",
  present: 'Au-dessus du seuil du modèle : {findings}. À confirmer par un radiologue.',
  presentSigned: 'Au-dessus du seuil du modèle : {findings}.',
  indeterminate: 'Indéterminé : {findings}.',
  read: {
    finding: '{finding} : {presence} ({decision}). IA : {model}',
    confirmed: 'confirmé par le lecteur',
    changed: 'modifié par le lecteur',
    rejected: 'rejeté par le lecteur : {reason}',
    reason: {
      'not-seen': 'non vu sur le cliché',
      artefact: 'artefact ou superposition',
      'normal-variant': 'variante de la normale',
      known: 'connu, ou sans intérêt actuel',
      'image-quality': "la qualité de l''image ne le permet pas",
      other: 'autre motif',
    },
    comment: 'Lecteur : {comment}',
    nothingPresent:
      "Selon la lecture de {signer} : aucune des anomalies énumérées n''est présente. L''IA n''a recherché que les anomalies énumérées.",
    present: 'Selon la lecture de {signer}, présent : {findings}.',
    rejectedList: "Trouvé par l''IA et rejeté par le lecteur : {findings}.",
    added: "Non trouvé par l''IA et ajouté par le lecteur : {findings}.",
  },
  comparison: {
    sameModel: "Comparé au résultat d''IA de l''examen du {date}, produit par la même version du modèle.",
    otherModel:
      "Comparé au résultat d''IA de l''examen du {date}, produit par une autre version du modèle : les probabilités des deux ne sont pas comparables, et un changement peut tenir au modèle et non au patient.",
    nowPresent: 'Au-dessus du seuil cette fois et non la fois précédente : {findings}.',
    stillPresent: 'Au-dessus du seuil les deux fois : {findings}.',
    nowAbsent: 'Au-dessus du seuil la fois précédente et non cette fois : {findings}.',
    nonePresent: "Aucune anomalie n''a dépassé son seuil, ni la fois précédente ni cette fois.",
    notLookedFor: 'Non recherché la fois précédente : {findings}.',
    noLongerLookedFor: 'Au-dessus du seuil la fois précédente et non recherché cette fois : {findings}.',
    change: '{finding} (probabilité {before} la fois précédente, {probability} cette fois)',
    ownSight: "Le modèle a lu chaque examen séparément : il n''a pas mis les clichés côte à côte.",
  },
  limits: {
    listedOnly:
      'Seules les anomalies de la liste ont été recherchées. « Absence » signifie au-dessous du seuil indiqué, et non exclu.',
    measuredOn:
      'La sensibilité et la spécificité ont été mesurées sur : {population} ; elles peuvent être différentes ici.',
    heldOut: "clichés n''ayant pas servi à l''apprentissage du modèle",
    noMap:
      "Ce modèle ne dessine pas de carte : il n''indique ni où se trouve une anomalie sur le cliché, ni de quel côté.",
    map: "Les côtés et les localisations sont estimés d''après la carte d''activation du modèle, qui montre ce qui a influencé le modèle et non le contour d''une anomalie.",
    films: 'Clichés analysés : {number}.',
    refused: 'Clichés non analysés : {number} ({reason}).',
    model: 'Modèle : {model}, version {version} ({identifier}), SHA-256 {hash} ; exécuté sur {device}.',
    research: "Réservé à la recherche ; sans autorisation d''aucune autorité réglementaire.",
  },
  heading: {
    impression: 'Conclusion',
    findings: 'Résultats',
    comparison: 'Comparaison',
    limits: 'Limites',
  },
  pdf: {
    page: 'Page {number} sur {total}',
    patient: 'Patient',
    noName: 'Nom non indiqué',
    study: 'Examen',
    order: 'Demande',
    studyUid: "UID d''instance de l''examen",
    examined: 'Réalisé',
    issued: 'Rapport rédigé',
    report: 'Rapport',
    versionOf: '{identifier}, version {version}',
    reason: 'Motif de cette version',
    signedBy: 'Signé par',
    notSigned: 'Non signé',
    point: 'Seuil',
    finding: 'Anomalie',
    presence: 'Statut',
    modelTitle: 'Modèle',
  },
};
