import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextPath } from '../src/auth/sign-in-page.ts';
import { cookieOf, startTestConsole, type TestConsole } from './test-console.ts';

let podpass: TestConsole;
beforeAll(async () => {
  podpass = await startTestConsole();
});
afterAll(() => podpass.remove());

async function code(role = 'admin', validForMs = 60_000): Promise<string> {
  return (await podpass.store.signIn.issueCode({ user: 'ann', role }, validForMs)).secret;
}

function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

describe('a sign-in link', () => {
  it('is printed at the start, works once, and is followed by the next', async () => {
    const first = await podpass.ask(pathOf(podpass.signInLink));
    expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
    const session = await podpass.ask('/api/v1/session', { headers: { cookie: cookieOf(first.headers) } });
    expect(session.json).toMatchObject({ role: 'admin', grantedRole: 'admin', console: { mode: 'sandbox' } });

    const second = await podpass.ask(pathOf(podpass.signInLink));
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.text).toContain('newest link');

    const next = podpass.links.at(-1) ?? '';
    expect(await podpass.ask(pathOf(next))).toMatchObject({ status: 303 });
  });

  it('sets a cookie that scripts and other sites do not get, with a new id each time', async () => {
    const planted = 'podpass-planted=1';
    const answers = [await code(), await code()].map((secret) =>
      podpass.ask(`/sign-in?code=${secret}`, { headers: { cookie: planted } }),
    );
    const cookies = (await Promise.all(answers)).map(({ headers }) => headers['set-cookie']?.[0] ?? '');
    for (const cookie of cookies) {
      expect(cookie).toMatch(
        new RegExp(`^podpass-${podpass.port}=[^;]+; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`),
      );
    }
    expect(cookies[0]).not.toBe(cookies[1]);
  });

  it('leads to the page that was asked for, never to another site', async () => {
    const answer = await podpass.ask(
      `/sign-in?code=${await code()}&next=${encodeURIComponent('/clusters/demo?x=1#y')}`,
    );
    expect(answer.headers.location).toBe('/clusters/demo?x=1#y');
    for (const next of [
      '//evil.example',
      '/..//evil.example',
      '/.//evil.example/x',
      'https://evil.example',
      '/\\evil.example',
      '/%0d%0a\tx',
      '\\/evil',
      '',
      '/\t/x',
      ['a'],
    ]) {
      expect(nextPath(next), String(next)).toMatch(/^\/(?!\/)(%0d%0a)?$/);
    }
  });

  it.each(['', 'x', 'a'.repeat(43), 'a'.repeat(5000), '%00', '%E0%A4', "' or 1=1 --"])(
    'that was never given out is refused with a page that says what to do: %j',
    async (wrong) => {
      const answer = await podpass.ask(`/sign-in?code=${encodeURI(wrong)}`);
      expect(answer.status).toBe(answer.text.includes('Too many') ? 429 : 401);
      expect(answer.headers['content-type']).toMatch(/html/);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('is refused after its time', async () => {
    const answer = await podpass.ask(`/sign-in?code=${await code('admin', -1)}`);
    expect([401, 429]).toContain(answer.status);
  });
});

describe('a session', () => {
  const put = { method: 'PUT', body: { role: 'viewer' } };

  it.each([
    ['of our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
    ['typed by nobody', { 'sec-fetch-site': 'none' }, 403],
    ['with our Origin, from a browser that says nothing more', { origin: 'OURS' }, 200],
    ['with the Origin of another site', { origin: 'http://evil.example' }, 403],
    ['with the Origin of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['without an Origin', { origin: 'null' }, 403],
    ['that says nothing of where it comes from', {}, 403],
    ['of another site that claims our Origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }, 403],
  ])('changes something for a request %s: %o → %i', async (_case, headers: Record<string, string>, status) => {
    const { cookie = '' } = await podpass.asBrowser();
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('OURS', `http://127.0.0.1:${podpass.port}`)]),
    );
    const answer = await podpass.ask('/api/v1/session/role', { ...put, headers: { cookie, ...own } });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json).toMatchObject({ code: 'cross-site-request' });
    const { json } = await podpass.ask('/api/v1/session', { headers: { cookie } });
    expect(json).toMatchObject({ role: status === 200 ? 'viewer' : 'admin' });
  });

  it('acts with a lower role and comes back, up to the granted one', async () => {
    const secret = await code('operator');
    const { headers } = await podpass.ask(`/sign-in?code=${secret}`);
    const browser = { cookie: cookieOf(headers), 'sec-fetch-site': 'same-origin' };
    const setRole = (role: string) =>
      podpass.ask('/api/v1/session/role', { method: 'PUT', body: { role }, headers: browser });
    expect((await setRole('viewer')).json).toMatchObject({ role: 'viewer', grantedRole: 'operator' });
    expect((await podpass.ask('/api/v1/audit', { headers: browser })).json).toMatchObject({ code: 'not-allowed' });
    expect(await setRole('admin')).toMatchObject({ status: 403, json: { code: 'not-allowed' } });
    expect((await setRole('operator')).json).toMatchObject({ role: 'operator' });
    const { json } = await podpass.ask('/api/v1/audit?limit=3', { headers: browser });
    expect(json).toMatchObject({
      items: [
        { action: 'switch-role', actor: 'ann', before: 'viewer', after: 'operator' },
        { action: 'switch-role', actor: 'ann', before: 'operator', after: 'viewer' },
        { action: 'sign-in', actor: 'ann', role: 'operator' },
      ],
    });
  });

  it('ends when the person signs out, here and for every replica', async () => {
    const browser = await podpass.asBrowser();
    expect(await podpass.ask('/api/v1/session', { method: 'DELETE', headers: browser })).toMatchObject({ status: 204 });
    expect(await podpass.ask('/api/v1/session', { headers: browser })).toMatchObject({
      status: 401,
      json: { code: 'not-signed-in' },
    });
  });

  it.each(['podpass-PORT=forged', 'podpass-PORT=s%3Aforged.signature', 'podpass-PORT=s%3A%00', 'x', ';;=;', '%'])(
    'cannot be forged: %s',
    async (cookie) => {
      const headers = { cookie: cookie.replace('PORT', String(podpass.port)) };
      expect(await podpass.ask('/api/v1/session', { headers })).toMatchObject({ status: 401 });
    },
  );
});

describe('a token', () => {
  it('is given for a code, needs no origin, and ends when it is signed out', async () => {
    const created = await podpass.ask('/api/v1/tokens', {
      method: 'POST',
      body: { code: await code('operator'), name: 'laptop' },
    });
    expect(created).toMatchObject({ status: 201, json: { role: 'operator' } });
    const { token, expiresAt } = created.json as { token: string; expiresAt: string };
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    const headers = { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' };
    expect((await podpass.ask('/api/v1/session', { headers })).json).toMatchObject({ user: 'ann', role: 'operator' });
    const switched = await podpass.ask('/api/v1/session/role', { method: 'PUT', body: { role: 'viewer' }, headers });
    expect(switched).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
    expect(await podpass.ask('/api/v1/session', { method: 'DELETE', headers })).toMatchObject({ status: 204 });
    expect(await podpass.ask('/api/v1/session', { headers })).toMatchObject({ status: 401 });
  });

  it.each(['Bearer', 'Bearer x', `Bearer ${'a'.repeat(5000)}`, 'Basic YTpi', 'Bearer \u00e4\u00f6', 'Bearer a b'])(
    'that is none signs nobody in, not even with a session beside it: %j',
    async (authorization) => {
      const headers = { ...(await podpass.asBrowser()), authorization };
      expect(await podpass.ask('/api/v1/session', { headers })).toMatchObject({ status: 401 });
    },
  );
});

it('no secret of a signed-in request reaches the log', async () => {
  const secret = await code();
  const { headers } = await podpass.ask(`/sign-in?code=${secret}`);
  const cookie = cookieOf(headers);
  const bearer = (await podpass.as('viewer'))['authorization'] ?? '';
  await podpass.ask('/api/v1/session', { headers: { cookie } });
  await podpass.ask('/api/v1/session', { headers: { authorization: bearer } });
  const log = JSON.stringify(podpass.log);
  expect(log).toContain('/sign-in?code=[hidden]');
  for (const hidden of [secret, cookie.split('=')[1] ?? '-', bearer.slice(8)]) expect(log).not.toContain(hidden);
});
