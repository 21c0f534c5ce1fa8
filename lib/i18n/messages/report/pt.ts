import type { Shape } from '../../shape.ts';
import type { report as en } from './en.ts';

/** "Relatório", never "laudo": a laudo is a physician's signed act. */
export const report: Shape<typeof en> = {
  aiStatement:
    'Produzido por inteligência artificial (modelo {model}, versão {version}). Preliminar: não revisado nem assinado por médico. Uso exclusivo em pesquisa; não autorizado por nenhum órgão regulador.',
  aiStatementSigned:
    'Produzido com inteligência artificial (modelo {model}, versão {version}); revisado e assinado por {signer}. Uso exclusivo em pesquisa; não autorizado por nenhum órgão regulador.',
  aiStatementWithdrawn:
    'Produzido por inteligência artificial (modelo {model}, versão {version}) e retirado: não utilizar. Uso exclusivo em pesquisa; não autorizado por nenhum órgão regulador.',
  banner: {
    preliminary: 'PRELIMINAR - PRODUZIDO POR SOFTWARE DE IA - NÃO REVISADO NEM ASSINADO POR MÉDICO',
    final: 'FINAL - PRODUZIDO COM SOFTWARE DE IA - ASSINADO POR {signer}, {date}',
    amended:
      'ALTERADO - SUBSTITUI A VERSÃO ANTERIOR - PRODUZIDO COM SOFTWARE DE IA - ASSINADO POR {signer}, {date}',
    corrected:
      'CORRIGIDO - A VERSÃO ANTERIOR ESTAVA ERRADA - PRODUZIDO COM SOFTWARE DE IA - ASSINADO POR {signer}, {date}',
    cancelled: 'CANCELADO - ESTE RESULTADO DE IA FOI RETIRADO - NÃO UTILIZAR',
    'entered-in-error': 'REGISTRADO POR ENGANO - ESTE RESULTADO DE IA FOI RETIRADO - NÃO UTILIZAR',
  },
  status: {
    preliminary: 'Preliminar',
    final: 'Final',
    amended: 'Alterado',
    corrected: 'Corrigido',
    cancelled: 'Cancelado',
    'entered-in-error': 'Registrado por engano',
  },
  withdrawn: {
    cancelled:
      'Esta análise de IA foi cancelada. O que as versões anteriores deste relatório afirmam foi retirado; avalie as imagens sem ele.',
    'entered-in-error':
      'Este relatório de IA foi registrado por engano, talvez no paciente ou no exame errado. O que as versões anteriores afirmam foi retirado; não tome condutas com base nele.',
  },
  reissued: {
    'patient-merged':
      'Versão {version}: o hospital unificou os cadastros deste paciente. Os achados não mudaram.',
    'patient-updated':
      'Versão {version}: o hospital alterou os identificadores ou os dados pessoais deste paciente. Os achados não mudaram.',
    'order-cancelled':
      'Versão {version}: a solicitação foi cancelada depois que as imagens haviam sido analisadas. Os achados não mudaram.',
    'study-moved': 'Versão {version}: estas imagens não constam mais como deste paciente.',
    'analysed-twice':
      'Versão {version}: as mesmas imagens têm outro relatório neste paciente, que continua valendo.',
    'prior-withdrawn':
      'Versão {version}: o resultado anterior de IA com que este foi comparado foi retirado. Os achados não mudaram.',
    'amended-by-reader': 'Versão {version}: o profissional signatário complementou este laudo.',
    'corrected-by-reader': 'Versão {version}: o profissional signatário corrigiu este laudo.',
    'withdrawn-by-hand': 'Versão {version}: uma pessoa do hospital retirou este relatório.',
  },
  title: 'Análise por IA: {examination}',
  examination: {
    'chest radiograph': 'radiografia de tórax',
    radiograph: 'radiografia',
    mammogram: 'mamografia',
    'medical image': 'imagem médica',
  },
  study: 'Exame: {study}',
  ofDate: 'de {date}',
  accession: 'número de acesso {identifier}',
  order: 'solicitação {identifier}',
  patientIdentifier: 'Identificador do paciente: {identifier}',
  finding: '{finding}: {presence}. Probabilidade {probability} ({point} {threshold}: {measured}).',
  findingWithProbability: '{finding} (probabilidade {probability})',
  measured: 'sensibilidade {sensitivity}, especificidade {specificity}',
  operatingPoint: 'limiar',
  ruleOutPoint: 'limiar de exclusão',
  place: 'O mapa do modelo é mais intenso no terço {zone} da imagem.',
  zone: { upper: 'superior', middle: 'médio', lower: 'inferior' },
  side: { left: 'à esquerda', right: 'à direita', bilateral: 'bilateral' },
  presence: {
    present: 'presente',
    absent: 'ausente',
    indeterminate: 'indeterminado',
    possible: 'possivelmente presente',
  },
  separator: { list: '; ', part: ', ', mark: ' · ' },
  interpretation: {
    present: 'No limiar {threshold} ou acima dele',
    indeterminate: 'Indeterminado: abaixo do limiar {threshold}',
    absent: 'Abaixo do limiar {threshold}; não excluído',
    ruledOut: 'Abaixo do limiar de exclusão {threshold}; não excluído',
  },
  bodySide: {
    left: 'Lado esquerdo do paciente',
    right: 'Lado direito do paciente',
    bilateral: 'Ambos os lados do paciente',
  },
  nothingPresent:
    'O modelo não encontrou nenhum dos achados listados acima do respectivo limiar. Isso não exclui doença.',
  present: 'Acima do limiar do modelo: {findings}. A confirmar por médico radiologista.',
  presentSigned: 'Acima do limiar do modelo: {findings}.',
  indeterminate: 'Indeterminado: {findings}.',
  read: {
    finding: '{finding}: {presence} ({decision}). IA: {model}',
    confirmed: 'confirmado pelo leitor',
    changed: 'alterado pelo leitor',
    rejected: 'rejeitado pelo leitor: {reason}',
    reason: {
      'not-seen': 'não visto na radiografia',
      artefact: 'artefato ou sobreposição',
      'normal-variant': 'variante normal',
      known: 'conhecido ou não relevante agora',
      'image-quality': 'a qualidade da imagem não permite',
      other: 'outro motivo',
    },
    comment: 'Leitor: {comment}',
    nothingPresent:
      'Conforme a leitura de {signer}: nenhum dos achados listados está presente. A IA procurou apenas os achados listados.',
    present: 'Conforme a leitura de {signer}, presente: {findings}.',
    rejectedList: 'Encontrado pela IA e rejeitado pelo leitor: {findings}.',
    added: 'Não encontrado pela IA e acrescentado pelo leitor: {findings}.',
  },
  comparison: {
    sameModel: 'Comparado com o resultado de IA do exame de {date}, produzido pela mesma versão do modelo.',
    otherModel:
      'Comparado com o resultado de IA do exame de {date}, produzido por outra versão do modelo: as probabilidades dos dois não são comparáveis, e uma mudança pode estar no modelo, e não no paciente.',
    nowPresent: 'Acima do limiar agora e não no exame anterior: {findings}.',
    stillPresent: 'Acima do limiar nos dois exames: {findings}.',
    nowAbsent: 'Acima do limiar no exame anterior e não agora: {findings}.',
    nonePresent: 'Nenhum achado esteve acima do limiar em nenhum dos dois exames.',
    notLookedFor: 'Não pesquisado no exame anterior: {findings}.',
    noLongerLookedFor: 'Acima do limiar no exame anterior e não pesquisado agora: {findings}.',
    change: '{finding} (probabilidade {before} antes, {probability} agora)',
    ownSight: 'O modelo leu cada exame isoladamente: não colocou as imagens lado a lado.',
  },
  limits: {
    listedOnly:
      'Só os achados listados foram pesquisados. "Ausente" significa abaixo do limiar indicado, e não excluído.',
    measuredOn:
      'A sensibilidade e a especificidade foram medidas em {population}; aqui podem ser diferentes.',
    heldOut: 'radiografias que o modelo não usou para aprender',
    noMap: 'Este modelo não gera mapa: não diz em que ponto da imagem está um achado, nem de que lado.',
    map: 'Lados e locais são estimados a partir do mapa de ativação do modelo, que mostra o que influenciou o modelo, e não o contorno de um achado.',
    films: 'Imagens analisadas: {number}.',
    refused: 'Imagens não analisadas: {number} ({reason}).',
    model: 'Modelo: {model}, versão {version} ({identifier}), SHA-256 {hash}; executado em {device}.',
    research: 'Uso exclusivo em pesquisa; não autorizado por nenhum órgão regulador.',
  },
  heading: {
    impression: 'Impressão',
    findings: 'Achados',
    comparison: 'Comparação',
    limits: 'Limitações',
  },
  pdf: {
    page: 'Página {number} de {total}',
    patient: 'Paciente',
    noName: 'Nome não informado',
    study: 'Exame',
    order: 'Solicitação',
    studyUid: 'UID de instância do exame',
    examined: 'Realizado em',
    issued: 'Relatório emitido',
    report: 'Relatório',
    versionOf: '{identifier}, versão {version}',
    reason: 'Motivo desta versão',
    signedBy: 'Assinado por',
    notSigned: 'Não assinado',
    point: 'Limiar',
    finding: 'Achado',
    presence: 'Presença',
    modelTitle: 'Modelo',
  },
};
