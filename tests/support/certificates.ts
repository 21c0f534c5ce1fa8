import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** What `openssl ca` needs to be told of itself: it alone can date a certificate into the past. */
const CONFIGURATION = `
[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
`;

/** Self-signed, so that it is its own authority; `period` as YYMMDDhhmmssZ, else the next two days. */
export function selfSigned(subject: string, names: string, period?: readonly [string, string]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-tls-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'key'];
  const named = ['-subj', `/CN=${subject}`, '-addext', `subjectAltName=${names}`];
  try {
    if (period === undefined) openssl('req', '-x509', ...key, '-days', '2', ...named, '-out', 'cert');
    else {
      writeFileSync(join(folder, 'ca.cnf'), CONFIGURATION);
      writeFileSync(join(folder, 'index'), '');
      writeFileSync(join(folder, 'serial'), '01\n');
      openssl('req', '-new', ...key, ...named, '-out', 'request');
      const own = ['-selfsign', '-keyfile', 'key', '-in', 'request', '-out', 'cert', '-batch', '-notext'];
      openssl('ca', '-config', 'ca.cnf', ...own, '-startdate', period[0], '-enddate', period[1]);
    }
    return {
      key: readFileSync(join(folder, 'key'), 'utf8'),
      cert: readFileSync(join(folder, 'cert'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
