import { cardElements } from './card-elements/es.ts';
import { report } from './report/es.ts';
import type { en } from './en.ts';
import type { Shape } from '../shape.ts';

export const es: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: 'IA de imagen en la historia clínica del paciente',
    mark: 'IA – Uso en investigación; sin autorización de ningún organismo regulador',
    skipToContent: 'Ir al contenido',
    language: 'Idioma',
    backToChart: 'Volver a los estudios',
  },
  landing: {
    sites: 'Abrir con la lista de pacientes de la historia clínica',
    siteLink: 'Abrir en {site}',
    title: 'IA de imagen en la historia clínica del paciente',
    lead: 'Sightline se abre desde la historia del paciente, ejecuta modelos de imagen sobre sus radiografías y archiva el resultado preliminar donde están sus demás resultados: en la historia clínica y en los mensajes HL7 v2.',
    howTitle: 'Cómo abrirlo',
    stepChart: 'Abra el paciente en la historia clínica electrónica (HCE).',
    stepLaunch: 'Elija Sightline en la historia. Se abre para ese paciente y para ningún otro.',
    stepAnalyse:
      'Elija un estudio e inicie el análisis. Puede seguir cada paso o cerrar la ventana: el trabajo continúa.',
    standalone: 'Esta dirección no muestra pacientes. Un paciente solo se abre desde su historia clínica.',
    safetyTitle: 'Qué es y qué no es',
    safetyResearch: 'Es para uso en investigación. Ningún organismo regulador lo ha autorizado.',
    safetyPreliminary: 'Todo resultado es preliminar hasta que lo firma un profesional clínico.',
    safetyRefuses: 'Rechaza las imágenes para las que no está hecho y dice por qué.',
  },
  patient: {
    leave: 'Salir',
    region: 'Paciente',
    identifier: 'NHC',
    identifierLong: 'Número de historia clínica',
    birthDate: 'Nacimiento',
    age: 'Edad',
    sex: 'Sexo',
    unknown: 'no consta',
    years: '{count, plural, one {# año} many {# años} other {# años}}',
    months: '{count, plural, one {# mes} many {# meses} other {# meses}}',
    days: '{count, plural, one {# día} many {# días} other {# días}}',
    user: 'Usuario',
  },
  sex: { male: 'Hombre', female: 'Mujer', other: 'Otro', unknown: 'Desconocido' },
  studies: {
    notAmong:
      'El estudio desde el que abrió Sightline no está entre los que se han encontrado para este paciente.',
    chosen: 'Abierto desde la historia',
    title: 'Estudios de imagen',
    count: '{count, plural, =0 {Ningún estudio} one {# estudio} many {# estudios} other {# estudios}}',
    modality: 'Modalidad',
    accession: 'N.º de acceso',
    images: 'Imágenes',
    untitled: 'Estudio sin descripción',
    noDate: 'Fecha no indicada',
    notAnalysed: 'Sin analizar',
    analyse: 'Analizar',
    analyseStudy: 'Analizar el estudio {study}',
    analyseAgain: 'Analizar de nuevo',
    openProgress: 'Ver el progreso',
    openResult: 'Abrir el resultado',
    openReason: 'Ver el motivo',
    openStudy: 'Abrir el estudio {study}',
    starting: 'Iniciando …',
    emptyTitle: 'No hay estudios de imagen en esta historia',
    emptyText:
      'La HCE no contiene estudios de imagen de este paciente. Una imagen recién tomada puede tardar unos minutos en aparecer aquí.',
    emptyAction: 'Buscar de nuevo',
    noneFound: 'Ningún hallazgo por encima del umbral',
    noneSigned: 'Nada de lo enumerado está presente',
    disclaimer: 'Los resultados de la IA son preliminares. Apoyan la lectura y no la sustituyen.',
  },
  state: {
    queued: 'En espera',
    retrieving: 'Obteniendo las imágenes',
    decoding: 'Decodificando las imágenes',
    inferring: 'Ejecutando el modelo',
    writing: 'Redactando los resultados',
    delivering: 'Archivando los resultados',
    completed: 'Archivado como preliminar',
    sentToEngine: 'Enviado al motor HL7 como preliminar',
    signed: 'Firmado y archivado',
    signedToEngine: 'Firmado y enviado al motor HL7',
    withdrawn: 'Retirado',
    undelivered: 'No archivado en todos los destinos',
    refused: 'Rechazado',
    failed: 'Fallido',
  },
  step: {
    retrieve: 'Obtener imágenes',
    decode: 'Decodificar',
    infer: 'Ejecutar modelo',
    write: 'Redactar resultados',
    deliver: 'Archivar resultados',
  },
  stepState: { waiting: 'en espera', running: 'en curso', done: 'hecho', stopped: 'detenido' },
  progress: {
    title: 'Análisis',
    region: 'Progreso del análisis',
    running: 'Análisis en curso',
    runningHint: 'Puede cerrar esta ventana. El análisis continúa y el resultado queda en la historia.',
    startedFromChart: 'Iniciado desde la historia clínica',
    startedFromOrder: 'Iniciado por una petición de imagen',
    finishedIn: 'Terminado en {seconds} s',
    stepsCaption: 'Pasos y sus tiempos',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting: 'Se interrumpió la conexión. Reconectando; el análisis continúa.',
    disconnected: 'Las actualizaciones en directo se han detenido. El análisis continúa.',
    reload: 'Recargar la página',
  },
  result: {
    title: 'Hallazgos',
    preliminary: 'Preliminar',
    preliminaryLong: 'Generado por IA, sin firmar',
    withdrawn: 'Retirado: no lo utilice',
    reissued: 'Archivado de nuevo',
    preliminaryText:
      'Ningún profesional clínico ha revisado este resultado. No actúe según él sin leer la radiografía.',
    presentCount:
      '{count, plural, =0 {Ningún hallazgo por encima del umbral} one {# hallazgo presente} many {# hallazgos presentes} other {# hallazgos presentes}}',
    noFindings: 'No se obtuvieron hallazgos.',
    triage: 'Algún hallazgo',
    triageLevel: { present: 'Alta', indeterminate: 'Media', absent: 'Baja' },
    triageNote:
      'Para el orden de lectura de las imágenes. No nombra ningún hallazgo, y un valor bajo no excluye ninguno.',
    notExcluded:
      'El modelo busca solo los hallazgos de esta lista. Un hallazgo ausente aquí no queda descartado.',
    probability: 'Probabilidad',
    operatingPoint: 'Umbral',
    ruleOutPoint: 'Umbral de exclusión',
    sensitivity: 'Sensibilidad',
    specificity: 'Especificidad',
    accuracyNote:
      'La sensibilidad y la especificidad se midieron en radiografías que el modelo no usó para aprender.',
    onFilm: 'Imagen {number}',
    showMap: 'Mostrar el mapa de calor de {finding}',
    noMap: 'Sin mapa',
    legendBar:
      'La barra es la probabilidad calibrada. Desde la línea más alta el hallazgo está presente, por debajo de la más baja ausente, y entre ambas es indeterminado.',
  },
  viewer: {
    label: 'Visor de la placa',
    tools: 'Herramientas para la placa',
    keys: 'Las flechas mueven la placa; con Mayús cambian la ventana. Más y menos amplían o reducen, 0 ajusta, 1 muestra a escala 1:1. W, P, Z, L, A y E eligen una herramienta; I invierte, R gira, H y V voltean; O y G eligen los grises; F es pantalla completa.',
    window: 'Ventana',
    pan: 'Mover',
    zoom: 'Zoom',
    length: 'Longitud',
    angle: 'Ángulo',
    rectangle: 'Media en un rectángulo',
    invert: 'Invertir los grises',
    turn: 'Girar 90°',
    flipHorizontal: 'Voltear izquierda y derecha',
    flipVertical: 'Voltear arriba y abajo',
    fit: 'Ajustar',
    oneToOne: 'Escala 1:1',
    opening: 'Ventana de la placa',
    all: 'Todos los grises',
    forget: 'Quitar las medidas',
    fullScreen: 'Pantalla completa',
    mirrored: 'En espejo',
    ownTable: 'Tabla de la placa',
    windowIs: 'C {center} W {width}',
    lengthMm: '{length} mm',
    lengthDetector: '{length} mm en el detector',
    lengthPixels: '{length} píxeles (sin calibrar)',
    degrees: '{angle}°',
    statistics: 'Media {mean}, DE {deviation}',
    notCleared: 'Todos los grises; no autorizado para lectura diagnóstica',
    notLoaded: 'Solo se puede mostrar la vista previa.',
  },
  review: {
    title: 'Su lectura',
    decide: 'Decisión sobre {finding}',
    confirm: 'Confirmar',
    change: 'Cambiar',
    reject: 'Rechazar',
    undo: 'Deshacer',
    confirmed: 'Confirmado',
    changed: 'Cambiado: {presence}',
    rejected: 'Rechazado: {reason}',
    by: 'por {name}',
    presenceIs: 'El hallazgo está',
    side: 'Lado',
    noSide: 'No indicado',
    reason: 'Por qué se rechaza',
    reasons: {
      'not-seen': 'No se ve en la placa',
      artefact: 'Artefacto o superposición',
      'normal-variant': 'Variante normal',
      known: 'Conocido o no relevante ahora',
      'image-quality': 'La calidad de la imagen no lo permite',
      other: 'Otro motivo',
    },
    comment: 'Comentario',
    keep: 'Guardar',
    cancel: 'Cancelar',
    missed: 'Lo que la IA no encontró',
    missedWords: 'Hallazgo',
    add: 'Añadir un hallazgo',
    remove: 'Quitar {finding}',
    overall: 'Comentario sobre todo el informe',
    left: '{count, plural, =0 {Todo está decidido.} one {Queda # hallazgo por decidir.} many {Quedan # hallazgos por decidir.} other {Quedan # hallazgos por decidir.}}',
    confirmRest:
      '{count, plural, one {Confirmar el que queda} many {Confirmar los # que quedan} other {Confirmar los # que quedan}}',
    signAs: 'Firmar como {name}',
    signNote:
      'Usted responde de todo el informe. Pasa a ser definitivo y se archiva de nuevo en cada lugar que tiene el preliminar.',
    asTitle: 'Qué es esta versión',
    amended: 'Se añade algo',
    corrected: 'La versión anterior era errónea',
    cannotSign:
      'El EHR no indicó qué profesional es usted, así que el informe no puede firmarse desde esta sesión. Las decisiones se conservan.',
    signing: 'Se está firmando y archivando',
    nothingToSign: 'Nada ha cambiado desde la última firma.',
    alsoHere: 'También lo están leyendo ahora: {names}',
    historyTitle: 'Versiones',
    versionOf: 'Versión {version}',
    bySoftware: 'solo por la IA',
    banner: {
      final: 'Definitivo',
      amended: 'Modificado',
      corrected: 'Corregido',
      signedBy: 'Producido con IA, leído y firmado por {name}',
    },
  },
  presence: { present: 'Presente', absent: 'Ausente', indeterminate: 'Indeterminado' },
  laterality: { left: 'Izquierda', right: 'Derecha', bilateral: 'Ambos lados' },
  zone: { upper: 'Tercio superior', middle: 'Tercio medio', lower: 'Tercio inferior' },
  finding: {
    effusion: 'Derrame pleural',
    cardiomegaly: 'Cardiomegalia',
    pneumothorax: 'Neumotórax',
    consolidation: 'Consolidación',
    atelectasis: 'Atelectasia',
    nodule: 'Nódulo pulmonar',
    mass: 'Masa pulmonar',
    fibrosis: 'Fibrosis pulmonar',
    edema: 'Edema pulmonar',
    emphysema: 'Enfisema',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'Lateral izquierda',
    RL: 'Lateral derecha',
    LATERAL: 'Lateral',
    unknown: 'Proyección no indicada',
  },
  film: {
    region: 'Imágenes',
    title: 'Imagen {number}',
    titleWithView: 'Imagen {number}, {view}',
    alt: 'Imagen {number} de este estudio, {view}. Los hallazgos figuran al lado.',
    choose: 'Elegir imagen',
    outcomePending: 'Analizándose',
    outcomeAnalysed: 'Analizada',
    outcomeRefused: 'Rechazada',
    overlay: 'Mapa de calor',
    overlayOf: 'Mapa de calor: {finding}',
    overlayOff: 'Sin mapa de calor',
    opacity: 'Opacidad',
    overlayNote:
      'Indica dónde buscó el modelo este hallazgo. Su intensidad es relativa dentro de esta imagen y no dice lo seguro que está el modelo.',
    contour: 'Contorno',
    box: 'Recuadro',
    contourNote:
      'El contorno y el recuadro rodean la zona donde el mapa alcanza al menos la mitad de su intensidad máxima. No son el contorno del hallazgo.',
    noContour: 'Sin contorno: no se dibuja para un hallazgo ausente ni donde ningún lugar destaca.',
    noMapDrawn: 'Este modelo no dibuja ningún mapa. No indica dónde buscó.',
    low: 'baja',
    high: 'alta',
    pending: 'La imagen aparecerá aquí en cuanto se haya decodificado.',
    noPreview: 'No hay vista previa de esta imagen.',
    previewFailed: 'No se pudo cargar la vista previa. Lea la imagen en su visor.',
    notDiagnostic: 'Vista previa, no apta para diagnóstico',
    refusedTitle: 'Imágenes que no se analizaron',
  },
  delivery: {
    title: 'Adónde fue el resultado',
    destination: 'Destino',
    what: 'Qué',
    state: 'Estado',
    updated: 'Cuándo',
    reference: 'Referencia',
    attempts: '{count, plural, one {# intento} many {# intentos} other {# intentos}}',
    atEhr: {
      document:
        'La HCE de este centro no admite informes radiológicos por FHIR. Recibe el informe como documento PDF; los hallazgos no se archivan allí como valores codificados.',
      nothing:
        'La HCE de este centro no admite resultados por FHIR. Van solo a su motor HL7, como mensajes HL7 v2; abajo consta si el motor los aceptó.',
    },
    none: 'Aún no se ha enviado nada.',
    noneEver: 'No se envió nada.',
    moreReferences: '{count, plural, one {# más} many {# más} other {# más}}',
    noReference: 'aún ninguna',
    timesIn: 'Horas en {zone}',
  },
  operator: {
    title: 'Bandeja de salida',
    enterText:
      'Abre la bandeja de salida de esta instalación durante ocho horas en este navegador. El enlace sirve una sola vez.',
    enter: 'Abrir la bandeja de salida',
    leave: 'Salir',
    timesIn: 'Horas en {zone}',
    waiting: 'A la espera de una persona',
    noneWaiting: 'Nada espera a una persona.',
    underWay: 'En curso',
    noneUnderWay: 'No hay nada en curso.',
    destinations: 'Destinos',
    noDestinations: 'Aún no se ha enviado nada.',
    delivery: 'Envío',
    destination: 'Destino',
    state: 'Estado',
    since: 'Desde',
    next: 'Próximo intento',
    version: 'versión {version}',
    answers: 'Responde',
    rests: 'No responde; se le deja en paz hasta',
    one: 'Un envío',
    back: 'Volver a la bandeja de salida',
    identity: 'Se conoce allí como',
    problem: 'Problema',
    words: 'En palabras del destino (puede nombrar a un paciente)',
    decide: 'Decidir',
    nothingToDecide: 'Ahora no hay nada que decidir sobre este envío.',
    retry: 'Intentar de nuevo',
    retryText: 'Primero se busca lo que pueda haber llegado; nada se archiva dos veces.',
    arrived: 'Está allí',
    arrivedText: 'Usted ha mirado en el destino y el resultado está allí.',
    arrivedAs: 'Cómo lo llama el destino',
    notArrived: 'No está allí',
    notArrivedText: 'Usted ha mirado en el destino y el resultado no está. Se envía de nuevo.',
    drop: 'No enviarlo nunca',
    dropText: 'El resultado no va a este destino. Permanece en Sightline, y la página lo dice.',
  },
  destination: { ehr: 'HCE', 'hl7-engine': 'Motor HL7' },
  deliveryKind: {
    fhir: 'Informe y observaciones FHIR',
    oru: 'Resultado HL7 v2 (ORU)',
    document: 'Informe como documento PDF (FHIR)',
    pdf: 'Informe como archivo PDF',
    dicom: 'Informe como objeto DICOM',
  },
  deliveryState: {
    pending: 'En espera',
    sending: 'Enviándose',
    ambiguous: 'Comprobándose',
    acknowledged: 'Aceptado',
    held: 'Requiere a una persona',
    failed: 'No aceptado',
    sent: 'Recibido, aún sin confirmar',
    dead: 'Abandonado: requiere una persona',
    superseded: 'Sustituido por una versión más reciente',
  },
  model: {
    title: 'Acerca del modelo',
    name: 'Modelo',
    id: 'Identificador',
    version: 'Versión',
    hash: 'SHA-256 de los pesos',
    ranOn: 'Ejecutado en',
    status: 'Situación regulatoria',
  },
  modelCard: {
    link: 'Ficha del modelo: cifras y límites',
    title: 'Ficha del modelo',
    version: 'Versión {version}',
    intendedUse: 'Uso previsto',
    licence: 'Licencia',
    measuredOn: 'Medido con',
    films: 'Radiografías',
    patients: 'Pacientes',
    meanAuc: 'AUC media',
    figures: 'Cifras de cada hallazgo',
    figuresNote:
      'A partir del umbral, el hallazgo se considera presente; por debajo del umbral de exclusión, ausente; entre ambos, indeterminado. En cada umbral, la sensibilidad es la proporción de radiografías con el hallazgo que lo alcanzan, y la especificidad, la proporción de radiografías sin él que quedan por debajo.',
    prevalenceNote:
      'Se midieron con la prevalencia que aquí se indica. Donde un hallazgo es menos frecuente, es mayor la parte de lo señalado como presente que es errónea.',
    finding: 'Hallazgo',
    prevalence: 'Prevalencia',
    auc: 'AUC (intervalo del 95 %)',
    calibrationError: 'Error de calibración',
    threshold: 'Valor',
    notMeasured: 'no medido',
    limits: 'Límites conocidos',
    document: 'La ficha propia del modelo',
    documentNote: 'Texto literal del paquete del modelo, en inglés.',
    missing:
      'El paquete de este modelo no trae ficha. Aquí figura todo lo que declara; no constan valores predictivos, grupos de pacientes ni fallos conocidos.',
    unreadable:
      'La ficha del paquete de este modelo no se puede mostrar: es demasiado larga o no es texto Markdown sencillo. Aquí figura lo que declara el manifiesto del paquete.',
    standIn:
      'El resultado lo generó {model}, versión {version}, que ya no está instalada aquí. Esta página trata de otra versión: sus cifras y umbrales no valen para ese resultado.',
    superseded:
      'Los resultados nuevos los genera {model}, versión {version}. Los umbrales y las cifras son propios de cada versión: lo que aquí figura vale solo para los resultados de la versión indicada arriba.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Abra Sightline en su propia ventana',
    text: 'Su navegador no guarda cookies de Sightline dentro de este marco y, sin ellas, no se podría distinguir a nadie. No se pierde nada: el mismo inicio continúa en una ventana propia.',
    open: 'Abrir en una ventana nueva',
  },
  ended: {
    title: 'Ha salido de Sightline',
    text: 'Los análisis en curso continúan y sus resultados se archivan. Puede cerrar esta ventana.',
  },
  withheld: {
    title: 'La historia clínica no lo ha permitido todo',
    patient:
      'No se pueden leer los datos del paciente: las placas no se pueden comparar con la historia, así que no se analizará nada.',
    studies:
      'La historia clínica no facilita la lista de estudios; en su lugar se buscan en el archivo de imágenes.',
    archives:
      'La historia clínica no indica dónde están las imágenes; en su lugar se consultan los archivos del centro.',
    orders: 'No se pueden leer las peticiones; los resultados se archivan sin el número de petición.',
    filing:
      'Desde este inicio no se pueden archivar resultados en la historia clínica; se envían por el motor de mensajería del hospital si está configurado.',
    todo: 'Todo lo demás funciona. El administrador puede permitir el resto en el registro de Sightline en la historia clínica.',
  },
  problem: {
    support: 'Número de soporte',
    supportHint: 'Dé este número al soporte; no contiene datos del paciente.',
    nothingFiled: 'No se archivó ningún resultado.',
    titleDeclined: 'Este estudio fue rechazado',
    titleFailed: 'El análisis no se completó',
    titleUndelivered: 'El resultado no está archivado en todos los destinos',
    titleLaunch: 'No se pudo abrir Sightline',
    titleClosed: 'Esta ventana se ha cerrado',
    titleNotFound: 'Esta página no existe',
    titleCrash: 'No se pudo mostrar esta página',
    returnToChart: 'Vuelva a la historia del paciente y abra Sightline desde allí.',
    retry: 'Intentar de nuevo',
  },
  problems: {
    unexpected: {
      what: 'Ocurrió algo para lo que Sightline no estaba preparado.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'database-unreachable': {
      what: 'La base de datos de Sightline no responde.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'session-unknown': {
      what: 'Esta ventana no pertenece a ninguna apertura vigente.',
      todo: 'Vuelva a la historia del paciente y abra Sightline desde allí.',
    },
    'session-expired': {
      what: 'Su sesión terminó por llevar demasiado tiempo abierta.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo. Los análisis en curso continúan.',
    },
    'session-ended': {
      what: 'Ha cerrado esta sesión.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo. Los análisis en curso continúan.',
    },
    'launch-refused': {
      what: 'La historia clínica rechazó el inicio por incorrecto.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo. Si se repite, avise al administrador.',
    },
    'client-refused': {
      what: 'La historia clínica no acepta este servidor como aplicación registrada.',
      todo: 'Avise al administrador: el identificador de cliente, el secreto o la clave del registro no corresponden a la configuración de este servidor.',
    },
    'client-key-unusable': {
      what: 'La clave de este servidor para la historia clínica no se puede usar.',
      todo: 'Avise al administrador: el archivo de claves de este centro falta o está dañado.',
    },
    'scope-refused': {
      what: 'La historia clínica no permite el acceso que Sightline solicita.',
      todo: 'Pida al administrador que permita los ámbitos de Sightline en el registro de la historia clínica.',
    },
    'grant-spent': {
      what: 'La respuesta de la historia clínica había caducado o ya se había usado.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo.',
    },
    'identity-unproven': {
      what: 'No se pudo confirmar quién es usted según la historia clínica, así que no se abrió nada.',
      todo: 'Abra Sightline de nuevo desde la historia. Si se repite, avise al administrador.',
    },
    'clock-skew': {
      what: 'Los relojes de la historia clínica y de este servidor difieren demasiado, por lo que la declaración de quién es usted cuenta como caducada.',
      todo: 'Pida al administrador que compruebe ambos relojes.',
    },
    'ehr-keys-unusable': {
      what: 'No se pudieron leer las claves con las que firma la historia clínica.',
      todo: 'Inténtelo de nuevo en unos minutos. Si continúa, avise al administrador.',
    },
    'user-not-clinician': {
      what: 'Sightline solo se abre para profesionales clínicos; la historia clínica le identifica como paciente o familiar.',
      todo: 'Pregunte por los resultados a su equipo asistencial.',
    },
    'session-superseded': {
      what: 'Esta ventana se abrió en una apertura anterior y se ha cerrado para que no se confundan pacientes.',
      todo: 'Vuelva a la historia y use la última ventana abierta.',
    },
    'session-cookie-missing': {
      what: 'El navegador no devolvió la cookie de la sesión.',
      todo: 'Permita las cookies de este sitio o abra Sightline en una pestaña nueva, y ábralo otra vez desde la historia.',
    },
    'cross-site-request': {
      what: 'La petición no venía de la propia página de Sightline, así que no se ejecutó.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo.',
    },
    'result-not-reviewable': {
      what: 'No hay aquí ningún resultado que pueda leerse y firmarse.',
      todo: 'Espere a que termine el análisis. Un resultado retirado no se firma.',
    },
    'review-changed-meanwhile': {
      what: 'Otra persona ha decidido esto, o el informe ha cambiado, desde que usted lo vio.',
      todo: 'Su última decisión no se guardó. Mire lo que hay aquí ahora y decida de nuevo.',
    },
    'review-being-signed': {
      what: 'Este informe se está firmando en este momento.',
      todo: 'Espere a que esté firmado; entonces podrá modificarse.',
    },
    'review-undecided': {
      what: 'Faltan por decidir hallazgos que la IA da por presentes o indeterminados.',
      todo: 'Decida cada uno de ellos y después firme.',
    },
    'reader-unknown': {
      what: 'El EHR no indicó quién es usted, así que las decisiones no pueden guardarse.',
      todo: 'Pida al administrador que permita a Sightline los permisos openid y fhirUser.',
    },
    'signer-unknown': {
      what: 'El EHR no indicó qué profesional es usted, así que el informe no puede firmarse.',
      todo: 'Pida al administrador que permita a Sightline los permisos openid y fhirUser. Las decisiones se conservan.',
    },
    'request-invalid': {
      what: 'La página envió una petición que Sightline no pudo leer.',
      todo: 'Recargue la página e inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'site-unknown': {
      what: 'La HCE que abrió Sightline no es conocida por este servidor.',
      todo: 'Pida a su administrador que añada esta HCE a la lista de centros.',
    },
    'launch-denied': {
      what: 'La HCE no dio acceso a Sightline.',
      todo: 'Ábralo de nuevo y acepte el acceso, o pida permiso a su administrador.',
    },
    'launch-invalid': {
      what: 'La apertura desde la HCE estaba incompleta o ya se había usado.',
      todo: 'Vuelva a la historia del paciente y abra Sightline de nuevo.',
    },
    'launch-patient-missing': {
      what: 'La HCE no indicó qué paciente está abierto.',
      todo: 'Abra primero un paciente en la HCE y después Sightline desde esa historia.',
    },
    'token-expired': {
      what: 'El permiso de la HCE caducó durante el trabajo.',
      todo: 'Abra Sightline de nuevo desde la historia e inicie otra vez el análisis.',
    },
    'token-refused': {
      what: 'La HCE no aceptó las credenciales de Sightline.',
      todo: 'Abra Sightline de nuevo desde la historia. Si se repite, avise a su administrador.',
    },
    'ehr-unreachable': {
      what: 'La HCE no responde.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'ehr-refused': {
      what: 'La HCE rechazó una petición que el análisis necesita.',
      todo: 'Avise a su administrador; los permisos de Sightline en la HCE pueden estar incompletos.',
    },
    'ehr-answer-broken': {
      what: 'La HCE respondió algo que no se puede leer.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'patient-mismatch': {
      what: 'Las imágenes son de un paciente distinto del de la historia abierta. Se detuvo el análisis.',
      todo: 'No use este estudio para este paciente. Avise a radiología: el estudio puede estar en la historia equivocada.',
    },
    'patient-unverifiable': {
      what: 'Las imágenes no dicen con claridad de quién son, por lo que no se pudo confirmar el paciente.',
      todo: 'Pida a radiología que revise los identificadores del paciente en el estudio.',
    },
    'study-not-found': {
      what: 'El archivo de imágenes no tiene este estudio.',
      todo: 'Si se acaba de realizar, espere unos minutos e inténtelo de nuevo. Si no, consulte a radiología.',
    },
    'study-without-images': {
      what: 'El estudio aún no tiene imágenes.',
      todo: 'Inténtelo de nuevo cuando las imágenes se hayan enviado al archivo.',
    },
    'study-mismatch': {
      what: 'El archivo envió imágenes de otro estudio. Se detuvo el análisis.',
      todo: 'Avise a radiología y dé al soporte el número de abajo.',
    },
    'study-too-large': {
      what: 'El estudio tiene más imágenes de las que Sightline puede obtener de una vez.',
      todo: 'Lea este estudio en su visor.',
    },
    'endpoint-missing': {
      what: 'La HCE no indica dónde se guardan las imágenes de este estudio.',
      todo: 'Avise a su administrador: el estudio no tiene dirección de imágenes (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'Las imágenes del estudio están en una dirección que este servidor no puede usar.',
      todo: 'Pida a su administrador que revise la lista de archivos del centro.',
    },
    'endpoint-unusable': {
      what: 'El dato de la HCE sobre dónde se guardan las imágenes de este estudio está desactivado o no se puede leer.',
      todo: 'Pida a su administrador que revise la dirección de imágenes del estudio (Endpoint).',
    },
    'study-ambiguous': {
      what: 'El archivo de imágenes tiene este estudio más de una vez, o con más de un paciente.',
      todo: 'Pida a radiología que averigüe cuál es el correcto.',
    },
    'archive-unreachable': {
      what: 'El archivo de imágenes no responde.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'archive-timeout': {
      what: 'El archivo de imágenes tardó demasiado en responder.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'archive-busy': {
      what: 'El archivo de imágenes está demasiado ocupado para responder ahora.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'archive-refused': {
      what: 'El archivo de imágenes se negó a entregar las imágenes.',
      todo: 'Avise a su administrador; puede faltar el acceso de Sightline al archivo.',
    },
    'archive-credentials-missing': {
      what: 'Las credenciales de Sightline para el archivo de imágenes faltan o no son válidas.',
      todo: 'Avise a su administrador: la contraseña, el token o el certificado del archivo no se puede usar.',
    },
    'archive-redirected': {
      what: 'El archivo de imágenes remitió a otra dirección. Sightline no la sigue, porque no está en la lista de este centro.',
      todo: 'Pida a su administrador que revise la dirección del archivo.',
    },
    'archive-answer-broken': {
      what: 'El archivo de imágenes respondió algo que no se puede leer.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'archive-answer-truncated': {
      what: 'La conexión con el archivo se cortó antes de recibir una imagen completa.',
      todo: 'Espere un momento e inténtelo de nuevo. Si continúa, avise a su administrador.',
    },
    'archive-answer-too-large': {
      what: 'El archivo envió más datos de los que Sightline acepta para una imagen.',
      todo: 'Lea este estudio en su visor y avise a su administrador.',
    },
    'archive-answer-not-multipart': {
      what: 'El archivo respondió en una forma que no es una entrega DICOM.',
      todo: 'Pida a su administrador que revise la dirección del archivo.',
    },
    'retrieval-cancelled': {
      what: 'La obtención de las imágenes se interrumpió.',
      todo: 'Inicie el análisis otra vez.',
    },
    'film-not-dicom': {
      what: 'El fichero no es una imagen DICOM.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-truncated': {
      what: 'La imagen está incompleta: falta parte de su fichero.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-header-unreadable': {
      what: 'No se puede leer la cabecera de la imagen.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-without-identity': {
      what: 'La imagen no indica qué imagen de qué estudio es.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-too-large': {
      what: 'La imagen es más grande de lo que Sightline decodifica.',
      todo: 'Lea esta imagen en su visor.',
    },
    'film-size-contradictory': {
      what: 'La cabecera y la imagen no coinciden en el tamaño.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-not-decodable': {
      what: 'La imagen comprimida está dañada y no se puede decodificar.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'film-without-pixels': {
      what: 'El fichero no contiene ninguna imagen.',
      todo: 'Pregunte a radiología si la imagen se envió completa.',
    },
    'multi-frame': {
      what: 'El fichero contiene varios fotogramas; el modelo solo lee imágenes simples.',
      todo: 'Lea esta serie en su visor.',
    },
    'photometric-not-supported': {
      what: 'La imagen está en color o en una forma que el modelo no lee.',
      todo: 'Lea esta imagen en su visor.',
    },
    'pixel-layout-not-supported': {
      what: 'La imagen está guardada en una forma que Sightline no lee.',
      todo: 'Lea esta imagen en su visor.',
    },
    'transfer-syntax-not-supported': {
      what: 'La imagen está comprimida de un modo que Sightline no puede decodificar.',
      todo: 'Lea esta imagen en su visor y avise a su administrador.',
    },
    'decoding-timeout': {
      what: 'La decodificación de la imagen tardó demasiado y se detuvo.',
      todo: 'Lea esta imagen en su visor y dé al soporte el número de abajo.',
    },
    'decoding-crashed': {
      what: 'Falló la decodificación de la imagen.',
      todo: 'Lea esta imagen en su visor y dé al soporte el número de abajo.',
    },
    'decoding-cancelled': {
      what: 'La decodificación se interrumpió.',
      todo: 'Inicie el análisis otra vez.',
    },
    'modality-not-accepted': {
      what: 'La imagen procede de un tipo de equipo que el modelo no lee.',
      todo: 'Elija un estudio del tipo para el que se hizo el modelo.',
    },
    'sop-class-not-accepted': {
      what: 'El fichero no es de una clase que el modelo lea (clase SOP de DICOM).',
      todo: 'Lea esta imagen en su visor.',
    },
    'not-a-single-frame': {
      what: 'El fichero contiene varios fotogramas; el modelo solo lee imágenes simples.',
      todo: 'Lea esta serie en su visor.',
    },
    'not-greyscale': {
      what: 'La imagen no está en escala de grises; el modelo solo lee imágenes en grises.',
      todo: 'Lea esta imagen en su visor.',
    },
    'greyscale-contradictory': {
      what: 'La cabecera se contradice sobre si lo claro es lo denso, y el modelo podría leer la imagen invertida.',
      todo: 'Pida a radiología que revise la cabecera de la imagen (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'La imagen muestra una parte del cuerpo distinta de la que lee el modelo.',
      todo: 'Elija un estudio de la parte del cuerpo para la que se hizo el modelo.',
    },
    'body-part-unknown': {
      what: 'La imagen no indica qué parte del cuerpo muestra.',
      todo: 'Pida a radiología que complete la cabecera de la imagen.',
    },
    'view-not-accepted': {
      what: 'La imagen no tiene una proyección que el modelo lea (en tórax: PA o AP).',
      todo: 'Elija un estudio con una imagen así, o lea este sin IA.',
    },
    'film-blank': {
      what: 'La imagen no muestra nada: casi toda tiene un solo tono.',
      todo: 'Compruebe la imagen en el archivo; no se puede analizar.',
    },
    'film-inverted': {
      what: 'Los tonos de esta imagen parecen invertidos: el hueso se ve oscuro donde debería verse claro.',
      todo: 'Compruebe la imagen en el archivo. Léala sin IA.',
    },
    'film-turned': {
      what: 'Esta imagen parece girada, boca abajo o recortada.',
      todo: 'Compruebe la imagen en el archivo. Léala sin IA.',
    },
    'film-unlike-training': {
      what: 'Esta imagen no se parece a las imágenes con las que se probó el modelo.',
      todo: 'Lea esta imagen sin IA.',
    },
    'age-not-accepted': {
      what: 'La edad del paciente está fuera de las edades en que se probó el modelo.',
      todo: 'Lea esta imagen sin IA.',
    },
    'not-for-presentation': {
      what: 'La imagen son datos brutos del detector, no destinados a la lectura.',
      todo: 'Pida a radiología que envíe la imagen «For Presentation».',
    },
    'presentation-intent-not-accepted': {
      what: 'La imagen se preparó para un fin distinto del que lee el modelo.',
      todo: 'Pida a radiología que envíe la imagen en la forma que lee el modelo.',
    },
    'image-type-not-accepted': {
      what: 'La imagen es un localizador, una captura de pantalla u otro tipo que no es una imagen diagnóstica.',
      todo: 'No hay que hacer nada si el estudio contiene la imagen original.',
    },
    'capture-not-accepted': {
      what: 'La imagen es una pantalla capturada o un documento escaneado, no una radiografía.',
      todo: 'No hay que hacer nada si el estudio contiene la imagen original.',
    },
    'series-not-accepted': {
      what: 'El nombre de la serie indica que no contiene una imagen tal como se tomó.',
      todo: 'No hay que hacer nada si el estudio contiene la imagen original.',
    },
    'processed-copy': {
      what: 'La imagen es una copia procesada de otra imagen de este estudio.',
      todo: 'No hay que hacer nada: la imagen de la que procede está en el estudio.',
    },
    'duplicate-instance': {
      what: 'El archivo enumera esta imagen por segunda vez.',
      todo: 'No hay que hacer nada: se examina una sola vez.',
    },
    'no-film-accepted': {
      what: 'Ninguna imagen de este estudio es de las que lee el modelo. El motivo de cada una figura abajo.',
      todo: 'Elija un estudio con una imagen para la que se hizo el modelo, o lea este sin IA.',
    },
    'model-unavailable': {
      what: 'El modelo no está listo en este servidor.',
      todo: 'Inténtelo de nuevo en unos minutos. Si continúa, avise a su administrador.',
    },
    'model-not-openable': {
      what: 'El modelo no pudo iniciarse en este servidor.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'model-broken': {
      what: 'Los ficheros del modelo en este servidor están dañados o incompletos, así que no se usa.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'inference-busy': {
      what: 'Hay demasiados análisis esperando al modelo.',
      todo: 'Inténtelo de nuevo en unos minutos. Si continúa, avise a su administrador.',
    },
    'inference-crashed': {
      what: 'El modelo se detuvo mientras trabajaba en la imagen.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'film-frames-contradictory': {
      what: 'El objeto no contiene las imágenes que su cabecera anuncia.',
      todo: 'Pida a radiología que envíe la imagen de nuevo.',
    },
    'inference-timeout': {
      what: 'El modelo tardó demasiado con esta imagen y se detuvo.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'inference-server-unreachable': {
      what: 'El servidor que ejecuta el modelo no responde.',
      todo: 'Inténtelo de nuevo en unos minutos. Si continúa, avise a su administrador.',
    },
    'inference-server-denied': {
      what: 'El servidor que ejecuta el modelo no deja entrar a Sightline.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'inference-server-failed': {
      what: 'El servidor que ejecuta el modelo comunicó un fallo propio.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'inference-request-refused': {
      what: 'El servidor que ejecuta el modelo rechazó la imagen tal como Sightline la envió.',
      todo: 'Dé al soporte el número de abajo.',
    },
    'inference-answer-broken': {
      what: 'El servidor que ejecuta el modelo dio una respuesta que no es fiable, así que no se usa.',
      todo: 'Inténtelo de nuevo. Si se repite, dé al soporte el número de abajo.',
    },
    'model-not-served': {
      what: 'El servidor no ofrece el modelo que usa este hospital.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'served-model-differs': {
      what: 'El servidor ejecuta un modelo distinto del que se comprobó aquí, así que sus resultados no se usan.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'inference-cancelled': {
      what: 'El trabajo del modelo se interrumpió.',
      todo: 'Inicie el análisis otra vez.',
    },
    'model-output-broken': {
      what: 'El modelo dio una respuesta que no superó las comprobaciones y se desechó.',
      todo: 'Lea esta imagen sin IA y dé al soporte el número de abajo.',
    },
    'model-output-mismatch': {
      what: 'La respuesta del modelo no coincide con su propia descripción y se desechó.',
      todo: 'Lea esta imagen sin IA y dé al soporte el número de abajo.',
    },
    'model-output-not-finite': {
      what: 'La respuesta del modelo contiene valores que no son números y se desechó.',
      todo: 'Lea esta imagen sin IA y dé al soporte el número de abajo.',
    },
    'order-invalid': {
      what: 'No se pudo leer la petición de imagen.',
      todo: 'Avise al administrador del sistema de peticiones.',
    },
    'order-without-study': {
      what: 'Aún no hay ningún estudio para esta petición.',
      todo: 'Si las imágenes no se han tomado, no hay que hacer nada. Si se tomaron, revise el número de acceso.',
    },
    'patient-merged': {
      what: 'El hospital ha unificado la historia de este paciente con otra.',
      todo: 'Abra la historia que está ahora en uso. Un resultado ya archivado se archiva de nuevo allí.',
    },
    'result-changed-meanwhile': {
      what: 'Otra persona cambió el resultado en el mismo momento.',
      todo: 'Inténtelo de nuevo; antes se consulta la versión más reciente.',
    },
    'result-not-kept': {
      what: 'Ya no se conserva lo que decía esta versión del resultado.',
      todo: 'Avise a su administrador. El estudio puede analizarse de nuevo.',
    },
    'subject-unchecked': {
      what: 'Antes de enviarlo no se pudo volver a preguntar de quién es este resultado: la historia clínica o el archivo no respondieron.',
      todo: 'No hay que hacer nada. Se pregunta de nuevo hasta que ambos respondan y luego se envía.',
    },
    'order-cancelled': {
      what: 'La petición de imagen se anuló, y con ella el análisis.',
      todo: 'No hay que hacer nada. Si se anuló por error, vuelva a solicitarla.',
    },
    'delivery-refused': {
      what: 'El destino rechazó la conexión o las credenciales.',
      todo: 'Avise a su administrador. El resultado se conserva y puede enviarse de nuevo.',
    },
    'delivery-unreachable': {
      what: 'El destino no responde. Sightline sigue intentándolo.',
      todo: 'Por ahora no hay que hacer nada. Si continúa, avise a su administrador.',
    },
    'delivery-ambiguous': {
      what: 'No es seguro que el destino recibiera el resultado. No se envía de nuevo hasta comprobarlo.',
      todo: 'Mire en el destino antes de confiar en ello. El soporte puede ayudar con el número de abajo.',
    },
    'delivery-rejected': {
      what: 'El destino recibió el resultado y no lo aceptó.',
      todo: 'Avise a su administrador. El resultado se conserva aquí y puede enviarse de nuevo.',
    },
    'delivery-dropped': {
      what: 'Una persona decidió que este resultado no vaya a este destino.',
      todo: 'Pregunte al administrador si lo espera allí.',
    },
    'operator-unknown': {
      what: 'Este enlace o esta sesión ya no son válidos.',
      todo: 'Pida un enlace nuevo a quien administra el servidor: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'No existe ese envío.',
      todo: 'Consulte la lista de nuevo: puede haberse resuelto entretanto.',
    },
    'delivery-not-decidable': {
      what: 'Este envío ha avanzado entretanto, así que ya no se puede decidir eso sobre él.',
      todo: 'Mire su estado en la lista y decida de nuevo.',
    },
    'route-missing': {
      what: 'La configuración de este centro no indica ninguna vía por la que el resultado pueda llegar a este destino.',
      todo: 'Avise al administrador: hay que revisar results.routes en sites.json y lo que la HCE declara de sí misma.',
    },
    'destination-refused': {
      what: 'El destino rechazó nuestras credenciales.',
      todo: 'Avise al administrador. El resultado se conserva y puede enviarse de nuevo.',
    },
    'destination-credentials-missing': {
      what: 'No se pueden leer en el servidor las credenciales de este destino.',
      todo: 'Avise al administrador. El resultado se conserva y puede enviarse de nuevo.',
    },
    'report-not-signed': {
      what: 'El informe dice que lo firmó un médico y no nombra a nadie, así que no se escribe.',
      todo: 'Firme de nuevo el informe. Si vuelve a ocurrir, dé al soporte el número indicado abajo.',
    },
    'pdf-writer-absent': {
      what: 'Este servidor no puede crear archivos PDF.',
      todo: 'No hace falta nada: el resultado se archiva sin su PDF. Su administrador puede instalar el generador de PDF para este tipo de máquina.',
    },
    'pdf-not-typeset': {
      what: 'El informe no se pudo componer en PDF, por ejemplo porque un nombre usa una escritura que ninguna fuente instalada contiene.',
      todo: 'No hace falta nada: el resultado se archiva sin su PDF. Si persiste, dé al soporte el número indicado abajo.',
    },
    'report-pdf-missing': {
      what: 'El motor HL7 pide el informe en PDF y no lo hay.',
      todo: 'Avise a su administrador: el resultado se conserva aquí.',
    },
    'character-not-writable': {
      what: 'Un nombre o un texto contiene un carácter que el juego de caracteres del motor HL7 no puede llevar, por lo que no se envió nada.',
      todo: 'Avise a su administrador: el motor debe aceptar Unicode.',
    },
    'patients-differ': {
      what: 'Informes de pacientes o visitas distintos no pueden compartir un mensaje.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'report-missing': {
      what: 'No puede enviarse un mensaje sin informe.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'delivery-untrusted': {
      what: 'El destino y Sightline no confían en sus certificados, por lo que no se envió nada. Sightline lo sigue intentando.',
      todo: 'Avise a su administrador: puede haber caducado un certificado.',
    },
    'delivery-credentials-missing': {
      what: 'Falta el certificado que Sightline presenta al destino, por lo que no se envió nada. Sightline lo sigue intentando.',
      todo: 'Avise a su administrador.',
    },
    'patient-identifier-missing': {
      what: 'La HCE no da ningún identificador de este paciente con el que archivar un resultado HL7 v2.',
      todo: 'Pida a su administrador que revise los identificadores del paciente en la HCE.',
    },
    'date-not-iso': {
      what: 'La HCE da una fecha en una forma que un resultado HL7 v2 no puede llevar.',
      todo: 'Avise a su administrador y dé al soporte el número de abajo.',
    },
    'analysis-timed-out': {
      what: 'El análisis tardó más de lo permitido y se detuvo.',
      todo: 'Inténtelo de nuevo. Si se repite, avise a su administrador.',
    },
    'analysis-abandoned': {
      what: 'El análisis se interrumpió varias veces y se abandonó.',
      todo: 'Inicie el análisis otra vez. Si se repite, dé al soporte el número de abajo.',
    },
    'analysis-unknown': {
      what: 'No existe ese análisis en esta apertura.',
      todo: 'Vuelva a la lista de estudios y ábralo desde allí.',
    },
    'model-unknown': {
      what: 'No existe ese modelo en esta apertura.',
      todo: 'Vuelva a la lista de estudios y abra la ficha del modelo desde un resultado.',
    },
    'storage-full': {
      what: 'Aquí no queda espacio para otro resultado. Lo ya analizado se conserva y se sigue enviando.',
      todo: 'Avise a quien administra Sightline de que el disco está lleno y después inicie el análisis otra vez.',
    },
    'analysis-ended-meanwhile': {
      what: 'El análisis anterior de este estudio acaba de terminar sin resultado.',
      todo: 'Inicie el análisis otra vez.',
    },
  },
};
