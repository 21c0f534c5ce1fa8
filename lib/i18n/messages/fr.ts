import { cardElements } from './card-elements/fr.ts';
import { report } from './report/fr.ts';
import type { en } from './en.ts';
import { bindFrenchMarks } from '../french-spaces.ts';
import type { Shape } from '../shape.ts';

/** DPI is the dossier patient informatisé, IPP the identifiant permanent du patient. */
const messages: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: 'L’IA d’imagerie dans le dossier du patient',
    mark: 'IA – Réservé à la recherche ; sans autorisation d’aucune autorité réglementaire',
    skipToContent: 'Aller au contenu',
    language: 'Langue',
    backToChart: 'Retour aux examens',
  },
  landing: {
    sites: 'Ouvrir avec la liste de patients du DPI',
    siteLink: 'Ouvrir à {site}',
    title: 'L’IA d’imagerie dans le dossier du patient',
    lead: 'Sightline s’ouvre depuis le dossier d’un patient, applique des modèles d’imagerie aux clichés de ce patient et enregistre le résultat préliminaire là où se trouvent ses autres résultats : dans le dossier et dans les messages HL7 v2.',
    howTitle: 'Comment l’ouvrir',
    stepChart: 'Ouvrez le patient dans le dossier patient informatisé (DPI).',
    stepLaunch: 'Choisissez Sightline dans le dossier. Il s’ouvre pour ce patient et aucun autre.',
    stepAnalyse:
      'Choisissez un examen et lancez l’analyse. Vous pouvez en suivre chaque étape ou fermer la fenêtre : le travail continue.',
    standalone: 'Cette adresse n’affiche aucun patient. Un patient ne s’ouvre jamais que depuis son dossier.',
    safetyTitle: 'Ce que c’est, et ce que ce n’est pas',
    safetyResearch: 'Réservé à la recherche. Aucune autorité réglementaire ne l’a autorisé.',
    safetyPreliminary: 'Tout résultat est préliminaire tant qu’un médecin ne l’a pas signé.',
    safetyRefuses: 'Il refuse les clichés pour lesquels il n’est pas fait, et dit pourquoi.',
  },
  patient: {
    leave: 'Se déconnecter',
    region: 'Patient',
    identifier: 'IPP',
    identifierLong: 'Identifiant permanent du patient',
    birthDate: 'Naissance',
    age: 'Âge',
    sex: 'Sexe',
    unknown: 'non indiqué',
    years: '{count, plural, one {# an} many {# ans} other {# ans}}',
    months: '{count, plural, one {# mois} many {# mois} other {# mois}}',
    days: '{count, plural, one {# jour} many {# jours} other {# jours}}',
    user: 'Utilisateur',
  },
  sex: { male: 'Masculin', female: 'Féminin', other: 'Autre', unknown: 'Inconnu' },
  studies: {
    notAmong:
      'L’examen depuis lequel vous avez ouvert Sightline n’est pas parmi ceux qui ont été trouvés pour ce patient.',
    chosen: 'Ouvert depuis le dossier',
    title: 'Examens d’imagerie',
    count: '{count, plural, =0 {Aucun examen} one {# examen} many {# examens} other {# examens}}',
    modality: 'Modalité',
    accession: 'N° d’accession',
    images: 'Images',
    untitled: 'Examen sans description',
    noDate: 'Date non indiquée',
    notAnalysed: 'Non analysé',
    analyse: 'Analyser',
    analyseStudy: 'Analyser l’examen {study}',
    analyseAgain: 'Analyser à nouveau',
    openProgress: 'Suivre l’analyse',
    openResult: 'Ouvrir le résultat',
    openReason: 'Voir le motif',
    openStudy: 'Ouvrir l’examen {study}',
    starting: 'Lancement …',
    emptyTitle: 'Aucun examen d’imagerie dans ce dossier',
    emptyText:
      'Le DPI ne répertorie aucun examen d’imagerie pour ce patient. Un cliché qui vient d’être pris peut mettre quelques minutes à apparaître ici.',
    emptyAction: 'Chercher à nouveau',
    noneFound: 'Aucune anomalie au-dessus de son seuil',
    noneSigned: 'Rien de ce qui est énuméré n’est présent',
    disclaimer:
      'Les résultats de l’IA sont préliminaires. Ils aident à l’interprétation et ne la remplacent pas.',
  },
  state: {
    queued: 'En attente',
    retrieving: 'Récupération des clichés',
    decoding: 'Décodage des clichés',
    inferring: 'Exécution du modèle',
    writing: 'Rédaction des résultats',
    delivering: 'Enregistrement des résultats',
    completed: 'Enregistré comme préliminaire',
    sentToEngine: 'Envoyé au moteur HL7 comme préliminaire',
    signed: 'Signé et transmis',
    signedToEngine: 'Signé et envoyé au moteur HL7',
    withdrawn: 'Retiré',
    undelivered: 'Non enregistré partout',
    refused: 'Refusé',
    failed: 'Échec',
  },
  step: {
    retrieve: 'Récupérer',
    decode: 'Décoder',
    infer: 'Exécuter le modèle',
    write: 'Rédiger les résultats',
    deliver: 'Enregistrer',
  },
  stepState: { waiting: 'en attente', running: 'en cours', done: 'terminé', stopped: 'arrêté' },
  progress: {
    title: 'Analyse',
    region: 'Avancement de l’analyse',
    running: 'Analyse en cours',
    runningHint:
      'Vous pouvez fermer cette fenêtre. L’analyse continue, et son résultat reste dans le dossier.',
    startedFromChart: 'Lancée depuis le dossier',
    startedFromOrder: 'Lancée par une demande d’examen',
    finishedIn: 'Terminée en {seconds} s',
    stepsCaption: 'Étapes et leur durée',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting: 'La connexion a été interrompue. Reconnexion en cours ; l’analyse elle-même continue.',
    disconnected: 'Les mises à jour en direct se sont arrêtées. L’analyse elle-même continue.',
    reload: 'Recharger la page',
  },
  result: {
    title: 'Anomalies recherchées',
    preliminary: 'Préliminaire',
    preliminaryLong: 'Produit par IA, non signé',
    withdrawn: 'Retiré : ne pas utiliser',
    reissued: 'Enregistré à nouveau',
    preliminaryText:
      'Aucun médecin n’a relu ce résultat. Ne fondez aucune décision dessus sans interpréter le cliché.',
    presentCount:
      '{count, plural, =0 {Aucune anomalie au-dessus de son seuil} one {# anomalie présente} many {# anomalies présentes} other {# anomalies présentes}}',
    noFindings: 'Aucun résultat n’a été produit.',
    triage: 'Anomalie quelconque',
    triageLevel: { present: 'Élevée', indeterminate: 'Moyenne', absent: 'Faible' },
    triageNote:
      'Pour l’ordre de lecture des clichés. Cette valeur ne désigne aucune anomalie et, même faible, n’en exclut aucune.',
    notExcluded:
      'Le modèle ne recherche que les anomalies de cette liste. Une anomalie absente ici n’est pas exclue.',
    probability: 'Probabilité',
    operatingPoint: 'Seuil',
    ruleOutPoint: 'Seuil d’exclusion',
    sensitivity: 'Sensibilité',
    specificity: 'Spécificité',
    accuracyNote:
      'La sensibilité et la spécificité ont été mesurées sur des clichés n’ayant pas servi à l’apprentissage du modèle.',
    onFilm: 'Cliché {number}',
    showMap: 'Afficher la carte de chaleur : {finding}',
    noMap: 'Pas de carte',
    legendBar:
      'La barre est la probabilité calibrée. À partir du trait le plus haut, une anomalie est présente ; au-dessous du plus bas, absente ; entre les deux, indéterminée.',
  },
  viewer: {
    label: 'Visionneuse du cliché',
    tools: 'Outils pour le cliché',
    keys: 'Les flèches déplacent le cliché ; avec Maj, elles changent la fenêtre. Plus et moins agrandissent ou réduisent, 0 ajuste, 1 affiche à l’échelle 1:1. W, P, Z, L, A et E choisissent un outil ; I inverse, R tourne, H et V retournent ; O et G choisissent les gris ; F passe en plein écran.',
    window: 'Fenêtre',
    pan: 'Déplacer',
    zoom: 'Zoom',
    length: 'Longueur',
    angle: 'Angle',
    rectangle: 'Moyenne dans un rectangle',
    invert: 'Inverser les gris',
    turn: 'Tourner de 90°',
    flipHorizontal: 'Retourner gauche-droite',
    flipVertical: 'Retourner haut-bas',
    fit: 'Ajuster',
    oneToOne: 'Échelle 1:1',
    opening: 'Fenêtre du cliché',
    all: 'Tous les gris',
    forget: 'Effacer les mesures',
    fullScreen: 'Plein écran',
    mirrored: 'Inversé gauche-droite',
    ownTable: 'Table du cliché',
    windowIs: 'C {center} W {width}',
    lengthMm: '{length} mm',
    lengthDetector: '{length} mm au détecteur',
    lengthPixels: '{length} pixels (non étalonné)',
    degrees: '{angle}°',
    statistics: 'Moyenne {mean}, ET {deviation}',
    notCleared: 'Tous les gris ; non autorisé pour la lecture diagnostique',
    notLoaded: 'Seul l’aperçu peut être affiché.',
  },
  review: {
    title: 'Votre lecture',
    decide: 'Décision sur {finding}',
    confirm: 'Confirmer',
    change: 'Modifier',
    reject: 'Rejeter',
    undo: 'Annuler la décision',
    confirmed: 'Confirmé',
    changed: 'Modifié : {presence}',
    rejected: 'Rejeté : {reason}',
    by: 'par {name}',
    presenceIs: 'L’anomalie est',
    side: 'Côté',
    noSide: 'Non précisé',
    reason: 'Motif du rejet',
    reasons: {
      'not-seen': 'Non vu sur le cliché',
      artefact: 'Artefact ou superposition',
      'normal-variant': 'Variante de la normale',
      known: 'Connu, ou sans intérêt actuel',
      'image-quality': 'La qualité de l’image ne le permet pas',
      other: 'Autre motif',
    },
    comment: 'Commentaire',
    keep: 'Enregistrer',
    cancel: 'Annuler',
    missed: 'Ce que l’IA n’a pas trouvé',
    missedWords: 'Anomalie',
    add: 'Ajouter une anomalie',
    remove: 'Retirer {finding}',
    overall: 'Commentaire sur l’ensemble du compte rendu',
    left: '{count, plural, =0 {Tout est décidé.} one {# anomalie reste à décider.} many {# anomalies restent à décider.} other {# anomalies restent à décider.}}',
    confirmRest:
      '{count, plural, one {Confirmer celle qui reste} many {Confirmer les # qui restent} other {Confirmer les # qui restent}}',
    signAs: 'Signer en tant que {name}',
    signNote:
      'Vous répondez de l’ensemble du compte rendu. Il devient définitif et est de nouveau transmis partout où se trouve le compte rendu préliminaire.',
    asTitle: 'Nature de cette version',
    amended: 'Un élément est ajouté',
    corrected: 'La version précédente était erronée',
    cannotSign:
      'Le DPI n’a pas indiqué quel praticien vous êtes : le compte rendu ne peut pas être signé depuis cette session. Les décisions sont conservées.',
    signing: 'Signature et transmission en cours',
    nothingToSign: 'Rien n’a changé depuis la dernière signature.',
    alsoHere: 'Lisent aussi en ce moment : {names}',
    historyTitle: 'Versions',
    versionOf: 'Version {version}',
    bySoftware: 'par l’IA seule',
    banner: {
      final: 'Définitif',
      amended: 'Complété',
      corrected: 'Corrigé',
      signedBy: 'Produit avec l’IA, lu et signé par {name}',
    },
  },
  presence: { present: 'Présence', absent: 'Absence', indeterminate: 'Indéterminé' },
  laterality: { left: 'À gauche', right: 'À droite', bilateral: 'Des deux côtés' },
  zone: { upper: 'Tiers supérieur', middle: 'Tiers moyen', lower: 'Tiers inférieur' },
  finding: {
    effusion: 'Épanchement pleural',
    cardiomegaly: 'Cardiomégalie',
    pneumothorax: 'Pneumothorax',
    consolidation: 'Condensation',
    atelectasis: 'Atélectasie',
    nodule: 'Nodule pulmonaire',
    mass: 'Masse pulmonaire',
    fibrosis: 'Fibrose pulmonaire',
    // Not œ: ISO 8859-1 lacks it, and every HL7 v2 result to an engine that takes no Unicode would be refused.
    edema: 'Oedème pulmonaire',
    emphysema: 'Emphysème',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'Profil gauche',
    RL: 'Profil droit',
    LATERAL: 'Profil',
    unknown: 'Incidence non indiquée',
  },
  film: {
    region: 'Clichés',
    title: 'Cliché {number}',
    titleWithView: 'Cliché {number}, {view}',
    alt: 'Cliché {number} de cet examen, {view}. Les anomalies recherchées figurent à côté.',
    choose: 'Choisir un cliché',
    outcomePending: 'En cours d’analyse',
    outcomeAnalysed: 'Analysé',
    outcomeRefused: 'Refusé',
    overlay: 'Carte de chaleur',
    overlayOf: 'Carte de chaleur : {finding}',
    overlayOff: 'Aucune carte de chaleur affichée',
    opacity: 'Opacité',
    overlayNote:
      'Montre où le modèle a cherché cette anomalie. Son intensité est relative à ce cliché et ne dit rien du degré de certitude du modèle.',
    contour: 'Contour',
    box: 'Cadre',
    contourNote:
      'Le contour et le cadre entourent la zone où la carte atteint au moins la moitié de son intensité maximale. Ils ne sont pas le contour de l’anomalie.',
    noContour:
      'Pas de contour : il n’est pas tracé pour une anomalie absente, ni lorsqu’aucun endroit ne se détache.',
    noMapDrawn: 'Ce modèle ne dessine pas de carte. Il n’indique pas où il a cherché.',
    low: 'faible',
    high: 'forte',
    pending: 'Le cliché apparaîtra ici dès qu’il aura été décodé.',
    noPreview: 'Il n’y a pas d’aperçu de ce cliché.',
    previewFailed:
      'L’aperçu de ce cliché n’a pas pu être chargé. Interprétez le cliché dans votre visionneuse.',
    notDiagnostic: 'Aperçu, impropre au diagnostic',
    refusedTitle: 'Clichés non analysés',
  },
  delivery: {
    title: 'Où le résultat a été envoyé',
    destination: 'Destination',
    what: 'Quoi',
    state: 'État',
    updated: 'Quand',
    reference: 'Référence',
    attempts: '{count, plural, one {# tentative} many {# tentatives} other {# tentatives}}',
    atEhr: {
      document:
        'Le DPI de cet établissement n’accepte pas de compte rendu radiologique par FHIR. Il reçoit le rapport sous forme de document PDF ; les anomalies n’y sont pas enregistrées comme valeurs codées.',
      nothing:
        'Le DPI de cet établissement n’accepte pas de résultats par FHIR. Ils vont seulement à son moteur HL7, sous forme de messages HL7 v2 ; il est indiqué ci-dessous si le moteur les a acceptés.',
    },
    none: 'Rien n’a encore été envoyé.',
    noneEver: 'Rien n’a été envoyé.',
    moreReferences: '{count, plural, one {# de plus} many {# de plus} other {# de plus}}',
    noReference: 'aucune pour l’instant',
    timesIn: 'Fuseau horaire : {zone}',
  },
  operator: {
    title: 'Boîte d’envoi',
    enterText:
      'Ceci ouvre la boîte d’envoi de cette installation, pour huit heures, dans ce navigateur. Le lien ne sert qu’une fois.',
    enter: 'Ouvrir la boîte d’envoi',
    leave: 'Quitter',
    timesIn: 'Fuseau horaire : {zone}',
    waiting: 'En attente d’une décision',
    noneWaiting: 'Rien n’attend de décision.',
    underWay: 'En cours',
    noneUnderWay: 'Rien n’est en cours.',
    destinations: 'Destinations',
    noDestinations: 'Rien n’a encore été envoyé nulle part.',
    delivery: 'Envoi',
    destination: 'Destination',
    state: 'État',
    since: 'Depuis',
    next: 'Prochaine tentative',
    version: 'version {version}',
    answers: 'Répond',
    rests: 'Ne répond pas ; en pause jusqu’au',
    one: 'Un envoi',
    back: 'Retour à la boîte d’envoi',
    identity: 'Identifiant à destination',
    problem: 'Problème',
    words: 'Dans les termes de la destination (peut nommer un patient)',
    decide: 'Décider',
    nothingToDecide: 'Il n’y a rien à décider sur cet envoi pour l’instant.',
    retry: 'Réessayer',
    retryText: 'Ce qui a pu arriver est d’abord recherché ; rien n’est enregistré deux fois.',
    arrived: 'Il est arrivé',
    arrivedText: 'Vous avez regardé dans la destination, et le résultat y est.',
    arrivedAs: 'Comment la destination le désigne',
    notArrived: 'Il n’est pas arrivé',
    notArrivedText:
      'Vous avez regardé dans la destination, et le résultat n’y est pas. Il est envoyé à nouveau.',
    drop: 'Ne jamais l’envoyer',
    dropText: 'Le résultat ne va pas à cette destination. Il reste dans Sightline, et la page l’indique.',
  },
  destination: { ehr: 'DPI', 'hl7-engine': 'Moteur HL7' },
  deliveryKind: {
    fhir: 'Rapport et observations FHIR',
    oru: 'Résultat HL7 v2 (ORU)',
    document: 'Rapport en document PDF (FHIR)',
    pdf: 'Rapport en fichier PDF',
    dicom: 'Rapport en objet DICOM',
  },
  deliveryState: {
    pending: 'En attente',
    sending: 'En cours d’envoi',
    ambiguous: 'En vérification',
    acknowledged: 'Accepté',
    held: 'Décision requise',
    failed: 'Non accepté',
    sent: 'Reçu, pas encore confirmé',
    dead: 'Abandonné : décision requise',
    superseded: 'Remplacé par une version plus récente',
  },
  model: {
    title: 'À propos du modèle',
    name: 'Modèle',
    id: 'Identifiant',
    version: 'Version',
    hash: 'SHA-256 des poids',
    ranOn: 'Exécuté sur',
    status: 'Statut réglementaire',
  },
  modelCard: {
    link: 'Fiche du modèle : chiffres et limites',
    title: 'Fiche du modèle',
    version: 'Version {version}',
    intendedUse: 'Usage prévu',
    licence: 'Licence',
    measuredOn: 'Mesuré sur',
    films: 'Clichés',
    patients: 'Patients',
    meanAuc: 'AUC moyenne',
    figures: 'Chiffres par anomalie',
    figuresNote:
      'À partir du seuil, une anomalie est dite présente ; au-dessous du seuil d’exclusion, absente ; entre les deux, indéterminée. À chacun des deux seuils, la sensibilité est la part des clichés avec l’anomalie qui l’atteignent, la spécificité la part des clichés sans l’anomalie qui restent au-dessous.',
    prevalenceNote:
      'Ces chiffres ont été mesurés à la prévalence indiquée ici. Là où une anomalie est plus rare, une plus grande part de ce qui est dit présent est fausse.',
    finding: 'Anomalie',
    prevalence: 'Prévalence',
    auc: 'AUC (intervalle à 95 %)',
    calibrationError: 'Erreur de calibration',
    threshold: 'Valeur',
    notMeasured: 'non mesuré',
    limits: 'Limites connues',
    document: 'La fiche du modèle lui-même',
    documentNote: 'Texte exact du paquet du modèle, en anglais.',
    missing:
      'Le paquet de ce modèle ne contient pas de fiche. Tout ce qu’il déclare figure ici ; valeurs prédictives, groupes de patients et défaillances connues ne sont pas indiqués.',
    unreadable:
      'La fiche contenue dans le paquet de ce modèle ne peut pas être affichée : elle est trop longue, ou n’est pas du texte Markdown simple. Ce que déclare le manifeste du paquet figure ici.',
    standIn:
      'Le résultat a été produit par {model}, version {version}, qui n’est plus installée ici. Cette page concerne une autre version : ses chiffres et ses seuils ne valent pas pour ce résultat.',
    superseded:
      'Les nouveaux résultats sont produits par {model}, version {version}. Seuils et chiffres sont propres à une version : ce qui figure ici ne vaut que pour les résultats de la version indiquée ci-dessus.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Ouvrir Sightline dans sa propre fenêtre',
    text: 'Votre navigateur ne conserve pas les cookies de Sightline dans ce cadre et, sans cookie, on ne pourrait distinguer personne. Rien n’est perdu : le même lancement se poursuit dans une fenêtre à part.',
    open: 'Ouvrir dans une nouvelle fenêtre',
  },
  ended: {
    title: 'Vous avez quitté Sightline',
    text: 'Les analyses en cours continuent, et leurs résultats sont enregistrés. Vous pouvez fermer cette fenêtre.',
  },
  withheld: {
    title: 'Le DPI n’a pas tout autorisé',
    patient:
      'Les données du patient ne peuvent pas être lues : les clichés ne peuvent pas être comparés au dossier, donc rien ne sera analysé.',
    studies:
      'Le DPI ne fournit pas la liste des examens d’imagerie ; ils sont recherchés dans l’archive d’images.',
    archives:
      'Le DPI n’indique pas où sont conservées les images ; les archives de l’établissement sont interrogées à la place.',
    orders:
      'Les demandes ne peuvent pas être lues ; les résultats sont enregistrés sans le numéro de demande.',
    filing:
      'Depuis ce lancement, les résultats ne peuvent pas être enregistrés dans le dossier ; ils passent par le moteur de messages de l’hôpital lorsqu’il y en a un.',
    todo: 'Tout le reste fonctionne. Votre administrateur peut autoriser ce qui manque dans l’inscription de Sightline au DPI.',
  },
  problem: {
    support: 'Numéro d’assistance',
    supportHint: 'Communiquez ce numéro à l’assistance ; il ne contient aucune donnée du patient.',
    nothingFiled: 'Aucun résultat n’a été enregistré.',
    titleDeclined: 'Cet examen a été refusé',
    titleFailed: 'L’analyse n’a pas abouti',
    titleUndelivered: 'Le résultat n’est pas enregistré partout',
    titleLaunch: 'Sightline n’a pas pu s’ouvrir',
    titleClosed: 'Cette fenêtre a été fermée',
    titleNotFound: 'Cette page n’existe pas',
    titleCrash: 'Cette page n’a pas pu s’afficher',
    returnToChart: 'Revenez au dossier du patient et ouvrez-y Sightline.',
    retry: 'Réessayer',
  },
  problems: {
    unexpected: {
      what: 'Il s’est produit quelque chose à quoi Sightline n’était pas préparé.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'database-unreachable': {
      what: 'La base de données de Sightline ne répond pas.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'session-unknown': {
      what: 'Cette fenêtre n’appartient à aucun lancement en cours.',
      todo: 'Revenez au dossier du patient et ouvrez Sightline depuis celui-ci.',
    },
    'session-expired': {
      what: 'Votre session a pris fin parce qu’elle est restée ouverte trop longtemps.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline. Les analyses en cours continuent.',
    },
    'session-ended': {
      what: 'Vous vous êtes déconnecté de ce lancement.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline. Les analyses en cours continuent.',
    },
    'launch-refused': {
      what: 'Le DPI a rejeté le lancement comme incorrect.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline. Si cela se reproduit, prévenez votre administrateur.',
    },
    'client-refused': {
      what: 'Le DPI n’accepte pas ce serveur comme application inscrite.',
      todo: 'Prévenez votre administrateur : le client id, le secret ou la clé inscrits dans le DPI ne correspondent pas aux réglages de ce serveur.',
    },
    'client-key-unusable': {
      what: 'La clé de ce serveur pour le DPI ne peut pas être utilisée.',
      todo: 'Prévenez votre administrateur : le fichier de clé de cet établissement est absent ou endommagé.',
    },
    'scope-refused': {
      what: 'Le DPI n’autorise pas l’accès que Sightline demande.',
      todo: 'Demandez à votre administrateur d’autoriser les scopes de Sightline dans l’inscription au DPI.',
    },
    'grant-spent': {
      what: 'La réponse du DPI avait expiré ou avait déjà servi.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline.',
    },
    'identity-unproven': {
      what: 'Ce que le DPI déclare de votre identité n’a pas pu être confirmé ; rien n’a donc été ouvert.',
      todo: 'Ouvrez à nouveau Sightline depuis le dossier. Si cela se reproduit, prévenez votre administrateur.',
    },
    'clock-skew': {
      what: 'Les horloges du DPI et de ce serveur diffèrent trop ; ce que le DPI déclare de votre identité est donc considéré comme expiré.',
      todo: 'Demandez à votre administrateur de vérifier les deux horloges.',
    },
    'ehr-keys-unusable': {
      what: 'Les clés avec lesquelles le DPI signe n’ont pas pu être lues.',
      todo: 'Réessayez dans quelques minutes. Si cela persiste, prévenez votre administrateur.',
    },
    'user-not-clinician': {
      what: 'Sightline ne s’ouvre que pour les professionnels de santé ; le DPI vous désigne comme patient ou comme proche.',
      todo: 'Interrogez votre équipe soignante sur les résultats.',
    },
    'session-superseded': {
      what: 'Cette fenêtre correspondait à un lancement antérieur et a été fermée pour qu’aucun patient ne soit confondu avec un autre.',
      todo: 'Revenez au dossier et utilisez la dernière fenêtre ouverte.',
    },
    'session-cookie-missing': {
      what: 'Le navigateur n’a pas renvoyé le cookie de la session.',
      todo: 'Autorisez les cookies pour ce site ou ouvrez Sightline dans un nouvel onglet, puis relancez-le depuis le dossier.',
    },
    'cross-site-request': {
      what: 'La requête ne venait pas de la page de Sightline ; elle n’a donc pas été exécutée.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline.',
    },
    'result-not-reviewable': {
      what: 'Il n’y a ici aucun résultat à lire et à signer.',
      todo: 'Attendez la fin de l’analyse. Un résultat retiré ne se signe pas.',
    },
    'review-changed-meanwhile': {
      what: 'Quelqu’un d’autre en a décidé, ou le compte rendu a changé, depuis que vous l’avez vu.',
      todo: 'Votre dernière décision n’a pas été conservée. Regardez ce qui figure ici maintenant et décidez à nouveau.',
    },
    'review-being-signed': {
      what: 'Ce compte rendu est en cours de signature.',
      todo: 'Attendez qu’il soit signé ; il pourra alors être complété.',
    },
    'review-undecided': {
      what: 'Des anomalies que l’IA dit présentes ou indéterminées ne sont pas encore décidées.',
      todo: 'Décidez chacune d’elles, puis signez.',
    },
    'reader-unknown': {
      what: 'Le DPI n’a pas indiqué qui vous êtes : les décisions ne peuvent pas être conservées.',
      todo: 'Demandez à votre administrateur d’accorder à Sightline les droits openid et fhirUser.',
    },
    'signer-unknown': {
      what: 'Le DPI n’a pas indiqué quel praticien vous êtes : le compte rendu ne peut pas être signé.',
      todo: 'Demandez à votre administrateur d’accorder à Sightline les droits openid et fhirUser. Les décisions sont conservées.',
    },
    'request-invalid': {
      what: 'La page a envoyé une requête que Sightline n’a pas pu lire.',
      todo: 'Rechargez la page et réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'site-unknown': {
      what: 'Ce serveur ne connaît pas le DPI qui a ouvert Sightline.',
      todo: 'Demandez à votre administrateur d’ajouter ce DPI à la liste des établissements.',
    },
    'launch-denied': {
      what: 'Le DPI n’a pas donné accès à Sightline.',
      todo: 'Ouvrez-le à nouveau et acceptez l’accès, ou demandez l’autorisation à votre administrateur.',
    },
    'launch-invalid': {
      what: 'Le lancement par le DPI était incomplet ou avait déjà servi.',
      todo: 'Revenez au dossier du patient et ouvrez à nouveau Sightline.',
    },
    'launch-patient-missing': {
      what: 'Le DPI n’a pas indiqué quel patient est ouvert.',
      todo: 'Ouvrez d’abord un patient dans le DPI, puis Sightline depuis ce dossier.',
    },
    'token-expired': {
      what: 'L’autorisation donnée par le DPI a expiré pendant le travail.',
      todo: 'Ouvrez à nouveau Sightline depuis le dossier et relancez l’analyse.',
    },
    'token-refused': {
      what: 'Le DPI n’a pas accepté les identifiants d’accès de Sightline.',
      todo: 'Ouvrez à nouveau Sightline depuis le dossier. Si cela se reproduit, prévenez votre administrateur.',
    },
    'ehr-unreachable': {
      what: 'Le DPI ne répond pas.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'ehr-refused': {
      what: 'Le DPI a refusé une requête nécessaire à l’analyse.',
      todo: 'Prévenez votre administrateur ; les droits de Sightline dans le DPI sont peut-être incomplets.',
    },
    'ehr-answer-broken': {
      what: 'La réponse du DPI ne peut pas être lue.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'patient-mismatch': {
      what: 'Les clichés sont au nom d’un autre patient que celui dont le dossier est ouvert. L’analyse a été arrêtée.',
      todo: 'N’utilisez pas cet examen pour ce patient. Prévenez le service d’imagerie : l’examen est peut-être classé dans le mauvais dossier.',
    },
    'patient-unverifiable': {
      what: 'Les clichés n’indiquent pas assez clairement de qui ils sont ; le patient n’a donc pas pu être confirmé.',
      todo: 'Demandez au service d’imagerie de vérifier les identifiants du patient dans l’examen.',
    },
    'study-not-found': {
      what: 'L’archive d’images ne contient pas cet examen.',
      todo: 'S’il vient d’être réalisé, attendez quelques minutes et réessayez. Sinon, interrogez le service d’imagerie.',
    },
    'study-without-images': {
      what: 'L’examen ne contient pas encore d’images.',
      todo: 'Réessayez lorsque les clichés auront été envoyés à l’archive.',
    },
    'study-mismatch': {
      what: 'L’archive d’images a envoyé les clichés d’un autre examen. L’analyse a été arrêtée.',
      todo: 'Prévenez le service d’imagerie et communiquez à l’assistance le numéro ci-dessous.',
    },
    'study-too-large': {
      what: 'L’examen contient plus d’images que Sightline ne peut en récupérer en une fois.',
      todo: 'Interprétez cet examen dans votre visionneuse.',
    },
    'endpoint-missing': {
      what: 'Le DPI n’indique pas où sont conservées les images de cet examen.',
      todo: 'Prévenez votre administrateur : l’examen n’a pas d’adresse d’images (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'Les images de l’examen sont à une adresse que ce serveur n’a pas le droit d’utiliser.',
      todo: 'Demandez à votre administrateur de vérifier la liste des archives de l’établissement.',
    },
    'endpoint-unusable': {
      what: 'L’indication du DPI sur l’emplacement des images de cet examen est désactivée ou illisible.',
      todo: 'Demandez à votre administrateur de vérifier l’adresse d’images de l’examen (Endpoint).',
    },
    'study-ambiguous': {
      what: 'L’archive d’images contient cet examen plusieurs fois, ou pour plusieurs patients.',
      todo: 'Demandez au service d’imagerie de déterminer lequel est le bon.',
    },
    'archive-unreachable': {
      what: 'L’archive d’images ne répond pas.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'archive-timeout': {
      what: 'L’archive d’images a mis trop de temps à répondre.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'archive-busy': {
      what: 'L’archive d’images est trop occupée pour répondre en ce moment.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'archive-refused': {
      what: 'L’archive d’images a refusé de remettre les clichés.',
      todo: 'Prévenez votre administrateur ; l’accès de Sightline à l’archive manque peut-être.',
    },
    'archive-credentials-missing': {
      what: 'Les identifiants d’accès de Sightline à l’archive d’images manquent ou ne sont pas valides.',
      todo: 'Prévenez votre administrateur : le mot de passe, le jeton ou le certificat de l’archive ne peut pas être utilisé.',
    },
    'archive-redirected': {
      what: 'L’archive d’images a renvoyé vers une autre adresse. Sightline ne la suit pas, car elle ne figure pas sur la liste de cet établissement.',
      todo: 'Demandez à votre administrateur de vérifier l’adresse de l’archive.',
    },
    'archive-answer-broken': {
      what: 'La réponse de l’archive d’images ne peut pas être lue.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'archive-answer-truncated': {
      what: 'La connexion à l’archive d’images s’est rompue avant qu’un cliché soit complet.',
      todo: 'Patientez un instant et réessayez. Si cela persiste, prévenez votre administrateur.',
    },
    'archive-answer-too-large': {
      what: 'L’archive d’images a envoyé plus de données que Sightline n’en accepte pour un cliché.',
      todo: 'Interprétez cet examen dans votre visionneuse et prévenez votre administrateur.',
    },
    'archive-answer-not-multipart': {
      what: 'L’archive d’images a répondu sous une forme qui n’est pas une récupération DICOM.',
      todo: 'Demandez à votre administrateur de vérifier l’adresse de l’archive.',
    },
    'retrieval-cancelled': {
      what: 'La récupération des clichés a été interrompue.',
      todo: 'Relancez l’analyse.',
    },
    'film-not-dicom': {
      what: 'Le fichier n’est pas une image DICOM.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-truncated': {
      what: 'Le cliché est incomplet : une partie de son fichier manque.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-header-unreadable': {
      what: 'L’en-tête du cliché est illisible.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-without-identity': {
      what: 'Le cliché n’indique pas quelle image de quel examen il est.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-too-large': {
      what: 'Le cliché est plus grand que ce que Sightline décode.',
      todo: 'Interprétez ce cliché dans votre visionneuse.',
    },
    'film-size-contradictory': {
      what: 'L’en-tête et l’image du cliché se contredisent sur sa taille.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-not-decodable': {
      what: 'L’image compressée du cliché est endommagée et ne peut pas être décodée.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'film-without-pixels': {
      what: 'Le fichier ne contient pas d’image.',
      todo: 'Demandez au service d’imagerie si le cliché a été envoyé en entier.',
    },
    'multi-frame': {
      what: 'Le fichier contient plusieurs images ; le modèle ne lit que des clichés simples.',
      todo: 'Interprétez cette série dans votre visionneuse.',
    },
    'photometric-not-supported': {
      what: 'L’image est en couleur ou sous une forme que le modèle ne lit pas.',
      todo: 'Interprétez ce cliché dans votre visionneuse.',
    },
    'pixel-layout-not-supported': {
      what: 'L’image est enregistrée sous une forme que Sightline ne lit pas.',
      todo: 'Interprétez ce cliché dans votre visionneuse.',
    },
    'transfer-syntax-not-supported': {
      what: 'Le cliché est compressé d’une façon que Sightline ne sait pas décoder.',
      todo: 'Interprétez ce cliché dans votre visionneuse et prévenez votre administrateur.',
    },
    'decoding-timeout': {
      what: 'Le décodage du cliché a duré trop longtemps et a été arrêté.',
      todo: 'Interprétez ce cliché dans votre visionneuse et communiquez à l’assistance le numéro ci-dessous.',
    },
    'decoding-crashed': {
      what: 'Le décodage du cliché a échoué.',
      todo: 'Interprétez ce cliché dans votre visionneuse et communiquez à l’assistance le numéro ci-dessous.',
    },
    'decoding-cancelled': {
      what: 'Le décodage des clichés a été interrompu.',
      todo: 'Relancez l’analyse.',
    },
    'modality-not-accepted': {
      what: 'L’image provient d’un type d’appareil que le modèle ne lit pas.',
      todo: 'Choisissez un examen du type pour lequel le modèle est fait.',
    },
    'sop-class-not-accepted': {
      what: 'Le fichier n’est pas d’un type que le modèle lit (classe SOP DICOM).',
      todo: 'Interprétez ce cliché dans votre visionneuse.',
    },
    'not-a-single-frame': {
      what: 'Le fichier contient plus d’une image ; le modèle ne lit que des clichés simples.',
      todo: 'Interprétez cette série dans votre visionneuse.',
    },
    'not-greyscale': {
      what: 'L’image n’est pas en niveaux de gris ; le modèle ne lit que des clichés en niveaux de gris.',
      todo: 'Interprétez ce cliché dans votre visionneuse.',
    },
    'greyscale-contradictory': {
      what: 'L’en-tête du cliché se contredit sur le fait que clair signifie dense ; le modèle pourrait le lire inversé.',
      todo: 'Demandez au service d’imagerie de vérifier l’en-tête du cliché (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'Le cliché montre une autre partie du corps que celle que le modèle lit.',
      todo: 'Choisissez un examen de la partie du corps pour laquelle le modèle est fait.',
    },
    'body-part-unknown': {
      what: 'Le cliché n’indique pas quelle partie du corps il montre.',
      todo: 'Demandez au service d’imagerie de compléter l’en-tête du cliché.',
    },
    'view-not-accepted': {
      what: 'Le cliché n’a pas une incidence que le modèle lit (pour le thorax : PA ou AP).',
      todo: 'Choisissez un examen avec un tel cliché, ou interprétez celui-ci sans IA.',
    },
    'film-blank': {
      what: 'L’image ne montre rien : elle est presque entièrement d’une seule teinte.',
      todo: 'Vérifiez l’image dans l’archive ; elle ne peut pas être analysée.',
    },
    'film-inverted': {
      what: 'Les teintes de cette image semblent inversées : l’os est sombre là où il devrait être clair.',
      todo: 'Vérifiez l’image dans l’archive. Interprétez-la sans IA.',
    },
    'film-turned': {
      what: 'Cette image semble tournée, à l’envers ou découpée.',
      todo: 'Vérifiez l’image dans l’archive. Interprétez-la sans IA.',
    },
    'film-unlike-training': {
      what: 'Cette image ne ressemble pas aux clichés sur lesquels le modèle a été testé.',
      todo: 'Interprétez ce cliché sans IA.',
    },
    'age-not-accepted': {
      what: 'L’âge du patient est en dehors des âges pour lesquels le modèle a été testé.',
      todo: 'Interprétez ce cliché sans IA.',
    },
    'not-for-presentation': {
      what: 'Le cliché contient les données brutes du détecteur et n’est pas destiné à l’interprétation.',
      todo: 'Demandez au service d’imagerie d’envoyer le cliché « For Presentation ».',
    },
    'presentation-intent-not-accepted': {
      what: 'Le cliché a été préparé pour un autre usage que celui que le modèle lit.',
      todo: 'Demandez au service d’imagerie d’envoyer le cliché sous la forme que le modèle lit.',
    },
    'image-type-not-accepted': {
      what: 'L’image est une image de repérage, une copie d’écran ou d’un autre type qui n’est pas un cliché diagnostique.',
      todo: 'Il n’y a rien à faire si l’examen contient le cliché lui-même.',
    },
    'capture-not-accepted': {
      what: 'L’image est une capture d’écran ou un document numérisé, et non un cliché.',
      todo: 'Il n’y a rien à faire si l’examen contient le cliché lui-même.',
    },
    'series-not-accepted': {
      what: 'Le nom de la série indique qu’elle ne contient pas de cliché tel qu’il a été pris.',
      todo: 'Il n’y a rien à faire si l’examen contient le cliché lui-même.',
    },
    'processed-copy': {
      what: 'L’image est une copie traitée d’un autre cliché de cet examen.',
      todo: 'Il n’y a rien à faire : le cliché dont elle est issue figure à côté.',
    },
    'duplicate-instance': {
      what: 'L’archive répertorie cette image une seconde fois.',
      todo: 'Il n’y a rien à faire : elle n’est examinée qu’une fois.',
    },
    'no-film-accepted': {
      what: 'Aucun cliché de cet examen n’est de ceux que le modèle lit. Le motif est donné ci-dessous pour chacun.',
      todo: 'Choisissez un examen avec un cliché pour lequel le modèle est fait, ou interprétez celui-ci sans IA.',
    },
    'model-unavailable': {
      what: 'Le modèle n’est pas prêt sur ce serveur.',
      todo: 'Réessayez dans quelques minutes. Si cela persiste, prévenez votre administrateur.',
    },
    'model-not-openable': {
      what: 'Le modèle n’a pas pu démarrer sur ce serveur.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'model-broken': {
      what: 'Les fichiers du modèle sur ce serveur sont endommagés ou incomplets ; il n’est donc pas utilisé.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-busy': {
      what: 'Trop d’analyses attendent le modèle.',
      todo: 'Réessayez dans quelques minutes. Si cela persiste, prévenez votre administrateur.',
    },
    'inference-crashed': {
      what: 'Le modèle s’est arrêté pendant qu’il traitait le cliché.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'film-frames-contradictory': {
      what: 'L’objet du cliché ne contient pas les images que son en-tête annonce.',
      todo: 'Demandez au service d’imagerie d’envoyer à nouveau le cliché.',
    },
    'inference-timeout': {
      what: 'Le modèle a mis trop de temps sur ce cliché et a été arrêté.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-server-unreachable': {
      what: 'Le serveur qui exécute le modèle ne répond pas.',
      todo: 'Réessayez dans quelques minutes. Si cela persiste, prévenez votre administrateur.',
    },
    'inference-server-denied': {
      what: 'Le serveur qui exécute le modèle ne laisse pas entrer Sightline.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-server-failed': {
      what: 'Le serveur qui exécute le modèle a signalé une panne qui lui est propre.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-request-refused': {
      what: 'Le serveur qui exécute le modèle a refusé le cliché tel que Sightline l’a envoyé.',
      todo: 'Communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-answer-broken': {
      what: 'Le serveur qui exécute le modèle a donné une réponse à laquelle on ne peut se fier ; elle n’est donc pas utilisée.',
      todo: 'Réessayez. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'model-not-served': {
      what: 'Le serveur ne propose pas le modèle que cet hôpital utilise.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'served-model-differs': {
      what: 'Le serveur exécute un autre modèle que celui qui a été vérifié ici ; ses résultats ne sont donc pas utilisés.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'inference-cancelled': {
      what: 'Le travail du modèle a été interrompu.',
      todo: 'Relancez l’analyse.',
    },
    'model-output-broken': {
      what: 'Le modèle a donné une réponse qui n’a pas passé les contrôles ; elle a été écartée.',
      todo: 'Interprétez ce cliché sans IA et communiquez à l’assistance le numéro ci-dessous.',
    },
    'model-output-mismatch': {
      what: 'La réponse du modèle ne correspond pas à sa propre description ; elle a été écartée.',
      todo: 'Interprétez ce cliché sans IA et communiquez à l’assistance le numéro ci-dessous.',
    },
    'model-output-not-finite': {
      what: 'La réponse du modèle contient des valeurs qui ne sont pas des nombres ; elle a été écartée.',
      todo: 'Interprétez ce cliché sans IA et communiquez à l’assistance le numéro ci-dessous.',
    },
    'order-invalid': {
      what: 'La demande d’examen n’a pas pu être lue.',
      todo: 'Prévenez l’administrateur du système demandeur.',
    },
    'order-without-study': {
      what: 'Il n’y a pas encore d’examen pour cette demande.',
      todo: 'Il n’y a rien à faire si les clichés n’ont pas été pris. Sinon, vérifiez le numéro d’accession.',
    },
    'patient-merged': {
      what: 'L’hôpital a fusionné le dossier de ce patient avec un autre.',
      todo: 'Ouvrez le dossier désormais utilisé. Un résultat déjà enregistré y est enregistré à nouveau.',
    },
    'result-changed-meanwhile': {
      what: 'Le résultat a été modifié par quelqu’un d’autre au même moment.',
      todo: 'Réessayez ; la version la plus récente est d’abord consultée.',
    },
    'result-not-kept': {
      what: 'Ce qu’énonçait cette version du résultat n’est plus conservé.',
      todo: 'Prévenez votre administrateur. L’examen peut être analysé à nouveau.',
    },
    'subject-unchecked': {
      what: 'Avant l’envoi, il n’a pas été possible de redemander à qui appartient ce résultat : le DPI ou l’archive n’a pas répondu.',
      todo: 'Il n’y a rien à faire. La question est reposée jusqu’à ce que les deux répondent, puis le résultat est envoyé.',
    },
    'order-cancelled': {
      what: 'La demande d’examen a été annulée, et l’analyse avec elle.',
      todo: 'Il n’y a rien à faire. Si la demande a été annulée par erreur, refaites-la.',
    },
    'delivery-refused': {
      what: 'La destination a refusé la connexion ou les identifiants d’accès.',
      todo: 'Prévenez votre administrateur. Le résultat est conservé et peut être envoyé à nouveau.',
    },
    'delivery-unreachable': {
      what: 'La destination ne répond pas. Sightline continue d’essayer.',
      todo: 'Il n’y a rien à faire pour l’instant. Si cela persiste, prévenez votre administrateur.',
    },
    'delivery-ambiguous': {
      what: 'Il n’est pas certain que la destination ait reçu le résultat. Il n’est pas envoyé à nouveau tant que cela n’est pas vérifié.',
      todo: 'Regardez dans la destination avant de vous y fier. L’assistance peut aider avec le numéro ci-dessous.',
    },
    'delivery-rejected': {
      what: 'La destination a reçu le résultat et ne l’a pas accepté.',
      todo: 'Prévenez votre administrateur. Le résultat est conservé ici et peut être envoyé à nouveau.',
    },
    'delivery-dropped': {
      what: 'Une personne a décidé que ce résultat ne va pas à cette destination.',
      todo: 'Interrogez votre administrateur si vous l’y attendez.',
    },
    'operator-unknown': {
      what: 'Ce lien ou cette session n’est plus valable.',
      todo: 'Demandez un nouveau lien à la personne qui gère le serveur : npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'Cet envoi n’existe pas.',
      todo: 'Regardez à nouveau dans la liste : il a peut-être été réglé entre-temps.',
    },
    'delivery-not-decidable': {
      what: 'Cet envoi a avancé entre-temps ; cela ne peut donc plus être décidé à son sujet.',
      todo: 'Regardez son état dans la liste et décidez à nouveau.',
    },
    'route-missing': {
      what: 'Les réglages de cet établissement n’indiquent aucune voie par laquelle le résultat puisse atteindre cette destination.',
      todo: 'Prévenez votre administrateur : il faut vérifier results.routes dans sites.json et ce que le DPI déclare de lui-même.',
    },
    'destination-refused': {
      what: 'La destination a refusé nos identifiants d’accès.',
      todo: 'Prévenez votre administrateur. Le résultat est conservé et peut être envoyé à nouveau.',
    },
    'destination-credentials-missing': {
      what: 'Les identifiants d’accès à cette destination ne peuvent pas être lus sur le serveur.',
      todo: 'Prévenez votre administrateur. Le résultat est conservé et peut être envoyé à nouveau.',
    },
    'report-not-signed': {
      what: 'Le rapport indique qu’un médecin l’a signé sans nommer personne ; il n’est donc pas rédigé.',
      todo: 'Signez à nouveau le rapport. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'pdf-writer-absent': {
      what: 'Ce serveur ne peut pas créer de fichiers PDF.',
      todo: 'Il n’y a rien à faire : le résultat est enregistré sans son PDF. Votre administrateur peut installer le générateur de PDF pour ce type de machine.',
    },
    'pdf-not-typeset': {
      what: 'Le rapport n’a pas pu être composé en PDF, par exemple parce qu’un nom utilise une écriture qu’aucune police installée ne contient.',
      todo: 'Il n’y a rien à faire : le résultat est enregistré sans son PDF. Si cela persiste, communiquez à l’assistance le numéro ci-dessous.',
    },
    'report-pdf-missing': {
      what: 'Le moteur HL7 demande le rapport en PDF, et il n’y en a pas.',
      todo: 'Prévenez votre administrateur : le résultat est conservé ici.',
    },
    'character-not-writable': {
      what: 'Un nom ou un texte contient un caractère que le jeu de caractères du moteur HL7 ne peut pas transmettre ; rien n’a donc été envoyé.',
      todo: 'Prévenez votre administrateur : le moteur doit accepter Unicode.',
    },
    'patients-differ': {
      what: 'Des rapports de patients ou de venues différents ne peuvent pas partager un même message.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'report-missing': {
      what: 'Un message sans rapport ne peut pas être envoyé.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'delivery-untrusted': {
      what: 'La destination et Sightline ne se fient pas à leurs certificats respectifs ; rien n’a donc été envoyé. Sightline continue d’essayer.',
      todo: 'Prévenez votre administrateur : un certificat a peut-être expiré.',
    },
    'delivery-credentials-missing': {
      what: 'Le certificat que Sightline présente à la destination manque ; rien n’a donc été envoyé. Sightline continue d’essayer.',
      todo: 'Prévenez votre administrateur.',
    },
    'patient-identifier-missing': {
      what: 'Le DPI ne fournit pour ce patient aucun identifiant sous lequel un résultat HL7 v2 puisse être enregistré.',
      todo: 'Demandez à votre administrateur de vérifier les identifiants du patient dans le DPI.',
    },
    'date-not-iso': {
      what: 'Le DPI fournit une date sous une forme qu’un résultat HL7 v2 ne peut pas transmettre.',
      todo: 'Prévenez votre administrateur et communiquez à l’assistance le numéro ci-dessous.',
    },
    'analysis-timed-out': {
      what: 'L’analyse a duré plus longtemps que permis et a été arrêtée.',
      todo: 'Réessayez. Si cela se reproduit, prévenez votre administrateur.',
    },
    'analysis-abandoned': {
      what: 'L’analyse a été interrompue plusieurs fois, puis abandonnée.',
      todo: 'Relancez l’analyse. Si cela se reproduit, communiquez à l’assistance le numéro ci-dessous.',
    },
    'analysis-unknown': {
      what: 'Cette analyse n’existe pas dans ce lancement.',
      todo: 'Revenez à la liste des examens et ouvrez-la depuis celle-ci.',
    },
    'model-unknown': {
      what: 'Ce modèle n’existe pas dans ce lancement.',
      todo: 'Revenez à la liste des examens et ouvrez la fiche du modèle depuis un résultat.',
    },
    'storage-full': {
      what: 'Il n’y a plus de place ici pour un autre résultat. Ce qui a été lu est conservé et reste en cours d’envoi.',
      todo: 'Prévenez la personne qui gère Sightline que son disque est plein, puis relancez l’analyse.',
    },
    'analysis-ended-meanwhile': {
      what: 'L’analyse précédente de cet examen vient de se terminer à l’instant, sans résultat.',
      todo: 'Relancez l’analyse.',
    },
  },
};

export const fr = bindFrenchMarks(messages);
