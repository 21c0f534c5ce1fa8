// Runs on Node 20 with nothing installed: brings packages, Node 24 and the built app, then hands over to the command.
// Plain JavaScript on purpose, and no imports but Node's own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const [command, ...args] = process.argv.slice(2);
const BUILD_FOR = new Set([
  'commands/demo.ts',
  'commands/start.ts',
  'commands/test.ts',
  'commands/test-peers.ts',
  'tests/bench/bench.ts',
  '--build',
]);

function say(text) {
  process.stderr.write(`sightline: ${text}\n`);
}

function run(program, programArgs, options = {}) {
  const { status, error } = spawnSync(program, programArgs, { stdio: ['ignore', 2, 2], ...options });
  if (error || status !== 0) {
    say(`${program} ${programArgs.join(' ')} failed${error ? `: ${error.message}` : ` with ${status}`}`);
    process.exit(1);
  }
}

/** npm writes its hidden lock file last: it is there, and newer than ours, where everything is installed. */
function installPackages() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  say('installing packages (about a minute, once)');
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', npm_config_progress: 'true' };
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env });
}

function nodePath() {
  const packages = ['node_modules/node/bin/node', 'node_modules/.bin/node'];
  const path = packages.find((each) => existsSync(each));
  if (!path) {
    say('Node 24 is not where npm should have put it: remove node_modules and try again');
    process.exit(1);
  }
  return resolve(path);
}

/** Everything that the built app is made of. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const folder of ['app', 'lib', 'inference']) {
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => /\.(ts|tsx|css)$/.test(file))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  }
  for (const file of ['next.config.js', 'proxy.ts', 'package-lock.json', 'tsconfig.json'].filter((each) =>
    existsSync(each),
  ))
    hash.update(readFileSync(file));
  return hash.digest('hex');
}

function buildApp(node) {
  const wanted = sourceHash();
  const stamp = '.next/sightline-build';
  if (existsSync('.next/BUILD_ID') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('building the app (about half a minute, once)');
  run(node, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  writeFileSync(stamp, wanted);
}

installPackages();
const node = nodePath();
if (BUILD_FOR.has(command)) buildApp(node);
if (command === '--build') process.exit(0);

const PATH = `${dirname(node)}:${process.env.PATH ?? ''}`;
const child = spawn(node, [command, ...args], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, PATH },
});
// Ctrl-C reaches the whole group by itself; what is sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
