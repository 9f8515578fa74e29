import { afterEach, expect, it } from 'vitest';
import { type ConfigChecker, createConfigChecker } from '../src/checking/config-checker.ts';

let checker: ConfigChecker | undefined;
afterEach(() => checker?.close());

function start(limits: { checkMs: number; waitMs: number }, file = './odd-worker.mjs'): ConfigChecker {
  checker = createConfigChecker({ worker: new URL(file, import.meta.url), limits });
  return checker;
}

const patient = { checkMs: 300, waitMs: 20_000 };

it('answers each with its own, also when many ask at once', async () => {
  const { check } = start({ checkMs: 10_000, waitMs: 20_000 });
  const texts = Array.from({ length: 50 }, (_, i) => `text ${i}`);
  expect(await Promise.all(texts.map((text) => check(text, {})))).toEqual(texts);
});

it.each(['hang', 'fill'])('ends a check that would never end, and goes on with the next: %s', async (odd) => {
  const { check } = start(odd === 'fill' ? { checkMs: 20_000, waitMs: 25_000 } : patient);
  const [lost, next] = await Promise.allSettled([check(odd, {}), check('next', {})]);
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'config-check-timeout' } });
  expect(next).toMatchObject({ status: 'fulfilled', value: 'next' });
});

it('survives a defect of the check, which is told as one', async () => {
  const { check } = start(patient);
  await expect(check('fail', {})).rejects.toThrow('a defect');
  expect(await check('next', {})).toBe('next');
});

it('does not let anybody wait for ever behind others', async () => {
  const { check } = start({ checkMs: 5_000, waitMs: 100 });
  const hanging = check('hang', {}).catch(() => 'ended');
  await expect(check('late', {})).rejects.toMatchObject({ code: 'config-check-timeout', data: { seconds: 0.1 } });
  await checker?.close();
  expect(await hanging).toBe('ended');
});

it('tells whoever waits when the thread cannot start at all, or is closed', async () => {
  await expect(start(patient, './no-such-worker.mjs').check('x', {})).rejects.toThrow(/no-such-worker/);
  const { check, close } = start(patient);
  const waiting = check('x', {}).catch((error: unknown) => error);
  await close();
  expect(await waiting).toMatchObject({ code: 'config-check-timeout' });
  await expect(check('x', {})).rejects.toMatchObject({ code: 'config-check-timeout' });
});
