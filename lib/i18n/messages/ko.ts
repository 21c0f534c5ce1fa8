import { cardElements } from './card-elements/ko.ts';
import { report } from './report/ko.ts';
import type { en } from './en.ts';
import type { Shape } from '../shape.ts';

export const ko: Shape<typeof en> = {
  app: {
    name: 'Sightline',
    tagline: '환자 차트 안의 영상 AI',
    mark: 'AI – 연구용, 어떤 규제 기관의 허가도 받지 않음',
    skipToContent: '본문으로 건너뛰기',
    language: '언어',
    backToChart: '검사 목록으로',
  },
  landing: {
    sites: 'EHR의 환자 목록으로 열기',
    siteLink: '{site}에서 열기',
    title: '환자 차트 안의 영상 AI',
    lead: 'Sightline은 환자 차트에서 열려 그 환자의 영상에 AI 모델을 실행하고, 다른 결과와 같은 곳인 차트와 HL7 v2 결과 전송으로 예비 결과를 등록합니다.',
    howTitle: '여는 방법',
    stepChart: 'EHR에서 환자를 엽니다.',
    stepLaunch: '차트에서 Sightline을 선택합니다. 그 환자에 대해서만 열립니다.',
    stepAnalyse:
      '검사를 선택하고 분석을 시작합니다. 각 단계를 지켜보거나 창을 닫아도 됩니다. 작업은 계속됩니다.',
    standalone: '이 주소에서는 환자를 볼 수 없습니다. 환자는 차트에서만 열립니다.',
    safetyTitle: '무엇이고, 무엇이 아닌가',
    safetyResearch: '연구용입니다. 어떤 규제 기관의 허가도 받지 않았습니다.',
    safetyPreliminary: '모든 결과는 의료진이 서명하기 전까지 예비 결과입니다.',
    safetyRefuses: '대상이 아닌 영상은 분석하지 않고 그 이유를 알립니다.',
  },
  patient: {
    leave: '로그아웃',
    region: '환자',
    identifier: '등록번호',
    identifierLong: '환자 등록번호',
    birthDate: '생년월일',
    age: '나이',
    sex: '성별',
    unknown: '기재 없음',
    years: '{count, plural, other {만 #세}}',
    months: '{count, plural, other {#개월}}',
    days: '{count, plural, other {#일}}',
    user: '사용자',
  },
  sex: { male: '남', female: '여', other: '기타', unknown: '미상' },
  studies: {
    notAmong: 'Sightline을 연 검사가 이 환자에게서 찾은 검사 가운데 없습니다.',
    chosen: '차트에서 연 검사',
    title: '영상 검사',
    count: '{count, plural, =0 {검사 없음} other {검사 #건}}',
    modality: '장비',
    accession: '접수번호',
    images: '영상 수',
    untitled: '검사명 없음',
    noDate: '검사일 기재 없음',
    notAnalysed: '분석하지 않음',
    analyse: '분석',
    analyseStudy: '{study} 검사 분석',
    analyseAgain: '다시 분석',
    openProgress: '진행 상황 보기',
    openResult: '결과 열기',
    openReason: '이유 보기',
    openStudy: '{study} 검사 열기',
    starting: '시작하는 중 …',
    emptyTitle: '이 차트에 영상 검사가 없습니다',
    emptyText:
      'EHR에 이 환자의 영상 검사가 없습니다. 방금 촬영한 영상은 표시되기까지 몇 분이 걸릴 수 있습니다.',
    emptyAction: '다시 확인',
    noneFound: '기준값을 넘은 소견 없음',
    disclaimer: 'AI 결과는 예비 결과입니다. 판독을 돕는 것이며 대신하지 않습니다.',
  },
  state: {
    queued: '대기 중',
    retrieving: '영상 가져오는 중',
    decoding: '영상 디코딩 중',
    inferring: '모델 실행 중',
    writing: '결과 작성 중',
    delivering: '결과 등록 중',
    completed: '예비 결과로 등록됨',
    sentToEngine: '예비 결과로 HL7 엔진에 전송됨',
    withdrawn: '철회됨',
    undelivered: '일부 미등록',
    refused: '분석 제외',
    failed: '실패',
  },
  step: {
    retrieve: '영상 가져오기',
    decode: '디코딩',
    infer: '모델 실행',
    write: '결과 작성',
    deliver: '결과 등록',
  },
  stepState: { waiting: '대기', running: '진행 중', done: '완료', stopped: '중단' },
  progress: {
    title: '분석',
    region: '분석 진행 상황',
    running: '분석 중',
    runningHint: '이 창을 닫아도 됩니다. 분석은 계속되고 결과는 차트에 남습니다.',
    startedFromChart: '차트에서 시작함',
    startedFromOrder: '영상 검사 처방으로 시작함',
    finishedIn: '{seconds}초 만에 완료',
    stepsCaption: '단계와 소요 시간',
    milliseconds: '{value} ms',
    seconds: '{value}초',
    reconnecting: '연결이 끊겼습니다. 다시 연결하는 중이며 분석은 계속됩니다.',
    disconnected: '실시간 표시가 멈췄습니다. 분석은 계속됩니다.',
    reload: '페이지 새로 고침',
  },
  result: {
    title: '소견',
    preliminary: '예비 결과',
    preliminaryLong: 'AI가 작성, 서명되지 않음',
    withdrawn: '철회됨: 사용하지 마십시오',
    reissued: '다시 등록됨',
    preliminaryText: '의료진이 검토하지 않은 결과입니다. 영상을 직접 판독하지 않고 진료에 사용하지 마십시오.',
    presentCount: '{count, plural, =0 {기준값을 넘은 소견 없음} other {소견 #개 있음}}',
    noFindings: '산출된 소견이 없습니다.',
    triage: '소견 유무 종합 점수',
    triageLevel: { present: '높음', indeterminate: '중간', absent: '낮음' },
    triageNote:
      '영상을 판독할 순서를 정하기 위한 점수입니다. 특정 소견을 뜻하지 않으며, 점수가 낮아도 소견을 배제하지 않습니다.',
    notExcluded: '모델은 이 목록의 소견만 찾습니다. ‘없음’으로 표시된 소견도 배제된 것은 아닙니다.',
    probability: '확률',
    operatingPoint: '기준값',
    ruleOutPoint: '배제 기준값',
    sensitivity: '민감도',
    specificity: '특이도',
    accuracyNote: '민감도와 특이도는 모델 학습에 쓰지 않은 영상에서 측정한 값입니다.',
    onFilm: '영상 {number}',
    showMap: '{finding} 히트맵 표시',
    noMap: '히트맵 없음',
    legendBar:
      '막대는 보정된 확률입니다. 높은 쪽 선 이상이면 있음, 낮은 쪽 선 미만이면 없음, 그 사이는 판단 불가입니다.',
  },
  review: {
    title: '판독',
    decide: '{finding}에 대한 결정',
    confirm: '확인',
    change: '변경',
    reject: '기각',
    undo: '취소하기',
    confirmed: '확인함',
    changed: '변경함: {presence}',
    rejected: '기각함: {reason}',
    by: '{name}',
    presenceIs: '소견 상태',
    side: '위치',
    noSide: '명시 안 함',
    reason: '기각 사유',
    reasons: {
      'not-seen': '영상에서 보이지 않음',
      artefact: '인공물 또는 겹친 구조물',
      'normal-variant': '정상 변이',
      known: '이미 알려졌거나 현재 의미 없음',
      'image-quality': '영상 품질로 판단할 수 없음',
      other: '기타 사유',
    },
    comment: '의견',
    keep: '저장',
    cancel: '취소',
    missed: 'AI가 찾지 못한 것',
    missedWords: '소견',
    add: '소견 추가',
    remove: '{finding} 삭제',
    overall: '보고서 전체에 대한 의견',
    left: '{count, plural, =0 {모두 결정되었습니다.} other {결정할 소견이 #개 남았습니다.}}',
    confirmRest: '{count, plural, other {남은 #개 확인}}',
    signAs: '{name} 이름으로 서명',
    signNote:
      '보고서 전체에 대해 책임을 집니다. 최종 보고서가 되며, 예비 보고서가 있는 모든 곳에 다시 제출됩니다.',
    asTitle: '이 버전의 성격',
    amended: '내용 추가',
    corrected: '이전 버전이 잘못됨',
    cannotSign:
      'EHR이 의료진 정보를 알려 주지 않아 이 실행에서는 보고서에 서명할 수 없습니다. 결정은 보관됩니다.',
    signing: '서명 및 제출 중',
    nothingToSign: '마지막 서명 이후 변경된 것이 없습니다.',
    alsoHere: '지금 함께 판독 중: {names}',
    historyTitle: '버전 기록',
    versionOf: '버전 {version}',
    bySoftware: 'AI 단독',
    banner: {
      final: '최종',
      amended: '추가됨',
      corrected: '정정됨',
      signedBy: 'AI를 사용해 작성, {name} 판독 및 서명',
    },
  },
  presence: { present: '있음', absent: '없음', indeterminate: '판단 불가' },
  laterality: { left: '좌측', right: '우측', bilateral: '양측' },
  zone: { upper: '상부 1/3', middle: '중부 1/3', lower: '하부 1/3' },
  finding: {
    effusion: '흉수',
    cardiomegaly: '심비대',
    pneumothorax: '기흉',
    consolidation: '경화',
    atelectasis: '무기폐',
    nodule: '폐결절',
    mass: '폐종괴',
    fibrosis: '폐섬유화',
    edema: '폐부종',
    emphysema: '폐기종',
  },
  view: {
    PA: 'PA',
    AP: 'AP',
    LL: '좌측면',
    RL: '우측면',
    LATERAL: '측면',
    unknown: '촬영 방향 기재 없음',
  },
  film: {
    region: '영상',
    title: '영상 {number}',
    titleWithView: '영상 {number}, {view}',
    alt: '이 검사의 영상 {number}, {view}. 소견은 옆에 나열되어 있습니다.',
    choose: '영상 선택',
    outcomePending: '분석 중',
    outcomeAnalysed: '분석됨',
    outcomeRefused: '분석 제외',
    overlay: '히트맵',
    overlayOf: '히트맵: {finding}',
    overlayOff: '히트맵 표시 안 함',
    opacity: '불투명도',
    overlayNote:
      '모델이 이 소견을 위해 살펴본 위치입니다. 세기는 이 영상 안에서의 상대값이며 모델의 확신 정도를 뜻하지 않습니다.',
    contour: '등고선',
    box: '상자',
    contourNote:
      '등고선과 상자는 히트맵의 세기가 최댓값의 절반 이상인 영역을 둘러쌉니다. 소견의 윤곽이 아닙니다.',
    noContour: '등고선 없음: 없음으로 판정된 소견이거나 두드러진 위치가 없으면 그리지 않습니다.',
    noMapDrawn: '이 모델은 히트맵을 그리지 않습니다. 어디를 살펴보았는지 알 수 없습니다.',
    low: '낮음',
    high: '높음',
    pending: '디코딩이 끝나면 여기에 영상이 표시됩니다.',
    noPreview: '이 영상의 미리보기가 없습니다.',
    previewFailed: '이 영상의 미리보기를 불러올 수 없습니다. 판독용 뷰어에서 확인하십시오.',
    notDiagnostic: '미리보기, 진단용 판독 아님',
    refusedTitle: '분석하지 않은 영상',
  },
  delivery: {
    title: '결과를 보낸 곳',
    destination: '보낸 곳',
    what: '내용',
    state: '상태',
    updated: '시각',
    reference: '참조',
    attempts: '{count, plural, other {#회 시도}}',
    atEhr: {
      document:
        '이 기관의 EHR은 FHIR로 영상의학 보고서를 받지 않습니다. 보고서는 PDF 문서로 전달되며, 소견은 코드화된 값으로 저장되지 않습니다.',
      nothing:
        '이 기관의 EHR은 FHIR로 결과를 받지 않습니다. 결과는 HL7 v2 메시지로 HL7 엔진에만 전송되며, 엔진이 받아들였는지는 아래에 표시됩니다.',
    },
    none: '아직 보낸 것이 없습니다.',
    noneEver: '보낸 것이 없습니다.',
    moreReferences: '{count, plural, other {#개 더 보기}}',
    noReference: '아직 없음',
    timesIn: '시각 기준: {zone}',
  },
  operator: {
    title: '발신함',
    enterText: '이 브라우저에서 8시간 동안 이 설치의 발신함을 엽니다. 링크는 한 번만 사용할 수 있습니다.',
    enter: '발신함 열기',
    leave: '나가기',
    timesIn: '시간대: {zone}',
    waiting: '사람의 확인이 필요함',
    noneWaiting: '확인이 필요한 항목이 없습니다.',
    underWay: '진행 중',
    noneUnderWay: '진행 중인 항목이 없습니다.',
    destinations: '대상 시스템',
    noDestinations: '아직 전송된 것이 없습니다.',
    delivery: '전송',
    destination: '대상',
    state: '상태',
    since: '시작',
    next: '다음 시도',
    version: '버전 {version}',
    answers: '응답함',
    rests: '응답하지 않음, 다음 시각까지 시도하지 않음:',
    one: '전송 한 건',
    back: '발신함으로 돌아가기',
    identity: '대상에서의 식별자',
    problem: '문제',
    words: '대상 시스템의 메시지(환자 이름이 있을 수 있음)',
    decide: '결정',
    nothingToDecide: '지금 이 전송에 대해 결정할 것이 없습니다.',
    retry: '다시 시도',
    retryText: '도착했을 수 있는 것은 먼저 조회합니다. 두 번 저장되지 않습니다.',
    arrived: '도착해 있음',
    arrivedText: '대상 시스템을 확인했고 결과가 그곳에 있습니다.',
    arrivedAs: '대상에서 부르는 이름',
    notArrived: '도착하지 않음',
    notArrivedText: '대상 시스템을 확인했고 결과가 없습니다. 다시 전송합니다.',
    drop: '전송하지 않음',
    dropText: '결과를 이 대상으로 보내지 않습니다. Sightline에는 남아 있으며 화면에 표시됩니다.',
  },
  destination: { ehr: 'EHR', 'hl7-engine': 'HL7 엔진' },
  deliveryKind: {
    fhir: 'FHIR 보고서와 관찰 결과',
    oru: 'HL7 v2 결과 (ORU)',
    document: 'PDF 문서 형태의 보고서(FHIR)',
    pdf: 'PDF 파일 형태의 보고서',
    dicom: 'DICOM 객체 형태의 보고서',
  },
  deliveryState: {
    pending: '대기 중',
    sending: '보내는 중',
    ambiguous: '확인 중',
    acknowledged: '접수됨',
    held: '담당자 확인 필요',
    failed: '접수되지 않음',
    sent: '수신됨, 아직 확인되지 않음',
    dead: '중단됨: 사람의 확인 필요',
    superseded: '새 버전으로 대체됨',
  },
  model: {
    title: '모델 정보',
    name: '모델',
    id: '식별자',
    version: '버전',
    hash: '가중치 SHA-256',
    ranOn: '실행 장치',
    status: '규제 상태',
  },
  modelCard: {
    link: '모델 카드: 성능 수치와 한계',
    title: '모델 카드',
    version: '버전 {version}',
    intendedUse: '사용 목적',
    licence: '라이선스',
    measuredOn: '측정 자료',
    films: '영상 수',
    patients: '환자 수',
    meanAuc: '평균 AUC',
    figures: '소견별 성능 수치',
    figuresNote:
      '확률이 기준값 이상이면 소견 있음, 배제 기준값 미만이면 없음, 그 사이면 불확정으로 표시합니다. 각 기준값에서 민감도는 소견이 있는 영상 중 그 값에 이르는 비율이고, 특이도는 소견이 없는 영상 중 그 값에 이르지 않는 비율입니다.',
    prevalenceNote:
      '이 수치는 표에 적힌 유병률에서 측정한 것입니다. 소견이 더 드문 곳에서는 있음으로 표시된 것 중 틀린 것이 더 많아집니다.',
    finding: '소견',
    prevalence: '유병률',
    auc: 'AUC(95% 구간)',
    calibrationError: '보정 오차',
    threshold: '값',
    notMeasured: '측정하지 않음',
    limits: '알려진 한계',
    document: '모델 자체의 카드',
    documentNote: '모델 패키지에 담긴 영어 원문 그대로입니다.',
    missing:
      '이 모델의 패키지에는 카드가 없습니다. 패키지가 밝힌 내용은 여기 있는 것이 전부이며, 예측도, 환자 집단별 수치, 알려진 실패 사례는 제시되지 않았습니다.',
    unreadable:
      '이 모델의 패키지에 있는 카드는 표시할 수 없습니다. 너무 길거나 일반 Markdown 텍스트가 아닙니다. 여기에는 패키지의 명세에 적힌 내용이 있습니다.',
    standIn:
      '그 결과는 {model} 버전 {version}이(가) 만들었으며, 이 버전은 더 이상 설치되어 있지 않습니다. 이 페이지는 다른 버전에 관한 것이므로 여기의 수치와 기준값은 그 결과에 적용되지 않습니다.',
    superseded:
      '새 결과는 {model} 버전 {version}이(가) 만듭니다. 기준값과 수치는 버전마다 다릅니다. 여기 내용은 위에 적힌 버전의 결과에만 적용됩니다.',
  },
  cardElements,
  report,
  ownWindow: {
    title: 'Sightline을 별도 창에서 여세요',
    text: '브라우저가 이 프레임 안에서 Sightline의 쿠키를 저장하지 않아 사용자를 구별할 수 없습니다. 잃는 것은 없습니다. 같은 실행이 별도 창에서 이어집니다.',
    open: '새 창에서 열기',
  },
  ended: {
    title: 'Sightline에서 나왔습니다',
    text: '진행 중이던 분석은 계속되고 결과는 저장됩니다. 이 창을 닫아도 됩니다.',
  },
  withheld: {
    title: 'EHR이 일부 접근을 허용하지 않았습니다',
    patient: '환자 정보를 읽을 수 없어 영상을 차트와 대조할 수 없으므로 아무것도 분석하지 않습니다.',
    studies: 'EHR에서 영상 검사 목록을 받을 수 없어 영상 저장소에서 검사를 찾습니다.',
    archives: 'EHR이 영상의 위치를 알려 주지 않아 기관의 저장소에 직접 묻습니다.',
    orders: '오더를 읽을 수 없어 결과가 오더 번호 없이 저장됩니다.',
    filing:
      '이 실행에서는 EHR 차트에 결과를 저장할 수 없습니다. 병원의 메시지 엔진이 설정되어 있으면 그쪽으로 보냅니다.',
    todo: '그 밖의 기능은 모두 작동합니다. 나머지는 관리자가 EHR의 Sightline 등록에서 허용할 수 있습니다.',
  },
  problem: {
    support: '지원 번호',
    supportHint: '지원팀에 이 번호를 알려 주십시오. 환자 정보는 들어 있지 않습니다.',
    nothingFiled: '등록된 결과는 없습니다.',
    titleDeclined: '이 검사는 분석 대상이 아닙니다',
    titleFailed: '분석을 마치지 못했습니다',
    titleUndelivered: '결과가 모든 곳에 등록되지 않았습니다',
    titleLaunch: 'Sightline을 열 수 없습니다',
    titleClosed: '이 창은 닫혔습니다',
    titleNotFound: '페이지가 없습니다',
    titleCrash: '이 페이지를 표시할 수 없습니다',
    returnToChart: '환자 차트로 돌아가 그곳에서 Sightline을 여십시오.',
    retry: '다시 시도',
  },
  problems: {
    unexpected: {
      what: '예상하지 못한 문제가 발생했습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'database-unreachable': {
      what: 'Sightline의 데이터베이스가 응답하지 않습니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'session-unknown': {
      what: '이 창은 열려 있는 실행에 속하지 않습니다.',
      todo: '환자 차트로 돌아가 그곳에서 Sightline을 여십시오.',
    },
    'session-expired': {
      what: '너무 오래 열려 있어 세션이 종료되었습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여십시오. 진행 중이던 분석은 계속됩니다.',
    },
    'session-ended': {
      what: '이 실행에서 로그아웃했습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여세요. 진행 중이던 분석은 계속됩니다.',
    },
    'launch-refused': {
      what: 'EHR이 실행 요청을 잘못된 것으로 거부했습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여세요. 반복되면 관리자에게 알리세요.',
    },
    'client-refused': {
      what: 'EHR이 이 서버를 등록된 애플리케이션으로 인정하지 않습니다.',
      todo: '관리자에게 알리세요. EHR 등록의 클라이언트 ID, 비밀번호 또는 키가 이 서버의 설정과 맞지 않습니다.',
    },
    'client-key-unusable': {
      what: 'EHR용 서버 키를 사용할 수 없습니다.',
      todo: '관리자에게 알리세요. 이 기관의 키 파일이 없거나 손상되었습니다.',
    },
    'scope-refused': {
      what: 'EHR이 Sightline이 요청한 접근을 허용하지 않습니다.',
      todo: '관리자에게 EHR 등록에서 Sightline의 권한을 허용해 달라고 요청하세요.',
    },
    'grant-spent': {
      what: 'EHR의 응답이 만료되었거나 이미 사용되었습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여세요.',
    },
    'identity-unproven': {
      what: 'EHR이 알려 준 사용자 신원을 확인할 수 없어 아무것도 열지 않았습니다.',
      todo: '차트에서 Sightline을 다시 여세요. 반복되면 관리자에게 알리세요.',
    },
    'clock-skew': {
      what: 'EHR과 이 서버의 시계 차이가 너무 커서 사용자 신원 정보가 만료된 것으로 처리되었습니다.',
      todo: '관리자에게 두 시계를 확인해 달라고 알리세요.',
    },
    'ehr-keys-unusable': {
      what: 'EHR이 서명에 쓰는 키를 읽을 수 없었습니다.',
      todo: '몇 분 뒤 다시 시도하세요. 계속되면 관리자에게 알리세요.',
    },
    'user-not-clinician': {
      what: 'Sightline은 의료진만 열 수 있습니다. EHR에는 환자 또는 가족으로 등록되어 있습니다.',
      todo: '결과는 담당 의료진에게 문의하세요.',
    },
    'session-superseded': {
      what: '이 창은 이전 실행에서 열린 것으로, 환자가 뒤바뀌지 않도록 닫혔습니다.',
      todo: '차트로 돌아가 마지막에 열린 창을 사용하십시오.',
    },
    'session-cookie-missing': {
      what: '브라우저가 세션 쿠키를 보내지 않았습니다.',
      todo: '이 사이트의 쿠키를 허용하거나 새 탭에서 여는 방식으로 차트에서 다시 실행하십시오.',
    },
    'cross-site-request': {
      what: 'Sightline 화면에서 보낸 요청이 아니어서 처리하지 않았습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여십시오.',
    },
    'result-not-reviewable': {
      what: '여기에는 판독하고 서명할 결과가 없습니다.',
      todo: '분석이 끝날 때까지 기다리십시오. 철회된 결과에는 서명하지 않습니다.',
    },
    'review-changed-meanwhile': {
      what: '마지막으로 보신 뒤 다른 사람이 이것을 결정했거나 보고서가 변경되었습니다.',
      todo: '마지막 결정은 저장되지 않았습니다. 지금 내용을 확인하고 다시 결정하십시오.',
    },
    'review-being-signed': {
      what: '이 보고서는 지금 서명되고 있습니다.',
      todo: '서명이 끝날 때까지 기다리십시오. 그 후 수정할 수 있습니다.',
    },
    'review-undecided': {
      what: 'AI가 존재 또는 불확정으로 판단한 소견 중 아직 결정되지 않은 것이 있습니다.',
      todo: '각각 결정한 뒤 서명하십시오.',
    },
    'reader-unknown': {
      what: 'EHR이 사용자를 알려 주지 않아 결정을 저장할 수 없습니다.',
      todo: '관리자에게 Sightline의 openid 및 fhirUser 범위를 허용하도록 요청하십시오.',
    },
    'signer-unknown': {
      what: 'EHR이 의료진 정보를 알려 주지 않아 보고서에 서명할 수 없습니다.',
      todo: '관리자에게 Sightline의 openid 및 fhirUser 범위를 허용하도록 요청하십시오. 결정은 보관됩니다.',
    },
    'request-invalid': {
      what: '화면이 보낸 요청을 Sightline이 읽을 수 없습니다.',
      todo: '화면을 새로 고친 뒤 다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'site-unknown': {
      what: 'Sightline을 연 EHR이 이 서버에 등록되어 있지 않습니다.',
      todo: '관리자에게 이 EHR을 등록해 달라고 요청하십시오.',
    },
    'launch-denied': {
      what: 'EHR이 Sightline의 접근을 허용하지 않았습니다.',
      todo: '다시 열어 접근에 동의하거나 관리자에게 권한을 요청하십시오.',
    },
    'launch-invalid': {
      what: 'EHR의 실행 정보가 불완전하거나 이미 사용되었습니다.',
      todo: '환자 차트로 돌아가 Sightline을 다시 여십시오.',
    },
    'launch-patient-missing': {
      what: 'EHR이 어느 환자가 열려 있는지 알려 주지 않았습니다.',
      todo: '먼저 EHR에서 환자를 연 다음 그 차트에서 Sightline을 여십시오.',
    },
    'token-expired': {
      what: '작업 중에 EHR의 접근 허가가 만료되었습니다.',
      todo: '차트에서 Sightline을 다시 열고 분석을 다시 시작하십시오.',
    },
    'token-refused': {
      what: 'EHR이 Sightline의 자격 증명을 받아들이지 않았습니다.',
      todo: '차트에서 Sightline을 다시 여십시오. 반복되면 관리자에게 알려 주십시오.',
    },
    'ehr-unreachable': {
      what: 'EHR이 응답하지 않습니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'ehr-refused': {
      what: '분석에 필요한 요청을 EHR이 거부했습니다.',
      todo: '관리자에게 알려 주십시오. EHR에서 Sightline의 권한이 부족할 수 있습니다.',
    },
    'ehr-answer-broken': {
      what: 'EHR의 응답을 읽을 수 없습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'patient-mismatch': {
      what: '영상의 환자가 열려 있는 차트의 환자와 다릅니다. 분석을 중단했습니다.',
      todo: '이 검사를 이 환자에게 사용하지 마십시오. 검사가 다른 차트에 등록되었을 수 있으니 영상의학과에 알려 주십시오.',
    },
    'patient-unverifiable': {
      what: '영상에 환자 정보가 충분하지 않아 환자를 확인할 수 없었습니다.',
      todo: '영상의학과에 검사의 환자 식별 정보를 확인해 달라고 요청하십시오.',
    },
    'study-not-found': {
      what: '영상 보관소에 이 검사가 없습니다.',
      todo: '방금 촬영했다면 몇 분 뒤에 다시 시도하고, 아니면 영상의학과에 문의하십시오.',
    },
    'study-without-images': {
      what: '이 검사에는 아직 영상이 없습니다.',
      todo: '영상이 보관소로 전송된 뒤 다시 시도하십시오.',
    },
    'study-mismatch': {
      what: '영상 보관소가 다른 검사의 영상을 보냈습니다. 분석을 중단했습니다.',
      todo: '영상의학과에 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'study-too-large': {
      what: '검사의 영상 수가 Sightline이 한 번에 가져올 수 있는 한도를 넘습니다.',
      todo: '이 검사는 뷰어에서 판독하십시오.',
    },
    'endpoint-missing': {
      what: 'EHR에 이 검사의 영상 위치가 없습니다.',
      todo: '관리자에게 이 검사의 영상 주소(Endpoint)가 없다고 알려 주십시오.',
    },
    'endpoint-not-allowed': {
      what: '이 검사의 영상이 이 서버에 허용되지 않은 주소에 있습니다.',
      todo: '관리자에게 기관의 영상 보관소 목록을 확인해 달라고 요청하십시오.',
    },
    'endpoint-unusable': {
      what: 'EHR에 적힌 이 검사의 영상 위치가 꺼져 있거나 읽을 수 없습니다.',
      todo: '관리자에게 이 검사의 영상 주소(Endpoint)를 확인해 달라고 요청하십시오.',
    },
    'study-ambiguous': {
      what: '영상 보관소에 이 검사가 둘 이상 있거나 둘 이상의 환자 아래에 있습니다.',
      todo: '영상의학과에 어느 것이 맞는지 확인을 요청하십시오.',
    },
    'archive-unreachable': {
      what: '영상 보관소가 응답하지 않습니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'archive-timeout': {
      what: '영상 보관소의 응답이 너무 오래 걸렸습니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'archive-busy': {
      what: '영상 보관소가 지금 너무 바빠 응답하지 못합니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'archive-refused': {
      what: '영상 보관소가 영상을 내주지 않았습니다.',
      todo: '관리자에게 알려 주십시오. Sightline에 보관소 접근 권한이 없을 수 있습니다.',
    },
    'archive-credentials-missing': {
      what: '영상 보관소에 접속할 Sightline의 자격 증명이 없거나 올바르지 않습니다.',
      todo: '관리자에게 보관소의 암호, 토큰 또는 인증서를 쓸 수 없다고 알려 주십시오.',
    },
    'archive-redirected': {
      what: '영상 보관소가 다른 주소를 안내했습니다. 이 기관의 목록에 없는 주소이므로 Sightline은 따라가지 않습니다.',
      todo: '관리자에게 보관소 주소를 확인해 달라고 요청하십시오.',
    },
    'archive-answer-broken': {
      what: '영상 보관소의 응답을 읽을 수 없습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'archive-answer-truncated': {
      what: '영상을 다 받기 전에 영상 보관소와의 연결이 끊겼습니다.',
      todo: '잠시 후 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'archive-answer-too-large': {
      what: '영상 보관소가 한 영상에 허용되는 것보다 많은 데이터를 보냈습니다.',
      todo: '이 검사는 뷰어에서 판독하고 관리자에게 알려 주십시오.',
    },
    'archive-answer-not-multipart': {
      what: '영상 보관소의 응답이 DICOM 영상 전송 형식이 아닙니다.',
      todo: '관리자에게 보관소 주소를 확인해 달라고 요청하십시오.',
    },
    'retrieval-cancelled': {
      what: '영상 가져오기가 중단되었습니다.',
      todo: '분석을 다시 시작하십시오.',
    },
    'film-not-dicom': {
      what: '파일이 DICOM 영상이 아닙니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-truncated': {
      what: '영상 파일의 일부가 없어 불완전합니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-header-unreadable': {
      what: '영상의 헤더를 읽을 수 없습니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-without-identity': {
      what: '어느 검사의 어느 영상인지 헤더에 기재되어 있지 않습니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-too-large': {
      what: '영상이 Sightline이 해독할 수 있는 크기보다 큽니다.',
      todo: '이 영상은 뷰어에서 판독하십시오.',
    },
    'film-size-contradictory': {
      what: '영상의 헤더와 실제 영상의 크기가 서로 다릅니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-not-decodable': {
      what: '압축된 영상이 손상되어 해독할 수 없습니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'film-without-pixels': {
      what: '파일에 영상이 들어 있지 않습니다.',
      todo: '영상의학과에 영상이 모두 전송되었는지 문의하십시오.',
    },
    'multi-frame': {
      what: '파일에 여러 프레임이 있습니다. 모델은 단일 영상만 읽습니다.',
      todo: '이 시리즈는 뷰어에서 판독하십시오.',
    },
    'photometric-not-supported': {
      what: '컬러 영상이거나 모델이 읽지 못하는 형식입니다.',
      todo: '이 영상은 뷰어에서 판독하십시오.',
    },
    'pixel-layout-not-supported': {
      what: '영상이 Sightline이 읽지 못하는 형식으로 저장되어 있습니다.',
      todo: '이 영상은 뷰어에서 판독하십시오.',
    },
    'transfer-syntax-not-supported': {
      what: 'Sightline이 해독할 수 없는 방식으로 압축된 영상입니다.',
      todo: '이 영상은 뷰어에서 판독하고 관리자에게 알려 주십시오.',
    },
    'decoding-timeout': {
      what: '영상 해독이 너무 오래 걸려 중단되었습니다.',
      todo: '이 영상은 뷰어에서 판독하고 아래 번호를 지원팀에 알려 주십시오.',
    },
    'decoding-crashed': {
      what: '영상 해독에 실패했습니다.',
      todo: '이 영상은 뷰어에서 판독하고 아래 번호를 지원팀에 알려 주십시오.',
    },
    'decoding-cancelled': {
      what: '해독이 중단되었습니다.',
      todo: '분석을 다시 시작하십시오.',
    },
    'modality-not-accepted': {
      what: '모델이 읽지 않는 종류의 장비로 만든 영상입니다.',
      todo: '모델이 대상으로 하는 종류의 검사를 선택하십시오.',
    },
    'sop-class-not-accepted': {
      what: '모델이 읽는 종류의 파일이 아닙니다(DICOM SOP 클래스).',
      todo: '이 영상은 뷰어에서 판독하십시오.',
    },
    'not-a-single-frame': {
      what: '파일에 여러 프레임이 있습니다. 모델은 단일 영상만 읽습니다.',
      todo: '이 시리즈는 뷰어에서 판독하십시오.',
    },
    'not-greyscale': {
      what: '회색조 영상이 아닙니다. 모델은 회색조 영상만 읽습니다.',
      todo: '이 영상은 뷰어에서 판독하십시오.',
    },
    'greyscale-contradictory': {
      what: '밝은 부분이 무엇을 뜻하는지에 대해 영상 헤더가 서로 모순됩니다. 모델이 반전된 영상으로 읽을 수 있어 분석하지 않았습니다.',
      todo: '영상의학과에 영상 헤더(Presentation LUT Shape)를 확인해 달라고 요청하십시오.',
    },
    'body-part-not-accepted': {
      what: '모델이 읽는 부위가 아닌 다른 부위의 영상입니다.',
      todo: '모델이 대상으로 하는 부위의 검사를 선택하십시오.',
    },
    'body-part-unknown': {
      what: '영상에 촬영 부위가 기재되어 있지 않습니다.',
      todo: '영상의학과에 영상 헤더를 보완해 달라고 요청하십시오.',
    },
    'view-not-accepted': {
      what: '모델이 읽는 촬영 방향이 아닙니다(흉부 영상은 PA 또는 AP).',
      todo: '그런 영상이 있는 검사를 선택하거나 AI 없이 판독하십시오.',
    },
    'film-blank': {
      what: '영상에 아무것도 보이지 않습니다. 거의 전체가 한 가지 밝기입니다.',
      todo: '보관소에서 영상을 확인하십시오. 분석할 수 없습니다.',
    },
    'film-inverted': {
      what: '이 영상은 밝기가 반전된 것으로 보입니다. 밝아야 할 뼈가 어둡습니다.',
      todo: '보관소에서 영상을 확인하고 AI 없이 판독하십시오.',
    },
    'film-turned': {
      what: '이 영상은 회전되었거나 뒤집혔거나 일부만 잘린 것으로 보입니다.',
      todo: '보관소에서 영상을 확인하고 AI 없이 판독하십시오.',
    },
    'film-unlike-training': {
      what: '이 영상은 모델을 시험한 영상과 비슷하지 않습니다.',
      todo: '이 영상은 AI 없이 판독하십시오.',
    },
    'age-not-accepted': {
      what: '환자의 나이가 모델을 시험한 연령 범위를 벗어납니다.',
      todo: '이 영상은 AI 없이 판독하십시오.',
    },
    'not-for-presentation': {
      what: '판독용이 아닌 원시 검출기 데이터입니다.',
      todo: '영상의학과에 판독용(For Presentation) 영상을 보내 달라고 요청하십시오.',
    },
    'presentation-intent-not-accepted': {
      what: '모델이 읽는 용도와 다른 용도로 준비된 영상입니다.',
      todo: '영상의학과에 모델이 읽는 형태의 영상을 보내 달라고 요청하십시오.',
    },
    'image-type-not-accepted': {
      what: '위치 확인 영상이나 화면 저장 등 진단용 영상이 아닌 종류입니다.',
      todo: '검사에 원래 영상이 있으면 아무것도 하지 않으셔도 됩니다.',
    },
    'capture-not-accepted': {
      what: '촬영 영상이 아니라 화면 캡처이거나 스캔한 문서입니다.',
      todo: '검사에 원래 영상이 있으면 아무것도 하지 않으셔도 됩니다.',
    },
    'series-not-accepted': {
      what: '시리즈 이름으로 보아 촬영된 그대로의 영상이 아닙니다.',
      todo: '검사에 원래 영상이 있으면 아무것도 하지 않으셔도 됩니다.',
    },
    'processed-copy': {
      what: '이 검사에 있는 다른 영상을 가공한 사본입니다.',
      todo: '아무것도 하지 않으셔도 됩니다. 원본 영상이 함께 있습니다.',
    },
    'duplicate-instance': {
      what: '보관소 목록에 이 영상이 두 번 나옵니다.',
      todo: '아무것도 하지 않으셔도 됩니다. 한 번만 살펴봅니다.',
    },
    'no-film-accepted': {
      what: '이 검사에는 모델이 읽을 수 있는 영상이 없습니다. 영상별 이유는 아래에 있습니다.',
      todo: '모델이 대상으로 하는 영상이 있는 검사를 선택하거나 AI 없이 판독하십시오.',
    },
    'model-unavailable': {
      what: '이 서버에서 모델이 준비되지 않았습니다.',
      todo: '몇 분 뒤에 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'model-not-openable': {
      what: '이 서버에서 모델을 시작할 수 없습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'model-broken': {
      what: '이 서버의 모델 파일이 손상되었거나 불완전하여 사용하지 않습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'inference-busy': {
      what: '모델을 기다리는 분석이 너무 많습니다.',
      todo: '몇 분 뒤에 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'inference-crashed': {
      what: '모델이 영상을 처리하던 중에 멈췄습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'film-frames-contradictory': {
      what: '영상 객체에 헤더가 밝힌 화면이 들어 있지 않습니다.',
      todo: '영상의학과에 영상을 다시 보내 달라고 요청하십시오.',
    },
    'inference-timeout': {
      what: '모델이 이 영상을 처리하는 데 너무 오래 걸려 중단했습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'inference-server-unreachable': {
      what: '모델을 실행하는 서버가 응답하지 않습니다.',
      todo: '몇 분 뒤에 다시 시도하십시오. 계속되면 관리자에게 알려 주십시오.',
    },
    'inference-server-denied': {
      what: '모델을 실행하는 서버가 Sightline의 접속을 허용하지 않습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'inference-server-failed': {
      what: '모델을 실행하는 서버가 자체 오류를 보고했습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'inference-request-refused': {
      what: '모델을 실행하는 서버가 Sightline이 보낸 영상을 거부했습니다.',
      todo: '아래 번호를 지원팀에 알려 주십시오.',
    },
    'inference-answer-broken': {
      what: '모델을 실행하는 서버의 응답을 신뢰할 수 없어 사용하지 않습니다.',
      todo: '다시 시도하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'model-not-served': {
      what: '이 병원이 쓰는 모델을 서버가 제공하지 않습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'served-model-differs': {
      what: '서버가 여기서 확인한 것과 다른 모델을 실행하고 있어 그 결과를 사용하지 않습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'inference-cancelled': {
      what: '모델의 작업이 중단되었습니다.',
      todo: '분석을 다시 시작하십시오.',
    },
    'model-output-broken': {
      what: '모델의 출력이 검사를 통과하지 못해 폐기했습니다.',
      todo: '이 영상은 AI 없이 판독하고 아래 번호를 지원팀에 알려 주십시오.',
    },
    'model-output-mismatch': {
      what: '모델의 출력이 모델 자체의 설명과 맞지 않아 폐기했습니다.',
      todo: '이 영상은 AI 없이 판독하고 아래 번호를 지원팀에 알려 주십시오.',
    },
    'model-output-not-finite': {
      what: '모델의 출력에 숫자가 아닌 값이 있어 폐기했습니다.',
      todo: '이 영상은 AI 없이 판독하고 아래 번호를 지원팀에 알려 주십시오.',
    },
    'order-invalid': {
      what: '영상 검사 처방을 읽을 수 없습니다.',
      todo: '처방 시스템 관리자에게 알려 주십시오.',
    },
    'order-without-study': {
      what: '이 처방에 해당하는 검사가 아직 없습니다.',
      todo: '아직 촬영 전이라면 조치가 필요 없습니다. 촬영했다면 접수번호를 확인하십시오.',
    },
    'patient-merged': {
      what: '병원에서 이 환자의 기록을 다른 기록과 통합했습니다.',
      todo: '현재 사용 중인 기록의 차트를 여십시오. 이미 등록된 결과는 그곳에 다시 등록됩니다.',
    },
    'result-changed-meanwhile': {
      what: '같은 순간에 다른 사람이 결과를 변경했습니다.',
      todo: '다시 시도하십시오. 최신 판을 먼저 확인합니다.',
    },
    'result-not-kept': {
      what: '이 판의 결과 내용이 더 이상 보관되어 있지 않습니다.',
      todo: '관리자에게 알려 주십시오. 검사를 다시 분석할 수 있습니다.',
    },
    'subject-unchecked': {
      what: '전송 전에 이 결과가 누구의 것인지 다시 확인하지 못했습니다. EHR 또는 영상 보관소가 응답하지 않았습니다.',
      todo: '조치가 필요 없습니다. 둘 다 응답할 때까지 다시 확인한 뒤 전송합니다.',
    },
    'order-cancelled': {
      what: '처방이 취소되어 분석도 취소되었습니다.',
      todo: '조치가 필요 없습니다. 잘못 취소했다면 다시 처방하십시오.',
    },
    'delivery-refused': {
      what: '수신 시스템이 연결이나 자격 증명을 거부했습니다.',
      todo: '관리자에게 알려 주십시오. 결과는 보관되어 있어 다시 보낼 수 있습니다.',
    },
    'delivery-unreachable': {
      what: '수신 시스템이 응답하지 않습니다. Sightline이 계속 시도합니다.',
      todo: '지금은 조치가 필요 없습니다. 계속되면 관리자에게 알려 주십시오.',
    },
    'delivery-ambiguous': {
      what: '수신 시스템이 결과를 받았는지 확실하지 않습니다. 확인될 때까지 다시 보내지 않습니다.',
      todo: '결과를 믿고 쓰기 전에 수신 시스템을 확인하십시오. 아래 번호로 지원을 받을 수 있습니다.',
    },
    'delivery-rejected': {
      what: '수신 시스템이 결과를 받았으나 접수하지 않았습니다.',
      todo: '관리자에게 알려 주십시오. 결과는 여기에 보관되어 있어 다시 보낼 수 있습니다.',
    },
    'delivery-dropped': {
      what: '이 결과를 이 대상으로 보내지 않기로 담당자가 결정했습니다.',
      todo: '그곳에 있어야 한다면 관리자에게 문의하십시오.',
    },
    'operator-unknown': {
      what: '이 링크 또는 세션은 더 이상 유효하지 않습니다.',
      todo: '서버 관리자에게 새 링크를 요청하십시오: npm run ops -- outbox page.',
    },
    'delivery-unknown': {
      what: '그러한 전송 건이 없습니다.',
      todo: '목록을 다시 확인하십시오. 그사이 처리되었을 수 있습니다.',
    },
    'delivery-not-decidable': {
      what: '이 전송 건의 상태가 그사이 바뀌어 더 이상 그렇게 결정할 수 없습니다.',
      todo: '목록에서 상태를 확인하고 다시 결정하십시오.',
    },
    'route-missing': {
      what: '이 기관의 설정에는 결과가 이 대상에 도달할 수 있는 경로가 없습니다.',
      todo: '관리자에게 알리십시오. sites.json의 results.routes와 EHR이 공개한 기능을 확인해야 합니다.',
    },
    'destination-refused': {
      what: '대상 시스템이 자격 증명을 거부했습니다.',
      todo: '관리자에게 알리십시오. 결과는 보관되어 있으며 다시 보낼 수 있습니다.',
    },
    'destination-credentials-missing': {
      what: '이 대상 시스템의 자격 증명을 서버에서 읽을 수 없습니다.',
      todo: '관리자에게 알리십시오. 결과는 보관되어 있으며 다시 보낼 수 있습니다.',
    },
    'report-not-signed': {
      what: '보고서에 의료진이 서명했다고 되어 있으나 서명자가 없어 작성하지 않습니다.',
      todo: '보고서에 다시 서명하십시오. 다시 발생하면 아래 번호를 지원 담당자에게 알려 주십시오.',
    },
    'pdf-writer-absent': {
      what: '이 서버는 PDF 파일을 만들 수 없습니다.',
      todo: '조치할 것은 없습니다. 결과는 PDF 없이 등록됩니다. 관리자가 이 종류의 컴퓨터용 PDF 작성기를 설치할 수 있습니다.',
    },
    'pdf-not-typeset': {
      what: '보고서를 PDF로 만들 수 없습니다. 예를 들어 설치된 글꼴에 없는 문자로 쓰인 이름이 있을 수 있습니다.',
      todo: '조치할 것은 없습니다. 결과는 PDF 없이 등록됩니다. 계속되면 아래 번호를 지원 담당자에게 알려 주십시오.',
    },
    'report-pdf-missing': {
      what: 'HL7 엔진이 PDF 보고서를 요구하지만 PDF가 없습니다.',
      todo: '관리자에게 알려 주십시오. 결과는 여기에 보관되어 있습니다.',
    },
    'character-not-writable': {
      what: '이름이나 텍스트에 HL7 엔진의 문자 집합으로 표현할 수 없는 문자가 있어 아무것도 보내지 않았습니다.',
      todo: '관리자에게 알려 주십시오. 엔진이 유니코드를 받아야 합니다.',
    },
    'patients-differ': {
      what: '서로 다른 환자나 방문의 보고서는 한 메시지에 담을 수 없습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'report-missing': {
      what: '보고서가 없는 메시지는 보낼 수 없습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'delivery-untrusted': {
      what: '수신 시스템과 Sightline이 서로의 인증서를 신뢰하지 않아 아무것도 보내지 않았습니다. Sightline이 계속 시도합니다.',
      todo: '관리자에게 알려 주십시오. 인증서가 만료되었을 수 있습니다.',
    },
    'delivery-credentials-missing': {
      what: 'Sightline이 수신 시스템에 제시할 인증서가 없어 아무것도 보내지 않았습니다. Sightline이 계속 시도합니다.',
      todo: '관리자에게 알려 주십시오.',
    },
    'patient-identifier-missing': {
      what: 'HL7 v2 결과를 등록하는 데 필요한 환자 식별자가 EHR에 없습니다.',
      todo: '관리자에게 EHR의 환자 식별자를 확인해 달라고 요청하십시오.',
    },
    'date-not-iso': {
      what: 'EHR의 날짜 형식을 HL7 v2 결과에 담을 수 없습니다.',
      todo: '관리자에게 알리고 아래 번호를 지원팀에 전달하십시오.',
    },
    'analysis-timed-out': {
      what: '분석이 허용 시간을 넘어 중단되었습니다.',
      todo: '다시 시도하십시오. 반복되면 관리자에게 알려 주십시오.',
    },
    'analysis-abandoned': {
      what: '분석이 여러 번 중단되어 포기했습니다.',
      todo: '분석을 다시 시작하십시오. 반복되면 아래 번호를 지원팀에 알려 주십시오.',
    },
    'analysis-unknown': {
      what: '이 실행에는 해당 분석이 없습니다.',
      todo: '검사 목록으로 돌아가 그곳에서 여십시오.',
    },
    'model-unknown': {
      what: '이 실행에는 해당 모델이 없습니다.',
      todo: '검사 목록으로 돌아가 결과에서 모델 카드를 여십시오.',
    },
    'storage-full': {
      what: '여기에는 다른 결과를 저장할 공간이 없습니다. 이미 판독된 결과는 보관되며 계속 전송됩니다.',
      todo: 'Sightline 관리자에게 디스크가 가득 찼음을 알리고, 그 후 분석을 다시 시작하십시오.',
    },
    'analysis-ended-meanwhile': {
      what: '이 검사의 이전 분석이 방금 결과 없이 끝났습니다.',
      todo: '분석을 다시 시작하십시오.',
    },
  },
};
