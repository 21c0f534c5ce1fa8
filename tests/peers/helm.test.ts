/** The chart through Helm itself. Helm is built from its Go module, which takes minutes: CI has it only where it stands already. */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

const CHART = 'deploy/helm/sightline';
const EXAMPLES = ['smallest', 'hospital'];
/** Helm without a cluster takes the version that it was built for, which `go install` leaves at its lowest. */
const CLUSTER = ['--kube-version', '1.30.0'];
const env = { ...process.env, PATH: [process.env['PATH'], join(homedir(), 'go', 'bin')].join(delimiter) };
const helm = (...args: readonly string[]) => spawnSync('helm', args, { encoding: 'utf8', env });
const isThere = helm('version').status === 0;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext?: Record<string, unknown>;
  readonly resources?: { readonly limits?: { readonly memory?: string } };
}

interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: { readonly runAsNonRoot?: boolean };
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: { readonly spec: PodSpec } };
}

function render(example: string, ...set: readonly string[]): Manifest[] {
  const values = ['-f', `deploy/examples/${example}.yaml`, ...set.flatMap((each) => ['--set', each])];
  const { status, stdout, stderr } = helm('template', 'main', CHART, ...CLUSTER, ...values);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}

const kindsOf = (manifests: readonly Manifest[]) =>
  manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

describe.skipIf(!isThere)('the Helm chart (skipped where helm is not installed: docs/deploy.md)', () => {
  test.each(EXAMPLES)('%s: helm lint finds nothing, and every manifest is named once', (example) => {
    const { status, stdout } = helm(
      'lint',
      '--strict',
      CHART,
      ...CLUSTER,
      '-f',
      `deploy/examples/${example}.yaml`,
    );
    expect(stdout).toContain('0 chart(s) failed');
    expect(status).toBe(0);
    const kinds = kindsOf(render(example));
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('starts web and worker, and with everything on orders, Triton and KEDA too', () => {
    const names = (example: string) => kindsOf(render(example)).filter((name) => !/Policy|Budget/.test(name));
    expect(names('smallest')).toEqual([
      'Deployment main-sightline-web',
      'Deployment main-sightline-worker',
      'Service main-sightline-web',
      'ServiceAccount main-sightline',
    ]);
    expect(names('hospital')).toEqual(
      expect.arrayContaining([
        'Deployment main-sightline-orders',
        'Deployment main-sightline-triton',
        'Ingress main-sightline-web',
        'ScaledObject main-sightline-worker',
      ]),
    );
  });

  test('no container runs as root, writes its own file system, keeps a capability or has memory without end', () => {
    const pods = render('hospital').flatMap(({ spec }) => spec?.template?.spec ?? []);
    expect(pods).toHaveLength(4);
    for (const pod of pods) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
      });
      for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources?.limits?.memory).toMatch(/^\d+[MG]i$/);
      }
    }
  });

  test.each([
    ['a key that the chart does not know', 'hospital', 'worker.replica=3', /replica/],
    ['an image without a version', 'hospital', 'image.tag=latest', /tag/],
    ['a path in the address', 'hospital', 'url=https://hospital.example/app', /url/],
    ['orders without a port', 'smallest', 'orders.enabled=true', /ports/],
    ['Triton without models', 'smallest', 'triton.enabled=true', /modelRepositoryClaim/],
    ['no database', 'smallest', 'database.secret=', /database/],
    ['an egress to no network', 'smallest', 'networkPolicy.egress[0].cidr=anywhere', /egress/],
  ])('refuses %s', (_, example, set, named) => {
    expect(() => render(example, set)).toThrow(named);
  });
});
