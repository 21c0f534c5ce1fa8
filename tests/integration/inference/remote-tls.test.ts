/** Films travel to a server of the Open Inference Protocol v2 only under a certificate that is trusted. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InferenceServer, ServerTls } from './inference-server.ts';
import { startGrpcServer } from './inference-server-grpc.ts';
import { startHttpServer } from './inference-server-http.ts';
import { failureOf, film, model, openPools } from './remote-fixture.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Self-signed: it is its own authority. */
function certify(host: string): ServerTls {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-tls-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const named = ['-subj', '/CN=inference', '-addext', `subjectAltName=${host}`];
  execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert, ...named], {
    stdio: 'ignore',
  });
  const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return tls;
}

describe.skipIf(!hasOpenssl).each([
  { protocol: 'http', start: startHttpServer },
  { protocol: 'grpc', start: startGrpcServer },
] as const)(
  'an inference server under TLS ($protocol; skipped where openssl is absent)',
  ({ protocol, start }) => {
    let tls: ServerTls;
    let server: InferenceServer;
    let pools: ReturnType<typeof openPools>;
    beforeAll(async () => {
      tls = certify('IP:127.0.0.1');
      server = await start(model, tls);
      pools = openPools({ protocol, url: server.url });
    });
    afterEach(() => pools.closeAll());
    afterAll(() => server.close());

    test('is asked where its certificate is of the authority that sites.json names', async () => {
      const pool = await pools.open({ ca: tls.cert });
      await expect(pool.infer(film)).resolves.toMatchObject({ execution: { provider: 'remote' } });
    });

    test('is refused, until a person acts, where nobody vouches for its certificate', async () => {
      expect(await failureOf(pools.open())).toMatchObject({
        code: 'inference-server-denied',
        failure: 'permanent',
      });
    });

    test('is refused where another authority would have had to sign', async () => {
      expect(await failureOf(pools.open({ ca: certify('IP:127.0.0.1').cert }))).toMatchObject({
        code: 'inference-server-denied',
      });
    });

    test('is refused where its certificate is another host’s', async () => {
      const foreign = certify('DNS:elsewhere.example');
      const imposter = await start(model, foreign);
      const asked = openPools({ protocol, url: imposter.url });
      const refusal = await failureOf(asked.open({ ca: foreign.cert })).finally(async () => {
        await asked.closeAll();
        await imposter.close();
      });
      expect(refusal).toMatchObject({ code: 'inference-server-denied', failure: 'permanent' });
      expect(imposter.state.asked).toBe(0);
    });
  },
);
