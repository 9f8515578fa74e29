import { parseTrustPolicy, printTrustPolicy, trustPolicySize } from '@podpass/trust-policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('reading a trust policy', () => {
  test.each([
    ['a statement as an object', '{"Statement":{"Effect":"Allow"}}'],
    ['a statement array', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}'],
    ['an empty statement array', '{"Statement":[]}'],
    ['unknown members and Id', '{"Id":"x","Comment":{"a":[1,true,null]},"Statement":[{"Extra":1}]}'],
    ['members out of the usual order', '{"Statement":[{"Action":"a","Effect":"Allow"}],"Version":"2008-10-17"}'],
    ['escapes and non-ASCII text', '{"Statement":[{"Sid":"é\\"\\\\ü"}]}'],
    ['a member called __proto__', '{"Statement":[{"__proto__":{"Effect":"Allow"}}]}'],
  ])('%s comes back as it was', (_name, text) => {
    const parsed = parseTrustPolicy(text);
    expect(parsed.ok && printTrustPolicy(parsed.policy)).toBe(text);
  });

  test.each([
    ['nothing', '', /ends too early/, 1, 1],
    ['cut off', '{\n  "Statement": [', /ends too early|before a closing/, 2, 17],
    ['a comma too many', '{\n  "Statement": [],\n}', /nothing follows this comma/, 2, 18],
    ['a missing comma', '{"Version":"1" "Statement":[]}', /comma or }/, 1, 16],
    ['a comment', '{ // no\n}', /member name/, 1, 3],
    ['single quotes', "{'Statement':[]}", /member name/, 1, 2],
    ['text behind the end', '{"Statement":[]} x', /after the end/, 1, 18],
    ['a line break in a text', '{"Sid":"a\nb"}', /closing quote/, 1, 8],
    ['the same member twice', '{"Statement":[],\n "Statement":[]}', /appears twice/, 2, 2],
    ['a number that would change', '{"Statement":[{"n":12345678901234567890}]}', /cannot be kept exactly/, 1, 20],
    ['an unknown word', '{"Statement":nope}', /a value belongs here/, 1, 14],
  ])('%s: says what is wrong and where', (_name, text, message, line, column) => {
    const parsed = parseTrustPolicy(text);
    expect(parsed).toMatchObject({ ok: false, problem: { message: expect.stringMatching(message), line, column } });
  });

  test.each([
    ['an array', '[]', /JSON object/],
    ['a text', '"x"', /JSON object/],
    ['no Statement', '{"Version":"2012-10-17"}', /has none/],
    ['Statement as text', '{"Statement":"x"}', /object or an array/],
    ['a statement that is no object', '{"Statement":[{},3]}', /Statement 2 is not an object/],
  ])('%s is not a policy', (_name, text, message) => {
    expect(parseTrustPolicy(text)).toMatchObject({ ok: false, problem: { message: expect.stringMatching(message) } });
  });

  test('hostile nesting is refused, not a crash', () => {
    const parsed = parseTrustPolicy(`{"Statement":${'['.repeat(100_000)}`);
    expect(parsed).toMatchObject({ ok: false, problem: { message: expect.stringMatching(/too deeply/) } });
  });

  const json = fc.object({ maxDepth: 4, values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] });

  test('reading what was printed gives the same value, pretty or not', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), json, fc.boolean(), (statements, rest, pretty) => {
        const text = JSON.stringify({ ...rest, Statement: statements });
        const parsed = parseTrustPolicy(text);
        if (!parsed.ok) throw new Error(parsed.problem.message);
        expect(printTrustPolicy(parsed.policy)).toBe(text);
        const again = parseTrustPolicy(printTrustPolicy(parsed.policy, { pretty }));
        expect(again.ok && printTrustPolicy(again.policy)).toBe(text);
      }),
    );
  });

  test('the size counts every character but whitespace between tokens', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), fc.constantFrom('  ', '\t', 7), (statements, indent) => {
        const value = { Statement: statements };
        const compact = JSON.stringify(value);
        expect(trustPolicySize(compact)).toBe(compact.length);
        expect(trustPolicySize(JSON.stringify(value, null, indent))).toBe(compact.length);
        const parsed = parseTrustPolicy(compact);
        expect(parsed.ok && trustPolicySize(parsed.policy)).toBe(compact.length);
      }),
    );
  });

  test.each([
    ['{ "a" : "b c" }', 11],
    ['"a \\" b"', 8],
    ['"never closed  ', 15],
    [' \n\t', 0],
  ])('the size of %j is %i', (text, size) => expect(trustPolicySize(text)).toBe(size));
});
