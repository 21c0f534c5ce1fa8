import { cardElements } from './card-elements/pt.ts';
import { report } from './report/pt.ts';
import type { en } from './en.ts';
import type { Shape } from '../shape.ts';

/** As in Brazil. PEP is the prontuário eletrônico do paciente. */
export const pt: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: 'IA de imagem dentro do prontuário do paciente',
    mark: 'IA – Uso exclusivo em pesquisa; não autorizado por nenhum órgão regulador',
    skipToContent: 'Ir para o conteúdo',
    language: 'Idioma',
    backToChart: 'Voltar aos exames',
  },
  landing: {
    sites: 'Abrir com a lista de pacientes do próprio PEP',
    siteLink: 'Abrir em {site}',
    title: 'IA de imagem dentro do prontuário do paciente',
    lead: 'O Sightline abre a partir do prontuário do paciente, executa modelos de imagem nas radiografias desse paciente e registra o resultado preliminar onde estão os demais resultados: no prontuário e nas mensagens HL7 v2.',
    howTitle: 'Como abrir',
    stepChart: 'Abra o paciente no prontuário eletrônico (PEP).',
    stepLaunch: 'Escolha o Sightline no prontuário. Ele abre para esse paciente e nenhum outro.',
    stepAnalyse:
      'Escolha um exame e inicie a análise. Você pode acompanhar cada etapa ou fechar a janela: o trabalho continua.',
    standalone: 'Este endereço não mostra pacientes. Um paciente só é aberto a partir do prontuário.',
    safetyTitle: 'O que é e o que não é',
    safetyResearch: 'Uso exclusivo em pesquisa. Nenhum órgão regulador o autorizou.',
    safetyPreliminary: 'Todo resultado é preliminar até que um médico o assine.',
    safetyRefuses: 'Recusa imagens para as quais não foi feito e diz por quê.',
  },
  patient: {
    leave: 'Sair',
    region: 'Paciente',
    identifier: 'Prontuário',
    identifierLong: 'Número do prontuário',
    birthDate: 'Nascimento',
    age: 'Idade',
    sex: 'Sexo',
    unknown: 'não informado',
    years: '{count, plural, one {# ano} many {# anos} other {# anos}}',
    months: '{count, plural, one {# mês} many {# meses} other {# meses}}',
    days: '{count, plural, one {# dia} many {# dias} other {# dias}}',
    user: 'Usuário',
  },
  sex: { male: 'Masculino', female: 'Feminino', other: 'Outro', unknown: 'Desconhecido' },
  studies: {
    notAmong:
      'O exame a partir do qual você abriu o Sightline não está entre os que foi possível encontrar para este paciente.',
    chosen: 'Aberto a partir do prontuário',
    title: 'Exames de imagem',
    count: '{count, plural, =0 {Nenhum exame} one {# exame} many {# exames} other {# exames}}',
    modality: 'Modalidade',
    accession: 'Nº de acesso',
    images: 'Imagens',
    untitled: 'Exame sem descrição',
    noDate: 'Data não informada',
    notAnalysed: 'Não analisado',
    analyse: 'Analisar',
    analyseStudy: 'Analisar o exame {study}',
    analyseAgain: 'Analisar de novo',
    openProgress: 'Ver andamento',
    openResult: 'Abrir resultado',
    openReason: 'Ver o motivo',
    openStudy: 'Abrir o exame {study}',
    starting: 'Iniciando …',
    emptyTitle: 'Não há exames de imagem neste prontuário',
    emptyText:
      'O PEP não lista nenhum exame de imagem deste paciente. Uma imagem recém-adquirida pode levar alguns minutos para aparecer aqui.',
    emptyAction: 'Procurar de novo',
    noneFound: 'Nenhum achado acima do limiar',
    noneSigned: 'Nada do que foi listado está presente',
    disclaimer: 'Os resultados de IA são preliminares. Eles auxiliam a leitura do exame e não a substituem.',
  },
  state: {
    queued: 'Na fila',
    retrieving: 'Buscando as imagens',
    decoding: 'Decodificando as imagens',
    inferring: 'Executando o modelo',
    writing: 'Redigindo os resultados',
    delivering: 'Registrando os resultados',
    completed: 'Registrado como preliminar',
    sentToEngine: 'Enviado ao motor HL7 como preliminar',
    signed: 'Assinado e arquivado',
    signedToEngine: 'Assinado e enviado ao motor HL7',
    withdrawn: 'Retirado',
    undelivered: 'Não registrado em todos os destinos',
    refused: 'Recusado',
    failed: 'Falhou',
  },
  step: {
    retrieve: 'Buscar imagens',
    decode: 'Decodificar',
    infer: 'Executar modelo',
    write: 'Redigir resultados',
    deliver: 'Registrar resultados',
  },
  stepState: { waiting: 'em espera', running: 'em andamento', done: 'concluído', stopped: 'interrompido' },
  progress: {
    title: 'Análise',
    region: 'Andamento da análise',
    running: 'Análise em andamento',
    runningHint: 'Você pode fechar esta janela. A análise continua, e o resultado fica no prontuário.',
    startedFromChart: 'Iniciada a partir do prontuário',
    startedFromOrder: 'Iniciada por uma solicitação de exame',
    finishedIn: 'Concluída em {seconds} s',
    stepsCaption: 'Etapas e seus tempos',
    milliseconds: '{value} ms',
    seconds: '{value} s',
    reconnecting: 'A conexão foi interrompida. Reconectando; a análise em si continua.',
    disconnected: 'As atualizações ao vivo pararam. A análise em si continua.',
    reload: 'Recarregar a página',
  },
  result: {
    title: 'Achados',
    preliminary: 'Preliminar',
    preliminaryLong: 'Produzido por IA, não assinado',
    withdrawn: 'Retirado: não utilizar',
    reissued: 'Registrado novamente',
    preliminaryText:
      'Nenhum médico revisou este resultado. Não tome condutas com base nele sem avaliar a radiografia.',
    presentCount:
      '{count, plural, =0 {Nenhum achado acima do limiar} one {# achado presente} many {# achados presentes} other {# achados presentes}}',
    noFindings: 'Nenhum achado foi gerado.',
    triage: 'Qualquer achado',
    triageLevel: { present: 'Alta', indeterminate: 'Média', absent: 'Baixa' },
    triageNote:
      'Para a ordem de leitura das imagens. Não nomeia nenhum achado, e um valor baixo não exclui nenhum.',
    notExcluded: 'O modelo pesquisa apenas os achados desta lista. Um achado ausente aqui não está excluído.',
    probability: 'Probabilidade',
    operatingPoint: 'Limiar',
    ruleOutPoint: 'Limiar de exclusão',
    sensitivity: 'Sensibilidade',
    specificity: 'Especificidade',
    accuracyNote:
      'A sensibilidade e a especificidade foram medidas em radiografias que o modelo não usou para aprender.',
    onFilm: 'Imagem {number}',
    showMap: 'Mostrar o mapa de calor de {finding}',
    noMap: 'Sem mapa',
    legendBar:
      'A barra é a probabilidade calibrada. A partir da linha mais alta, o achado está presente; abaixo da mais baixa, ausente; entre as duas, indeterminado.',
  },
  viewer: {
    label: 'Visualizador da imagem',
    tools: 'Ferramentas para a imagem',
    keys: 'As setas movem a imagem; com Shift, mudam a janela. Mais e menos ampliam ou reduzem, 0 ajusta, 1 mostra em escala 1:1. W, P, Z, L, A e E escolhem uma ferramenta; I inverte, R gira, H e V espelham; O e G escolhem os cinzas; F é tela cheia.',
    window: 'Janela',
    pan: 'Mover',
    zoom: 'Zoom',
    length: 'Comprimento',
    angle: 'Ângulo',
    rectangle: 'Média em um retângulo',
    invert: 'Inverter os cinzas',
    turn: 'Girar 90°',
    flipHorizontal: 'Espelhar esquerda e direita',
    flipVertical: 'Espelhar em cima e embaixo',
    fit: 'Ajustar',
    oneToOne: 'Escala 1:1',
    opening: 'Janela da imagem',
    all: 'Todos os cinzas',
    forget: 'Remover as medidas',
    fullScreen: 'Tela cheia',
    mirrored: 'Espelhada',
    ownTable: 'Tabela da imagem',
    windowIs: 'C {center} W {width}',
    lengthMm: '{length} mm',
    lengthDetector: '{length} mm no detector',
    lengthPixels: '{length} pixels (sem calibração)',
    degrees: '{angle}°',
    statistics: 'Média {mean}, DP {deviation}',
    notCleared: 'Todos os cinzas; não autorizado para leitura diagnóstica',
    notLoaded: 'Só a prévia pode ser mostrada.',
  },
  review: {
    title: 'Sua leitura',
    decide: 'Decisão sobre {finding}',
    confirm: 'Confirmar',
    change: 'Alterar',
    reject: 'Rejeitar',
    undo: 'Desfazer',
    confirmed: 'Confirmado',
    changed: 'Alterado: {presence}',
    rejected: 'Rejeitado: {reason}',
    by: 'por {name}',
    presenceIs: 'O achado está',
    side: 'Lado',
    noSide: 'Não informado',
    reason: 'Por que é rejeitado',
    reasons: {
      'not-seen': 'Não visto na radiografia',
      artefact: 'Artefato ou sobreposição',
      'normal-variant': 'Variante normal',
      known: 'Conhecido ou não relevante agora',
      'image-quality': 'A qualidade da imagem não permite',
      other: 'Outro motivo',
    },
    comment: 'Comentário',
    keep: 'Salvar',
    cancel: 'Cancelar',
    missed: 'O que a IA não encontrou',
    missedWords: 'Achado',
    add: 'Acrescentar um achado',
    remove: 'Remover {finding}',
    overall: 'Comentário sobre todo o laudo',
    left: '{count, plural, =0 {Tudo está decidido.} one {Falta decidir # achado.} many {Faltam decidir # achados.} other {Faltam decidir # achados.}}',
    confirmRest:
      '{count, plural, one {Confirmar o restante} many {Confirmar os # restantes} other {Confirmar os # restantes}}',
    signAs: 'Assinar como {name}',
    signNote:
      'Você responde por todo o laudo. Ele passa a ser definitivo e é arquivado novamente em cada lugar que tem o preliminar.',
    asTitle: 'O que é esta versão',
    amended: 'Algo é acrescentado',
    corrected: 'A versão anterior estava errada',
    cannotSign:
      'O prontuário eletrônico não informou qual profissional você é, por isso o laudo não pode ser assinado nesta sessão. As decisões ficam guardadas.',
    signing: 'Sendo assinado e arquivado',
    nothingToSign: 'Nada mudou desde a última assinatura.',
    alsoHere: 'Também lendo agora: {names}',
    historyTitle: 'Versões',
    versionOf: 'Versão {version}',
    bySoftware: 'somente pela IA',
    banner: {
      final: 'Definitivo',
      amended: 'Complementado',
      corrected: 'Corrigido',
      signedBy: 'Produzido com IA, lido e assinado por {name}',
    },
  },
  presence: { present: 'Presente', absent: 'Ausente', indeterminate: 'Indeterminado' },
  laterality: { left: 'À esquerda', right: 'À direita', bilateral: 'Bilateral' },
  zone: { upper: 'Terço superior', middle: 'Terço médio', lower: 'Terço inferior' },
  finding: {
    effusion: 'Derrame pleural',
    cardiomegaly: 'Cardiomegalia',
    pneumothorax: 'Pneumotórax',
    consolidation: 'Consolidação',
    atelectasis: 'Atelectasia',
    nodule: 'Nódulo pulmonar',
    mass: 'Massa pulmonar',
    fibrosis: 'Fibrose pulmonar',
    edema: 'Edema pulmonar',
    emphysema: 'Enfisema',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: 'Perfil esquerdo',
    RL: 'Perfil direito',
    LATERAL: 'Perfil',
    unknown: 'Incidência não informada',
  },
  film: {
    region: 'Imagens',
    title: 'Imagem {number}',
    titleWithView: 'Imagem {number}, {view}',
    alt: 'Imagem {number} deste exame, {view}. Os achados estão listados ao lado.',
    choose: 'Escolher imagem',
    outcomePending: 'Em análise',
    outcomeAnalysed: 'Analisada',
    outcomeRefused: 'Recusada',
    overlay: 'Mapa de calor',
    overlayOf: 'Mapa de calor: {finding}',
    overlayOff: 'Nenhum mapa de calor exibido',
    opacity: 'Opacidade',
    overlayNote:
      'Mostra onde o modelo procurou este achado. A intensidade é relativa dentro desta imagem e não diz quão certo o modelo está.',
    contour: 'Contorno',
    box: 'Caixa',
    contourNote:
      'O contorno e a caixa delimitam onde o mapa tem pelo menos metade da intensidade do seu ponto mais intenso. Não são o contorno do achado.',
    noContour: 'Sem contorno: não é traçado para um achado ausente nem quando nenhum ponto se destaca.',
    noMapDrawn: 'Este modelo não gera mapa. Não diz onde procurou.',
    low: 'baixa',
    high: 'alta',
    pending: 'A imagem aparece aqui assim que for decodificada.',
    noPreview: 'Não há visualização desta imagem.',
    previewFailed: 'Não foi possível carregar a visualização desta imagem. Avalie-a no seu visualizador.',
    notDiagnostic: 'Prévia, não destinada ao diagnóstico',
    refusedTitle: 'Imagens que não foram analisadas',
  },
  delivery: {
    title: 'Para onde foi o resultado',
    destination: 'Destino',
    what: 'O quê',
    state: 'Situação',
    updated: 'Quando',
    reference: 'Referência',
    attempts: '{count, plural, one {# tentativa} many {# tentativas} other {# tentativas}}',
    atEhr: {
      document:
        'O PEP desta instituição não aceita laudos radiológicos por FHIR. Ele recebe o relatório como documento PDF; os achados não são registrados lá como valores codificados.',
      nothing:
        'O PEP desta instituição não aceita resultados por FHIR. Eles vão apenas para o motor HL7 dela, como mensagens HL7 v2; abaixo consta se o motor os aceitou.',
    },
    none: 'Nada foi enviado ainda.',
    noneEver: 'Nada foi enviado.',
    moreReferences: '{count, plural, one {mais #} many {mais #} other {mais #}}',
    noReference: 'ainda nenhuma',
    timesIn: 'Fuso horário: {zone}',
  },
  operator: {
    title: 'Caixa de saída',
    enterText:
      'Abre a caixa de saída desta instalação, por oito horas, neste navegador. O link funciona uma única vez.',
    enter: 'Abrir a caixa de saída',
    leave: 'Sair',
    timesIn: 'Fuso horário: {zone}',
    waiting: 'À espera de uma decisão',
    noneWaiting: 'Nada está à espera de uma decisão.',
    underWay: 'Em andamento',
    noneUnderWay: 'Nada está em andamento.',
    destinations: 'Destinos',
    noDestinations: 'Nada foi enviado a nenhum destino ainda.',
    delivery: 'Envio',
    destination: 'Destino',
    state: 'Situação',
    since: 'Desde',
    next: 'Próxima tentativa',
    version: 'versão {version}',
    answers: 'Responde',
    rests: 'Não responde; em pausa até',
    one: 'Um envio',
    back: 'Voltar à caixa de saída',
    identity: 'Identificado lá como',
    problem: 'Problema',
    words: 'Nas palavras do destino (pode citar um paciente)',
    decide: 'Decidir',
    nothingToDecide: 'Não há nada a decidir sobre este envio agora.',
    retry: 'Tentar de novo',
    retryText: 'Primeiro se verifica o que pode ter chegado; nada é registrado duas vezes.',
    arrived: 'Está lá',
    arrivedText: 'Você verificou o destino, e o resultado está lá.',
    arrivedAs: 'Como o destino o identifica',
    notArrived: 'Não está lá',
    notArrivedText: 'Você verificou o destino, e o resultado não está lá. Ele é enviado de novo.',
    drop: 'Nunca enviar',
    dropText: 'O resultado não vai para este destino. Ele permanece no Sightline, e a página informa isso.',
  },
  destination: { ehr: 'PEP', 'hl7-engine': 'Motor HL7' },
  deliveryKind: {
    fhir: 'Relatório e observações FHIR',
    oru: 'Resultado HL7 v2 (ORU)',
    document: 'Relatório como documento PDF (FHIR)',
    pdf: 'Relatório como arquivo PDF',
    dicom: 'Relatório como objeto DICOM',
  },
  deliveryState: {
    pending: 'Em espera',
    sending: 'Sendo enviado',
    ambiguous: 'Em verificação',
    acknowledged: 'Aceito',
    held: 'Requer decisão',
    failed: 'Não aceito',
    sent: 'Recebido, ainda não confirmado',
    dead: 'Abandonado: requer decisão',
    superseded: 'Substituído por uma versão mais recente',
  },
  model: {
    title: 'Sobre o modelo',
    name: 'Modelo',
    id: 'Identificador',
    version: 'Versão',
    hash: 'SHA-256 dos pesos',
    ranOn: 'Executado em',
    status: 'Situação regulatória',
  },
  modelCard: {
    link: 'Ficha do modelo: números e limitações',
    title: 'Ficha do modelo',
    version: 'Versão {version}',
    intendedUse: 'Uso pretendido',
    licence: 'Licença',
    measuredOn: 'Medido em',
    films: 'Radiografias',
    patients: 'Pacientes',
    meanAuc: 'AUC média',
    figures: 'Números de cada achado',
    figuresNote:
      'A partir do limiar, um achado é considerado presente; abaixo do limiar de exclusão, ausente; entre os dois, indeterminado. Em cada um dos limiares, a sensibilidade é a proporção das radiografias com o achado que o atingem, e a especificidade, a proporção das radiografias sem o achado que ficam abaixo dele.',
    prevalenceNote:
      'Foram medidos na prevalência indicada aqui. Onde um achado é mais raro, uma parte maior do que é dado como presente está errada.',
    finding: 'Achado',
    prevalence: 'Prevalência',
    auc: 'AUC (intervalo de 95%)',
    calibrationError: 'Erro de calibração',
    threshold: 'Valor',
    notMeasured: 'não medido',
    limits: 'Limitações conhecidas',
    document: 'A ficha do próprio modelo',
    documentNote: 'Texto literal do pacote do modelo, em inglês.',
    missing:
      'O pacote deste modelo não traz ficha. Tudo o que ele declara está aqui; valores preditivos, grupos de pacientes e falhas conhecidas não são declarados.',
    unreadable:
      'A ficha do pacote deste modelo não pode ser exibida: é longa demais ou não é texto Markdown simples. Aqui está o que o manifesto do pacote declara.',
    standIn:
      'O resultado foi produzido por {model}, versão {version}, que não está mais instalada aqui. Esta página trata de outra versão: os números e limiares dela não valem para aquele resultado.',
    superseded:
      'Os resultados novos são produzidos por {model}, versão {version}. Limiares e números pertencem a uma única versão: o que está aqui vale apenas para resultados da versão indicada acima.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Abra o Sightline em uma janela própria',
    text: 'Seu navegador não guarda cookies do Sightline dentro deste quadro, e sem cookie não seria possível distinguir ninguém. Nada se perde: a mesma abertura continua em uma janela própria.',
    open: 'Abrir em nova janela',
  },
  ended: {
    title: 'Você saiu do Sightline',
    text: 'As análises em andamento continuam, e os resultados são registrados. Você pode fechar esta janela.',
  },
  withheld: {
    title: 'O PEP não permitiu tudo',
    patient:
      'Os dados do paciente não podem ser lidos: as imagens não podem ser comparadas com o prontuário, portanto nada será analisado.',
    studies:
      'A lista de exames de imagem não está disponível no PEP; os exames são procurados no arquivo de imagens.',
    archives:
      'O PEP não informa onde as imagens são guardadas; são consultados os arquivos de imagens da própria instituição.',
    orders: 'As solicitações não podem ser lidas; os resultados são registrados sem o número da solicitação.',
    filing:
      'A partir desta abertura, os resultados não podem ser registrados no prontuário; eles seguem pelo motor de mensagens do hospital, se houver um configurado.',
    todo: 'Todo o resto funciona. O administrador pode permitir o que falta no cadastro do Sightline no PEP.',
  },
  problem: {
    support: 'Número de suporte',
    supportHint: 'Informe este número ao suporte; ele não contém dados do paciente.',
    nothingFiled: 'Nenhum resultado foi registrado.',
    titleDeclined: 'Este exame foi recusado',
    titleFailed: 'A análise não foi bem-sucedida',
    titleUndelivered: 'O resultado não está registrado em todos os destinos',
    titleLaunch: 'Não foi possível abrir o Sightline',
    titleClosed: 'Esta janela foi fechada',
    titleNotFound: 'Esta página não existe',
    titleCrash: 'Não foi possível exibir esta página',
    returnToChart: 'Volte ao prontuário do paciente e abra o Sightline lá.',
    retry: 'Tentar de novo',
  },
  problems: {
    unexpected: {
      what: 'Aconteceu algo para o qual o Sightline não estava preparado.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'database-unreachable': {
      what: 'O banco de dados do próprio Sightline não responde.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'session-unknown': {
      what: 'Esta janela não pertence a nenhuma abertura em curso.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline a partir dele.',
    },
    'session-expired': {
      what: 'Sua sessão terminou porque ficou aberta por tempo demais.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo. As análises em andamento continuam.',
    },
    'session-ended': {
      what: 'Você saiu desta abertura.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo. As análises em andamento continuam.',
    },
    'launch-refused': {
      what: 'O PEP rejeitou a abertura por estar incorreta.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo. Se acontecer outra vez, avise o administrador.',
    },
    'client-refused': {
      what: 'O PEP não aceita este servidor como aplicativo cadastrado.',
      todo: 'Avise o administrador: o client id, o segredo ou a chave no cadastro do PEP não correspondem à configuração deste servidor.',
    },
    'client-key-unusable': {
      what: 'A chave deste servidor para o PEP não pode ser usada.',
      todo: 'Avise o administrador: o arquivo da chave desta instituição está ausente ou danificado.',
    },
    'scope-refused': {
      what: 'O PEP não permite o acesso que o Sightline pede.',
      todo: 'Peça ao administrador que permita os escopos do Sightline no cadastro do PEP.',
    },
    'grant-spent': {
      what: 'A resposta do PEP expirou ou já tinha sido usada.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo.',
    },
    'identity-unproven': {
      what: 'A declaração do PEP sobre quem você é não pôde ser confirmada, portanto nada foi aberto.',
      todo: 'Abra o Sightline de novo a partir do prontuário. Se acontecer outra vez, avise o administrador.',
    },
    'clock-skew': {
      what: 'Os relógios do PEP e deste servidor diferem demais, portanto a declaração do PEP sobre quem você é conta como expirada.',
      todo: 'Peça ao administrador que verifique os dois relógios.',
    },
    'ehr-keys-unusable': {
      what: 'As chaves com que o PEP assina não puderam ser lidas.',
      todo: 'Tente de novo em alguns minutos. Se persistir, avise o administrador.',
    },
    'user-not-clinician': {
      what: 'O Sightline abre apenas para profissionais de saúde; o PEP identifica você como paciente ou familiar.',
      todo: 'Pergunte à sua equipe de saúde sobre os resultados.',
    },
    'session-superseded': {
      what: 'Esta janela era de uma abertura anterior e foi fechada para que não se misturem pacientes.',
      todo: 'Volte ao prontuário e use a janela que foi aberta por último.',
    },
    'session-cookie-missing': {
      what: 'O navegador não devolveu o cookie da sessão.',
      todo: 'Permita cookies para este site ou abra o Sightline em uma nova aba; depois abra-o de novo a partir do prontuário.',
    },
    'cross-site-request': {
      what: 'A solicitação não veio da página do próprio Sightline, portanto não foi executada.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo.',
    },
    'result-not-reviewable': {
      what: 'Não há aqui nenhum resultado que possa ser lido e assinado.',
      todo: 'Aguarde o fim da análise. Um resultado retirado não é assinado.',
    },
    'review-changed-meanwhile': {
      what: 'Outra pessoa decidiu isto, ou o laudo mudou, desde que você o viu.',
      todo: 'Sua última decisão não foi guardada. Veja o que está aqui agora e decida de novo.',
    },
    'review-being-signed': {
      what: 'Este laudo está sendo assinado neste momento.',
      todo: 'Aguarde a assinatura; depois ele pode ser complementado.',
    },
    'review-undecided': {
      what: 'Achados que a IA considera presentes ou indeterminados ainda não foram decididos.',
      todo: 'Decida cada um deles e depois assine.',
    },
    'reader-unknown': {
      what: 'O prontuário eletrônico não informou quem você é, por isso as decisões não podem ser guardadas.',
      todo: 'Peça ao administrador que permita ao Sightline os escopos openid e fhirUser.',
    },
    'signer-unknown': {
      what: 'O prontuário eletrônico não informou qual profissional você é, por isso o laudo não pode ser assinado.',
      todo: 'Peça ao administrador que permita ao Sightline os escopos openid e fhirUser. As decisões ficam guardadas.',
    },
    'request-invalid': {
      what: 'A página enviou uma solicitação que o Sightline não conseguiu ler.',
      todo: 'Recarregue a página e tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'site-unknown': {
      what: 'O PEP que abriu o Sightline não é conhecido por este servidor.',
      todo: 'Peça ao administrador que inclua este PEP na lista de instituições.',
    },
    'launch-denied': {
      what: 'O PEP não deu acesso ao Sightline.',
      todo: 'Abra-o de novo e autorize o acesso, ou peça permissão ao administrador.',
    },
    'launch-invalid': {
      what: 'A abertura pelo PEP estava incompleta ou já tinha sido usada.',
      todo: 'Volte ao prontuário do paciente e abra o Sightline de novo.',
    },
    'launch-patient-missing': {
      what: 'O PEP não informou qual paciente está aberto.',
      todo: 'Abra primeiro um paciente no PEP e depois abra o Sightline a partir desse prontuário.',
    },
    'token-expired': {
      what: 'A permissão do PEP expirou durante o trabalho.',
      todo: 'Abra o Sightline de novo a partir do prontuário e inicie a análise outra vez.',
    },
    'token-refused': {
      what: 'O PEP não aceitou as credenciais do Sightline.',
      todo: 'Abra o Sightline de novo a partir do prontuário. Se acontecer outra vez, avise o administrador.',
    },
    'ehr-unreachable': {
      what: 'O PEP não responde.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'ehr-refused': {
      what: 'O PEP recusou uma solicitação de que a análise precisa.',
      todo: 'Avise o administrador; as permissões do Sightline no PEP podem estar incompletas.',
    },
    'ehr-answer-broken': {
      what: 'O PEP respondeu com algo que não pode ser lido.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'patient-mismatch': {
      what: 'As imagens são de um paciente diferente daquele cujo prontuário está aberto. A análise foi interrompida.',
      todo: 'Não use este exame para este paciente. Avise o setor de radiologia: o exame pode estar no prontuário errado.',
    },
    'patient-unverifiable': {
      what: 'As imagens não dizem com clareza suficiente de quem são, portanto o paciente não pôde ser confirmado.',
      todo: 'Peça ao setor de radiologia que verifique os identificadores do paciente no exame.',
    },
    'study-not-found': {
      what: 'O arquivo de imagens não tem este exame.',
      todo: 'Se acabou de ser realizado, aguarde alguns minutos e tente de novo. Caso contrário, consulte o setor de radiologia.',
    },
    'study-without-images': {
      what: 'O exame ainda não tem imagens.',
      todo: 'Tente de novo quando as imagens tiverem sido enviadas ao arquivo.',
    },
    'study-mismatch': {
      what: 'O arquivo de imagens enviou imagens de outro exame. A análise foi interrompida.',
      todo: 'Avise o setor de radiologia e informe ao suporte o número abaixo.',
    },
    'study-too-large': {
      what: 'O exame tem mais imagens do que o Sightline pode buscar de uma vez.',
      todo: 'Avalie este exame no seu visualizador.',
    },
    'endpoint-missing': {
      what: 'O PEP não informa onde estão guardadas as imagens deste exame.',
      todo: 'Avise o administrador: o exame não tem endereço de imagens (Endpoint).',
    },
    'endpoint-not-allowed': {
      what: 'As imagens do exame estão em um endereço que este servidor não pode usar.',
      todo: 'Peça ao administrador que verifique a lista de arquivos de imagens da instituição.',
    },
    'endpoint-unusable': {
      what: 'A indicação do PEP sobre onde estão as imagens deste exame está desativada ou não pode ser lida.',
      todo: 'Peça ao administrador que verifique o endereço de imagens do exame (Endpoint).',
    },
    'study-ambiguous': {
      what: 'O arquivo de imagens tem este exame mais de uma vez, ou em mais de um paciente.',
      todo: 'Peça ao setor de radiologia que descubra qual é o correto.',
    },
    'archive-unreachable': {
      what: 'O arquivo de imagens não responde.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'archive-timeout': {
      what: 'O arquivo de imagens demorou demais para responder.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'archive-busy': {
      what: 'O arquivo de imagens está ocupado demais para responder agora.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'archive-refused': {
      what: 'O arquivo de imagens se recusou a entregar as imagens.',
      todo: 'Avise o administrador; pode faltar o acesso do Sightline ao arquivo.',
    },
    'archive-credentials-missing': {
      what: 'As credenciais do Sightline para o arquivo de imagens estão ausentes ou não são válidas.',
      todo: 'Avise o administrador: a senha, o token ou o certificado do arquivo não pode ser usado.',
    },
    'archive-redirected': {
      what: 'O arquivo de imagens apontou para outro endereço. O Sightline não o segue, porque esse endereço não está na lista desta instituição.',
      todo: 'Peça ao administrador que verifique o endereço do arquivo.',
    },
    'archive-answer-broken': {
      what: 'O arquivo de imagens respondeu com algo que não pode ser lido.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'archive-answer-truncated': {
      what: 'A conexão com o arquivo de imagens caiu antes que uma imagem estivesse completa.',
      todo: 'Aguarde um momento e tente de novo. Se persistir, avise o administrador.',
    },
    'archive-answer-too-large': {
      what: 'O arquivo de imagens enviou mais dados do que o Sightline aceita para uma imagem.',
      todo: 'Avalie este exame no seu visualizador e avise o administrador.',
    },
    'archive-answer-not-multipart': {
      what: 'O arquivo de imagens respondeu em uma forma que não é uma recuperação DICOM.',
      todo: 'Peça ao administrador que verifique o endereço do arquivo.',
    },
    'retrieval-cancelled': {
      what: 'A busca das imagens foi interrompida.',
      todo: 'Inicie a análise de novo.',
    },
    'film-not-dicom': {
      what: 'O arquivo não é uma imagem DICOM.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-truncated': {
      what: 'A imagem está incompleta: falta parte do arquivo.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-header-unreadable': {
      what: 'O cabeçalho da imagem não pode ser lido.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-without-identity': {
      what: 'A imagem não diz qual imagem de qual exame ela é.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-too-large': {
      what: 'A imagem é maior do que o Sightline decodifica.',
      todo: 'Avalie esta imagem no seu visualizador.',
    },
    'film-size-contradictory': {
      what: 'O cabeçalho e os pixels da imagem divergem quanto ao tamanho dela.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-not-decodable': {
      what: 'A imagem comprimida está danificada e não pode ser decodificada.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'film-without-pixels': {
      what: 'O arquivo não contém imagem.',
      todo: 'Pergunte ao setor de radiologia se a imagem foi enviada por completo.',
    },
    'multi-frame': {
      what: 'O arquivo contém vários quadros; o modelo lê apenas imagens únicas.',
      todo: 'Avalie esta série no seu visualizador.',
    },
    'photometric-not-supported': {
      what: 'A imagem é colorida ou está em uma forma que o modelo não lê.',
      todo: 'Avalie esta imagem no seu visualizador.',
    },
    'pixel-layout-not-supported': {
      what: 'A imagem está armazenada em uma forma que o Sightline não lê.',
      todo: 'Avalie esta imagem no seu visualizador.',
    },
    'transfer-syntax-not-supported': {
      what: 'A imagem está comprimida de um modo que o Sightline não consegue decodificar.',
      todo: 'Avalie esta imagem no seu visualizador e avise o administrador.',
    },
    'decoding-timeout': {
      what: 'A decodificação da imagem demorou demais e foi interrompida.',
      todo: 'Avalie esta imagem no seu visualizador e informe ao suporte o número abaixo.',
    },
    'decoding-crashed': {
      what: 'A decodificação da imagem falhou.',
      todo: 'Avalie esta imagem no seu visualizador e informe ao suporte o número abaixo.',
    },
    'decoding-cancelled': {
      what: 'A decodificação das imagens foi interrompida.',
      todo: 'Inicie a análise de novo.',
    },
    'modality-not-accepted': {
      what: 'A imagem foi feita com um tipo de equipamento que o modelo não lê.',
      todo: 'Escolha um exame do tipo para o qual o modelo foi feito.',
    },
    'sop-class-not-accepted': {
      what: 'O arquivo não é de um tipo que o modelo lê (classe SOP do DICOM).',
      todo: 'Avalie esta imagem no seu visualizador.',
    },
    'not-a-single-frame': {
      what: 'O arquivo contém mais de um quadro; o modelo lê apenas imagens únicas.',
      todo: 'Avalie esta série no seu visualizador.',
    },
    'not-greyscale': {
      what: 'A imagem não está em tons de cinza; o modelo lê apenas imagens em tons de cinza.',
      todo: 'Avalie esta imagem no seu visualizador.',
    },
    'greyscale-contradictory': {
      what: 'O cabeçalho da imagem se contradiz sobre se claro significa denso, e o modelo poderia lê-la invertida.',
      todo: 'Peça ao setor de radiologia que verifique o cabeçalho da imagem (Presentation LUT Shape).',
    },
    'body-part-not-accepted': {
      what: 'A imagem mostra uma parte do corpo diferente da que o modelo lê.',
      todo: 'Escolha um exame da parte do corpo para a qual o modelo foi feito.',
    },
    'body-part-unknown': {
      what: 'A imagem não informa que parte do corpo mostra.',
      todo: 'Peça ao setor de radiologia que complete o cabeçalho da imagem.',
    },
    'view-not-accepted': {
      what: 'A imagem não foi feita em uma incidência que o modelo lê (para tórax: PA ou AP).',
      todo: 'Escolha um exame com uma imagem assim ou avalie este sem IA.',
    },
    'film-blank': {
      what: 'A imagem não mostra nada: quase toda ela tem um único tom.',
      todo: 'Verifique a imagem no arquivo; ela não pode ser analisada.',
    },
    'film-inverted': {
      what: 'Os tons desta imagem parecem invertidos: o osso aparece escuro onde deveria ser claro.',
      todo: 'Verifique a imagem no arquivo. Avalie-a sem IA.',
    },
    'film-turned': {
      what: 'Esta imagem parece girada, de cabeça para baixo ou recortada.',
      todo: 'Verifique a imagem no arquivo. Avalie-a sem IA.',
    },
    'film-unlike-training': {
      what: 'Esta imagem não se parece com as imagens em que o modelo foi testado.',
      todo: 'Avalie esta imagem sem IA.',
    },
    'age-not-accepted': {
      what: 'A idade do paciente está fora da faixa etária em que o modelo foi testado.',
      todo: 'Avalie esta imagem sem IA.',
    },
    'not-for-presentation': {
      what: 'A imagem contém dados brutos do detector e não se destina à leitura.',
      todo: 'Peça ao setor de radiologia que envie a imagem “For Presentation”.',
    },
    'presentation-intent-not-accepted': {
      what: 'A imagem foi preparada para uma finalidade diferente da que o modelo lê.',
      todo: 'Peça ao setor de radiologia que envie a imagem na forma que o modelo lê.',
    },
    'image-type-not-accepted': {
      what: 'A imagem é um localizador, uma captura de tela ou outro tipo que não é imagem diagnóstica.',
      todo: 'Nada precisa ser feito se o exame contiver a imagem original.',
    },
    'capture-not-accepted': {
      what: 'A imagem é uma tela capturada ou um documento digitalizado, não uma radiografia.',
      todo: 'Nada precisa ser feito se o exame contiver a imagem original.',
    },
    'series-not-accepted': {
      what: 'O nome da série indica que ela não contém a imagem tal como foi adquirida.',
      todo: 'Nada precisa ser feito se o exame contiver a imagem original.',
    },
    'processed-copy': {
      what: 'A imagem é uma cópia processada de outra imagem deste exame.',
      todo: 'Nada precisa ser feito: a imagem de que ela foi feita está ao lado.',
    },
    'duplicate-instance': {
      what: 'O arquivo de imagens lista esta imagem pela segunda vez.',
      todo: 'Nada precisa ser feito: ela é examinada uma única vez.',
    },
    'no-film-accepted': {
      what: 'Nenhuma imagem deste exame é do tipo que o modelo lê. O motivo de cada uma está abaixo.',
      todo: 'Escolha um exame com uma imagem para a qual o modelo foi feito ou avalie este sem IA.',
    },
    'model-unavailable': {
      what: 'O modelo não está pronto neste servidor.',
      todo: 'Tente de novo em alguns minutos. Se persistir, avise o administrador.',
    },
    'model-not-openable': {
      what: 'O modelo não pôde ser iniciado neste servidor.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'model-broken': {
      what: 'Os arquivos do modelo neste servidor estão danificados ou incompletos, portanto ele não é usado.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'inference-busy': {
      what: 'Há análises demais à espera do modelo.',
      todo: 'Tente de novo em alguns minutos. Se persistir, avise o administrador.',
    },
    'inference-crashed': {
      what: 'O modelo parou enquanto trabalhava na imagem.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'film-frames-contradictory': {
      what: 'O objeto da imagem não contém os quadros que o cabeçalho enumera.',
      todo: 'Peça ao setor de radiologia que envie a imagem de novo.',
    },
    'inference-timeout': {
      what: 'O modelo demorou demais nesta imagem e foi interrompido.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'inference-server-unreachable': {
      what: 'O servidor que executa o modelo não responde.',
      todo: 'Tente de novo em alguns minutos. Se persistir, avise o administrador.',
    },
    'inference-server-denied': {
      what: 'O servidor que executa o modelo não dá acesso ao Sightline.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'inference-server-failed': {
      what: 'O servidor que executa o modelo relatou uma falha própria.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'inference-request-refused': {
      what: 'O servidor que executa o modelo recusou a imagem tal como o Sightline a enviou.',
      todo: 'Informe ao suporte o número abaixo.',
    },
    'inference-answer-broken': {
      what: 'O servidor que executa o modelo deu uma resposta em que não se pode confiar, portanto ela não é usada.',
      todo: 'Tente de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'model-not-served': {
      what: 'O servidor não oferece o modelo que este hospital usa.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'served-model-differs': {
      what: 'O servidor executa um modelo diferente do que foi verificado aqui, portanto os resultados dele não são usados.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'inference-cancelled': {
      what: 'O trabalho do modelo foi interrompido.',
      todo: 'Inicie a análise de novo.',
    },
    'model-output-broken': {
      what: 'O modelo deu uma resposta que não passou nas verificações e foi descartada.',
      todo: 'Avalie esta imagem sem IA e informe ao suporte o número abaixo.',
    },
    'model-output-mismatch': {
      what: 'A resposta do modelo não corresponde à descrição dele próprio e foi descartada.',
      todo: 'Avalie esta imagem sem IA e informe ao suporte o número abaixo.',
    },
    'model-output-not-finite': {
      what: 'A resposta do modelo contém valores que não são números e foi descartada.',
      todo: 'Avalie esta imagem sem IA e informe ao suporte o número abaixo.',
    },
    'order-invalid': {
      what: 'A solicitação de exame não pôde ser lida.',
      todo: 'Avise o administrador do sistema solicitante.',
    },
    'order-without-study': {
      what: 'Ainda não há exame para esta solicitação.',
      todo: 'Se as imagens ainda não foram feitas, nada é necessário. Caso contrário, verifique o número de acesso.',
    },
    'patient-merged': {
      what: 'O hospital unificou o prontuário deste paciente com outro.',
      todo: 'Abra o prontuário que está em uso agora. Um resultado já registrado é registrado de novo lá.',
    },
    'result-changed-meanwhile': {
      what: 'O resultado foi alterado por outra pessoa no mesmo momento.',
      todo: 'Tente de novo; a versão mais recente é consultada primeiro.',
    },
    'result-not-kept': {
      what: 'O que esta versão do resultado afirmava não está mais guardado.',
      todo: 'Avise o administrador. O exame pode ser analisado de novo.',
    },
    'subject-unchecked': {
      what: 'Antes do envio, não foi possível reconfirmar de quem é este resultado: o PEP ou o arquivo de imagens não respondeu.',
      todo: 'Nada é necessário. A consulta se repete até que ambos respondam; depois o resultado é enviado.',
    },
    'order-cancelled': {
      what: 'A solicitação de exame foi cancelada e, com ela, a análise.',
      todo: 'Nada é necessário. Se o cancelamento foi um engano, faça a solicitação de novo.',
    },
    'delivery-refused': {
      what: 'O destino recusou a conexão ou as credenciais.',
      todo: 'Avise o administrador. O resultado está guardado e pode ser enviado de novo.',
    },
    'delivery-unreachable': {
      what: 'O destino não responde. O Sightline continua tentando.',
      todo: 'Nada é necessário agora. Se persistir, avise o administrador.',
    },
    'delivery-ambiguous': {
      what: 'Não é certo que o destino recebeu o resultado. Ele não é enviado de novo até que isso seja verificado.',
      todo: 'Verifique no destino antes de contar com isso. O suporte pode ajudar com o número abaixo.',
    },
    'delivery-rejected': {
      what: 'O destino recebeu o resultado e não o aceitou.',
      todo: 'Avise o administrador. O resultado está guardado aqui e pode ser enviado de novo.',
    },
    'delivery-dropped': {
      what: 'Uma pessoa decidiu que este resultado não vai para este destino.',
      todo: 'Se você espera o resultado lá, pergunte ao administrador.',
    },
    'operator-unknown': {
      what: 'Este link ou esta sessão não é mais válido.',
      todo: 'Peça um novo link a quem administra o servidor: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: 'Este envio não existe.',
      todo: 'Veja a lista de novo: ele pode ter sido resolvido nesse meio-tempo.',
    },
    'delivery-not-decidable': {
      what: 'Este envio avançou nesse meio-tempo, portanto isso não pode mais ser decidido sobre ele.',
      todo: 'Veja a situação dele na lista e decida de novo.',
    },
    'route-missing': {
      what: 'A configuração desta instituição não indica nenhum caminho pelo qual o resultado possa chegar a este destino.',
      todo: 'Avise o administrador: é preciso verificar results.routes em sites.json e o que o PEP declara sobre si mesmo.',
    },
    'destination-refused': {
      what: 'O destino recusou nossas credenciais.',
      todo: 'Avise o administrador. O resultado está guardado e pode ser enviado de novo.',
    },
    'destination-credentials-missing': {
      what: 'As credenciais para este destino não podem ser lidas no servidor.',
      todo: 'Avise o administrador. O resultado está guardado e pode ser enviado de novo.',
    },
    'report-not-signed': {
      what: 'O relatório diz que um médico o assinou e não nomeia ninguém que o tenha feito, portanto não é emitido.',
      todo: 'Assine o relatório de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'pdf-writer-absent': {
      what: 'Este servidor não consegue gerar arquivos PDF.',
      todo: 'Nada é necessário: o resultado é registrado sem o PDF. O administrador pode instalar o gerador de PDF para este tipo de máquina.',
    },
    'pdf-not-typeset': {
      what: 'O relatório não pôde ser composto em PDF, por exemplo porque um nome usa uma escrita que nenhuma fonte instalada tem.',
      todo: 'Nada é necessário: o resultado é registrado sem o PDF. Se persistir, informe ao suporte o número abaixo.',
    },
    'report-pdf-missing': {
      what: 'O motor HL7 exige o relatório em PDF, e não há PDF.',
      todo: 'Avise o administrador: o resultado está guardado aqui.',
    },
    'character-not-writable': {
      what: 'Um nome ou texto contém um caractere que o conjunto de caracteres do motor HL7 não comporta, portanto nada foi enviado.',
      todo: 'Avise o administrador: o motor precisa aceitar Unicode.',
    },
    'patients-differ': {
      what: 'Relatórios de pacientes ou atendimentos diferentes não podem compartilhar uma mensagem.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'report-missing': {
      what: 'Uma mensagem sem relatório não pode ser enviada.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'delivery-untrusted': {
      what: 'O destino e o Sightline não confiam nos certificados um do outro, portanto nada foi enviado. O Sightline continua tentando.',
      todo: 'Avise o administrador: um certificado pode ter expirado.',
    },
    'delivery-credentials-missing': {
      what: 'Falta o certificado que o Sightline apresenta ao destino, portanto nada foi enviado. O Sightline continua tentando.',
      todo: 'Avise o administrador.',
    },
    'patient-identifier-missing': {
      what: 'O PEP não fornece nenhum identificador deste paciente com que um resultado HL7 v2 possa ser registrado.',
      todo: 'Peça ao administrador que verifique os identificadores do paciente no PEP.',
    },
    'date-not-iso': {
      what: 'O PEP fornece uma data em uma forma que um resultado HL7 v2 não comporta.',
      todo: 'Avise o administrador e informe ao suporte o número abaixo.',
    },
    'analysis-timed-out': {
      what: 'A análise demorou mais do que o permitido e foi interrompida.',
      todo: 'Tente de novo. Se acontecer outra vez, avise o administrador.',
    },
    'analysis-abandoned': {
      what: 'A análise foi interrompida várias vezes e foi abandonada.',
      todo: 'Inicie a análise de novo. Se acontecer outra vez, informe ao suporte o número abaixo.',
    },
    'analysis-unknown': {
      what: 'Não existe essa análise nesta abertura.',
      todo: 'Volte à lista de exames e abra-a a partir de lá.',
    },
    'model-unknown': {
      what: 'Não existe esse modelo nesta abertura.',
      todo: 'Volte à lista de exames e abra a ficha do modelo a partir de um resultado.',
    },
    'storage-full': {
      what: 'Não há mais espaço aqui para outro resultado. O que já foi lido está guardado e continua sendo enviado.',
      todo: 'Avise quem administra o Sightline de que o disco está cheio e depois inicie a análise de novo.',
    },
    'analysis-ended-meanwhile': {
      what: 'A análise anterior deste exame terminou exatamente neste momento, sem resultado.',
      todo: 'Inicie a análise de novo.',
    },
  },
};
