import { namespacePattern, roleNamePattern, serviceAccountPattern } from '@podpass/inventory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRoleFor, roleNameFor, roleTagsFor } from '../../src/changes/planning/role-name.ts';
import { cluster } from '../support/facts.ts';

const { ref } = cluster();
const edge = 'abc019'.split('');
const inner = [...edge, '-', '-'];

function label(maxLength: number) {
  return fc
    .tuple(
      fc.constantFrom(...edge),
      fc.array(fc.constantFrom(...inner), { maxLength: maxLength - 2 }),
      fc.constantFrom(...edge),
    )
    .map(([first, middle, last]) => `${first}${middle.join('')}${last}`);
}

const namespaces = fc.oneof(label(6), label(63));
const serviceAccounts = fc.oneof(
  label(6),
  label(63),
  fc.array(label(30), { minLength: 2, maxLength: 8 }).map((labels) => labels.join('.')),
);
const pairs = fc.tuple(namespaces, serviceAccounts);

describe('the name of a role made for a service account', () => {
  it('is one that IAM accepts, whatever the names', () => {
    fc.assert(
      fc.property(pairs, fc.stringMatching(/^[0-9A-Za-z][\w-]{0,99}$/), ([namespace, serviceAccount], name) => {
        expect(namespace).toMatch(namespacePattern);
        expect(serviceAccount).toMatch(serviceAccountPattern);
        const made = roleNameFor({ ...ref, name }, namespace, serviceAccount);
        expect(made).toMatch(roleNamePattern);
        expect(made).toMatch(/^podpass-[^]*[^-.]-[0-9a-f]{8}$/);
        expect(roleNameFor({ ...ref, name }, namespace, serviceAccount)).toBe(made);
      }),
    );
  });

  it('is another for another service account', () => {
    fc.assert(
      fc.property(pairs, pairs, (one, other) => {
        fc.pre(one.join('/') !== other.join('/'));
        // IAM holds names apart without looking at upper and lower case.
        expect(roleNameFor(ref, ...one).toLowerCase()).not.toBe(roleNameFor(ref, ...other).toLowerCase());
      }),
      { numRuns: 500 },
    );
  });

  it.each<[[string, string], [string, string]]>([
    [
      ['a-b', 'c'],
      ['a', 'b-c'],
    ],
    [
      ['a', 'b.c'],
      ['a', 'b-c'],
    ],
    [
      ['a'.repeat(63), 'x'],
      ['a'.repeat(63), 'y'],
    ],
    [
      ['a', `${'b'.repeat(252)}x`],
      ['a', `${'b'.repeat(252)}y`],
    ],
  ])('tells names apart that look alike: %j, %j', (one, other) => {
    expect(roleNameFor(ref, ...one)).not.toBe(roleNameFor(ref, ...other));
  });

  it('is another in another region, account or cluster', () => {
    const others = [
      { ...ref, arn: ref.arn.replace('us-west-2', 'eu-west-1') },
      { ...ref, arn: ref.arn.replace(ref.account, '999999999999') },
      { ...ref, name: 'other', arn: ref.arn.replace('prod', 'other') },
    ];
    const names = [ref, ...others].map((each) => roleNameFor(each, 'app', 'reader'));
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toMatch(/^podpass-prod-app-reader-[0-9a-f]{8}$/);
  });

  it('stays what it was: roles that were made before are found again', () => {
    expect(roleNameFor(ref, 'app', 'reader')).toBe('podpass-prod-app-reader-822f5f6b');
  });
});

describe('its tags', () => {
  it('name the cluster and the service account, as long as IAM allows', () => {
    expect(roleTagsFor(ref, 'app', 'reader')).toEqual({
      'podpass:cluster': ref.arn,
      'podpass:service-account': 'app/reader',
    });
    const [longest] = Object.values(roleTagsFor(ref, 'n'.repeat(63), 's'.repeat(253))).toSorted(
      (a, b) => b.length - a.length,
    );
    expect(longest).toHaveLength(256);
  });

  it.each([
    ['its own', roleTagsFor(ref, 'app', 'reader'), true],
    ['more beside them', { ...roleTagsFor(ref, 'app', 'reader'), team: 'x' }, true],
    ['none', {}, false],
    ['those of another account', roleTagsFor(ref, 'app', 'writer'), false],
    ['those of another cluster', roleTagsFor({ ...ref, arn: `${ref.arn}2` }, 'app', 'reader'), false],
  ])('%s: known again, or not', (_what, tags, known) => {
    expect(isRoleFor(tags, ref, 'app', 'reader')).toBe(known);
  });
});
