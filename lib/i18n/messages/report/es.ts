import type { Shape } from '../../shape.ts';
import type { report as en } from './en.ts';

export const report: Shape<typeof en> = {
  aiStatement:
    'Elaborado por inteligencia artificial (modelo {model}, versión {version}). Preliminar: ningún médico lo ha revisado ni firmado. Solo para investigación; sin autorización de ningún organismo regulador.',
  aiStatementSigned:
    'Elaborado con inteligencia artificial (modelo {model}, versión {version}); revisado y firmado por {signer}. Solo para investigación; sin autorización de ningún organismo regulador.',
  aiStatementWithdrawn:
    'Elaborado por inteligencia artificial (modelo {model}, versión {version}) y retirado: no lo utilice. Solo para investigación; sin autorización de ningún organismo regulador.',
  banner: {
    preliminary: 'PRELIMINAR - ELABORADO POR SOFTWARE DE IA - SIN REVISIÓN NI FIRMA DE UN MÉDICO',
    final: 'DEFINITIVO - ELABORADO CON SOFTWARE DE IA - FIRMADO POR {signer}, {date}',
    amended:
      'MODIFICADO - SUSTITUYE A LA VERSIÓN ANTERIOR - ELABORADO CON SOFTWARE DE IA - FIRMADO POR {signer}, {date}',
    corrected:
      'CORREGIDO - LA VERSIÓN ANTERIOR ERA ERRÓNEA - ELABORADO CON SOFTWARE DE IA - FIRMADO POR {signer}, {date}',
    cancelled: 'CANCELADO - ESTE RESULTADO DE IA QUEDA RETIRADO - NO UTILIZAR',
    'entered-in-error': 'REGISTRADO POR ERROR - ESTE RESULTADO DE IA QUEDA RETIRADO - NO UTILIZAR',
  },
  status: {
    preliminary: 'Preliminar',
    final: 'Definitivo',
    amended: 'Modificado',
    corrected: 'Corregido',
    cancelled: 'Cancelado',
    'entered-in-error': 'Registrado por error',
  },
  withdrawn: {
    cancelled:
      'Este análisis de IA se canceló. Lo que dicen las versiones anteriores de este informe queda retirado; lea las radiografías sin él.',
    'entered-in-error':
      'Este informe de IA se archivó por error, quizá en otro paciente o estudio. Lo que dicen las versiones anteriores queda retirado; no actúe en función de ello.',
  },
  reissued: {
    'patient-merged':
      'Versión {version}: el hospital ha unificado los registros de este paciente. Los hallazgos no han cambiado.',
    'patient-updated':
      'Versión {version}: el hospital ha cambiado los identificadores o los datos personales de este paciente. Los hallazgos no han cambiado.',
    'order-cancelled':
      'Versión {version}: la petición se canceló después de analizar las radiografías. Los hallazgos no han cambiado.',
    'study-moved': 'Versión {version}: estas imágenes ya no constan a nombre de este paciente.',
    'analysed-twice':
      'Versión {version}: las mismas imágenes tienen otro informe a nombre de este paciente, que sigue vigente.',
    'prior-withdrawn':
      'Versión {version}: se ha retirado el resultado anterior de IA con el que se comparaba. Los hallazgos no han cambiado.',
    'amended-by-reader': 'Versión {version}: el profesional firmante ha completado este informe.',
    'corrected-by-reader': 'Versión {version}: el profesional firmante ha corregido este informe.',
    'withdrawn-by-hand': 'Versión {version}: una persona del hospital ha retirado este informe.',
  },
  title: 'Análisis por IA: {examination}',
  examination: {
    'chest radiograph': 'radiografía de tórax',
    radiograph: 'radiografía',
    mammogram: 'mamografía',
    'medical image': 'imagen médica',
  },
  study: 'Estudio: {study}',
  ofDate: 'del {date}',
  accession: 'número de acceso {identifier}',
  order: 'petición {identifier}',
  patientIdentifier: 'Identificador del paciente: {identifier}',
  finding: '{finding}: {presence}. Probabilidad {probability} ({point} {threshold}: {measured}).',
  findingWithProbability: '{finding} (probabilidad {probability})',
  measured: 'sensibilidad {sensitivity}, especificidad {specificity}',
  operatingPoint: 'umbral',
  ruleOutPoint: 'umbral de exclusión',
  place: 'El mapa del modelo es más intenso en el tercio {zone} de la imagen.',
  zone: { upper: 'superior', middle: 'medio', lower: 'inferior' },
  side: { left: 'lado izquierdo', right: 'lado derecho', bilateral: 'ambos lados' },
  presence: {
    present: 'presente',
    absent: 'ausente',
    indeterminate: 'indeterminado',
    possible: 'posiblemente presente',
  },
  separator: { list: '; ', part: ', ', mark: ' · ' },
  interpretation: {
    present: 'En el umbral {threshold} o por encima',
    indeterminate: 'Indeterminado: por debajo del umbral {threshold}',
    absent: 'Por debajo del umbral {threshold}; no descartado',
    ruledOut: 'Por debajo del umbral de exclusión {threshold}; no descartado',
  },
  bodySide: {
    left: 'Lado izquierdo del paciente',
    right: 'Lado derecho del paciente',
    bilateral: 'Ambos lados del paciente',
  },
  nothingPresent:
    'El modelo no encontró ninguno de los hallazgos de la lista por encima de su umbral. Esto no descarta enfermedad.',
  present: 'Por encima del umbral del modelo: {findings}. Pendiente de confirmación por un radiólogo.',
  presentSigned: 'Por encima del umbral del modelo: {findings}.',
  indeterminate: 'Indeterminado: {findings}.',
  read: {
    finding: '{finding}: {presence} ({decision}). IA: {model}',
    confirmed: 'confirmado por el lector',
    changed: 'cambiado por el lector',
    rejected: 'rechazado por el lector: {reason}',
    reason: {
      'not-seen': 'no se ve en la placa',
      artefact: 'artefacto o superposición',
      'normal-variant': 'variante normal',
      known: 'conocido o no relevante ahora',
      'image-quality': 'la calidad de la imagen no lo permite',
      other: 'otro motivo',
    },
    comment: 'Lector: {comment}',
    nothingPresent:
      'Según la lectura de {signer}: no está presente ninguno de los hallazgos enumerados. La IA solo buscó los hallazgos enumerados.',
    present: 'Según la lectura de {signer}, presente: {findings}.',
    rejectedList: 'Encontrado por la IA y rechazado por el lector: {findings}.',
    added: 'No encontrado por la IA y añadido por el lector: {findings}.',
  },
  comparison: {
    sameModel:
      'Comparado con el resultado de IA del estudio del {date}, hecho por la misma versión del modelo.',
    otherModel:
      'Comparado con el resultado de IA del estudio del {date}, hecho por otra versión del modelo: las probabilidades de ambos no son comparables, y un cambio puede deberse al modelo y no al paciente.',
    nowPresent: 'Por encima del umbral ahora y no entonces: {findings}.',
    stillPresent: 'Por encima del umbral las dos veces: {findings}.',
    nowAbsent: 'Por encima del umbral entonces y no ahora: {findings}.',
    nonePresent: 'Ningún hallazgo superó su umbral en ninguna de las dos ocasiones.',
    notLookedFor: 'No se buscó entonces: {findings}.',
    noLongerLookedFor: 'Por encima del umbral entonces y no buscado ahora: {findings}.',
    change: '{finding} (probabilidad {before} entonces, {probability} ahora)',
    ownSight: 'El modelo leyó cada estudio por separado: no puso las imágenes una junto a otra.',
  },
  limits: {
    listedOnly:
      'Solo se buscaron los hallazgos de la lista. «Ausente» significa por debajo del umbral indicado, no descartado.',
    measuredOn: 'La sensibilidad y la especificidad se midieron en {population}; aquí pueden ser distintas.',
    heldOut: 'radiografías que el modelo no usó para aprender',
    noMap:
      'Este modelo no dibuja ningún mapa: no dice en qué lugar de la imagen está un hallazgo ni en qué lado.',
    map: 'Los lados y lugares se estiman a partir del mapa de activación del modelo, que muestra lo que influyó en el modelo y no el contorno de un hallazgo.',
    films: 'Imágenes analizadas: {number}.',
    refused: 'Imágenes no analizadas: {number} ({reason}).',
    model: 'Modelo: {model}, versión {version} ({identifier}), SHA-256 {hash}; ejecutado en {device}.',
    research: 'Solo para investigación; sin autorización de ningún organismo regulador.',
  },
  heading: {
    impression: 'Impresión',
    findings: 'Hallazgos',
    comparison: 'Comparación',
    limits: 'Límites',
  },
  pdf: {
    page: 'Página {number} de {total}',
    patient: 'Paciente',
    noName: 'Nombre no indicado',
    study: 'Estudio',
    order: 'Petición',
    studyUid: 'UID de instancia del estudio',
    examined: 'Realizado',
    issued: 'Informe escrito',
    report: 'Informe',
    versionOf: '{identifier}, versión {version}',
    reason: 'Motivo de esta versión',
    signedBy: 'Firmado por',
    notSigned: 'Sin firmar',
    point: 'Umbral',
    finding: 'Hallazgo',
    presence: 'Presencia',
    modelTitle: 'Modelo',
  },
};
