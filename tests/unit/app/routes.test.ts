import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Who may call it, and what stops whoever lies. A route that is not here has no answer to that, and fails. */
const ROUTES: Readonly<Record<string, { readonly who: Caller; readonly why: string }>> = {
  'GET /.well-known/jwks.json': { who: 'anybody', why: 'public keys' },
  'GET /api/health': { who: 'anybody', why: 'up or not, and nothing else' },
  'GET /api/locale': { who: 'anybody', why: 'sets a language and goes to a path of our own' },
  'GET /launch': { who: 'anybody', why: 'asks only issuers of sites.json' },
  'GET /launch/callback': {
    who: 'beginner',
    why: 'single-use state, and the cookie of the browser that began',
  },
  'GET /launch/callback/[site]': {
    who: 'beginner',
    why: 'the same, and a launch of that site',
  },
  'PAGE /launch/continue/[launch]': { who: 'beginner', why: 'the cookie of the launch in the path' },
  'PAGE /': { who: 'anybody', why: 'names sites, no patient' },
  'PAGE /problem': { who: 'anybody', why: 'our own sentences, chosen by code' },
  'PAGE /ended': { who: 'anybody', why: 'one sentence' },
  'PAGE /chart/[launch]': { who: 'launch', why: '' },
  'PAGE /studies/[launch]/[study]': { who: 'launch', why: '' },
  'PAGE /models/[launch]/[model]/[version]': { who: 'launch', why: '' },
  'GET /api/launches/[launch]': { who: 'launch', why: '' },
  'POST /api/launches/[launch]/shown': { who: 'launch, own page', why: '' },
  'POST /api/launches/[launch]/end': { who: 'launch, own page', why: '' },
  'GET /api/launches/[launch]/studies': { who: 'launch', why: '' },
  'POST /api/launches/[launch]/analyses': { who: 'launch, own page', why: '' },
  'GET /api/launches/[launch]/analyses/[analysis]': { who: 'launch', why: '' },
  'GET /api/launches/[launch]/analyses/[analysis]/events': { who: 'launch', why: '' },
  'GET /api/launches/[launch]/analyses/[analysis]/review': { who: 'launch', why: '' },
  'POST /api/launches/[launch]/analyses/[analysis]/review': { who: 'launch, own page', why: '' },
  'POST /api/launches/[launch]/analyses/[analysis]/signature': { who: 'launch, own page', why: '' },
  'GET /api/launches/[launch]/analyses/[analysis]/films/[film]': { who: 'launch', why: '' },
  'GET /api/launches/[launch]/analyses/[analysis]/films/[film]/values': { who: 'launch', why: '' },
  'GET /api/launches/[launch]/models/[model]/[version]/pictures/[picture]': { who: 'launch', why: '' },
  'PAGE /operator/enter': { who: 'anybody', why: 'a button; the secret behind # is the browser’s alone' },
  'POST /api/operator/enter': { who: 'link', why: 'a secret that works once, made at the server' },
  'PAGE /operator': { who: 'operator', why: '' },
  'PAGE /operator/deliveries/[delivery]': { who: 'operator', why: '' },
  'POST /api/operator/deliveries/[delivery]': { who: 'operator, own page', why: '' },
  'POST /api/operator/end': { who: 'operator, own page', why: '' },
};

type Caller =
  | 'anybody'
  /** The browser that began this very launch. */
  | 'beginner'
  /** Whoever has the cookie of the launch in the path. */
  | 'launch'
  /** The same, and the request comes from a page of ours. */
  | 'launch, own page'
  /** Whoever has a link that was made at the server, on a page of ours. */
  | 'link'
  /** Whoever has the cookie that such a link gave. */
  | 'operator'
  | 'operator, own page';

/** What a handler's text must hold for its caller to be checked at all; that the check works, others test. */
const CHECKS: Readonly<Record<Caller, readonly RegExp[]>> = {
  anybody: [],
  beginner: [/cookieName\(|completeCallback\(request/],
  launch: [/openSession\(launch\)/],
  'launch, own page': [/openSession\(launch\)/, /requireSameOrigin\(context, request\)/],
  link: [/enterOperatorSession\(/, /requireSameOrigin\(context, request\)/],
  operator: [/openOperator\(\)/],
  'operator, own page': [/openOperator\(\)/, /requireSameOrigin\(context, request\)/],
};

interface Route {
  readonly name: string;
  readonly source: string;
}

function routes(): Route[] {
  return readdirSync('app', { recursive: true })
    .map(String)
    .filter((file) => /(^|\/)(route\.ts|page\.tsx)$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join('app', file), 'utf8');
      const path = `/${file.replace(/\/?(route\.ts|page\.tsx)$/, '')}`;
      if (file.endsWith('page.tsx')) return [{ name: `PAGE ${path}`, source }];
      const methods = [...source.matchAll(/export (?:async )?function ([A-Z]+)\(/g)];
      return methods.map(([, method = '']) => ({ name: `${method} ${path}`, source }));
    });
}

test('every route says who may call it', () => {
  expect(
    routes()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(ROUTES).toSorted());
});

test.each(routes())('$name checks the caller that the table names', ({ name, source }) => {
  const { who = 'anybody', why = '' } = ROUTES[name] ?? {};
  for (const check of CHECKS[who]) expect(source).toMatch(check);
  if (who === 'anybody' || who === 'beginner') expect(why).not.toBe('');
});
