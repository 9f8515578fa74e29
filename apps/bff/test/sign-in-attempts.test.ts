import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestConsole, type TestConsole } from './test-console.ts';

// A console of its own: attempts are counted per console, and these use them up.
let podpass: TestConsole;
beforeAll(async () => {
  podpass = await startTestConsole();
});
afterAll(() => podpass.remove());

async function code(): Promise<string> {
  return (await podpass.store.signIn.issueCode({ user: 'ann', role: 'admin' }, 60_000)).secret;
}

describe('a sign-in link', () => {
  it('is not used up by a look ahead', async () => {
    const secret = await code();
    expect(await podpass.ask(`/sign-in?code=${secret}`, { method: 'HEAD' })).toMatchObject({ status: 204 });
    const ahead = { headers: { 'sec-purpose': 'prefetch;prerender' } };
    expect(await podpass.ask(`/sign-in?code=${secret}`, ahead)).toMatchObject({ status: 204 });
    expect(await podpass.ask(`/sign-in?code=${secret}`)).toMatchObject({ status: 303 });
  });

  it('cannot be guessed: after ten failures the address has to wait', async () => {
    const guess = (): ReturnType<TestConsole['ask']> =>
      podpass.ask('/api/v1/tokens', { method: 'POST', body: { code: 'a'.repeat(43), name: 'x' } });
    for (let i = 0; i < 10; i++) expect((await guess()).json).toMatchObject({ code: 'sign-in-code-invalid' });
    expect(await guess()).toMatchObject({ status: 429, json: { code: 'too-many-attempts' } });
    expect((await podpass.ask(`/sign-in?code=${await code()}`)).status).toBe(429);
  });
});
