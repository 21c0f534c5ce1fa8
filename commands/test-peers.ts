import { spawnSync } from 'node:child_process';
import { canRunHl7Validator, installHl7Validator } from '#tests/peers/fhir-validator/hl7-validator.ts';
import { canRunHapi, installHapi } from '#tests/peers/hl7v2/hapi/hapi-engine.ts';
import { installKeycloak } from '#tests/peers/keycloak/start-keycloak.ts';
import { PEERS, type Peer } from '#tests/peers/peers.ts';
import { pythonPeer } from '#tests/peers/python-peer.ts';
import { installTriton } from '#tests/peers/triton/triton-peer.ts';
import { runVitest } from './run-vitest.ts';

/** Against the real things: installs what is missing, names what cannot be had, and runs the rest. */
const INSTALL_TIMEOUT_MS = 15 * 60_000;

function isThere({ probe: [program, ...args] }: Peer): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** apt-get as root, or through sudo where that asks for no password; false where neither can be. */
function aptGet(...args: readonly string[]): boolean {
  const isRoot = process.getuid?.() === 0;
  const command = ['apt-get', '-qq', '-y', ...args];
  const [program = '', ...rest] = isRoot
    ? command
    : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', ...command];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
    timeout: INSTALL_TIMEOUT_MS,
  });
  return status === 0;
}

/** All at once; where one package cannot be had, each peer by itself, so that the others are not lost with it. */
function install(missing: readonly Peer[]): void {
  console.log(`installing ${missing.map(({ name }) => name).join(', ')}`);
  if (!aptGet('update')) return;
  const install = ['install', '--no-install-recommends'];
  if (aptGet(...install, ...missing.flatMap(({ packages }) => packages))) return;
  for (const { packages } of missing) aptGet(...install, ...packages);
}

/** What comes from Maven Central; without it its tests are skipped by name, or fail where it should have come. */
function prepare(name: string, canRun: () => boolean, install: () => void): void {
  if (!canRun()) return;
  try {
    install();
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 300) : 'unexpected';
    console.log(`${name} could not be installed: ${problem}`);
  }
}

const missing = PEERS.filter((peer) => !isThere(peer));
if (missing.length > 0) install(missing);
const skipped = PEERS.filter((peer) => !isThere(peer)).map(({ name }) => name);
prepare('HL7’s validator', canRunHl7Validator, installHl7Validator);
prepare('HAPI HL7 v2', canRunHapi, installHapi);
pythonPeer(console.log);
if (!installKeycloak(console.log)) skipped.push('Keycloak');
if (!installTriton(console.log)) skipped.push('Triton (nvidia-pytriton)');
const code = runVitest(['peers']);
for (const name of skipped) console.log(`skipped: ${name} cannot be had here`);
console.log(
  `test:peers: ${code === 0 ? 'passed' : 'failed'}, ${String(skipped.length)} of ${String(PEERS.length + 2)} peers missing`,
);
process.exit(code);
