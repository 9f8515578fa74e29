import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorize, decideAssumeRole, validatePolicyDocument } from '../../src/authorize/index.ts';
import { matchesPattern, toPattern } from '../../src/authorize/pattern.ts';
import { RequestContext } from '../../src/authorize/request-context.ts';
import { account, addRole, roleArn, sessionPrincipal, smallWorld } from './small-world.ts';

const few = (...values: string[]) => fc.constantFrom(...values);
const list = (value: fc.Arbitrary<string>) => fc.array(value, { minLength: 1, maxLength: 3 });

const condition = fc.record({
  operator: few('StringEquals', 'StringNotEquals', 'StringLike', 'StringEqualsIfExists', 'ForAllValues:StringEquals'),
  key: few('aws:SourceAccount', 'aws:RequestTag/ns', 'a:b'),
  values: list(few('1', 'x', 'x*', '*')),
});

const statement = fc
  .record({
    effect: few('Allow', 'Deny'),
    actions: list(few('sts:AssumeRole', 'sts:TagSession', 'sts:*', '*')),
    services: list(few('pods.eks.amazonaws.com', 'ec2.amazonaws.com')),
    condition: fc.option(condition, { nil: undefined }),
  })
  .map((made) => ({
    Effect: made.effect,
    Principal: { Service: made.services },
    Action: made.actions,
    ...(made.condition
      ? { Condition: { [made.condition.operator]: { [made.condition.key]: made.condition.values } } }
      : {}),
  }));

const context = fc.dictionary(few('aws:SourceAccount', 'aws:RequestTag/ns', 'a:b'), few('1', 'x', 'xy'));

function decide(statements: unknown, requestContext: Record<string, string>): boolean {
  const world = smallWorld();
  addRole(world, 'app', { Version: '2012-10-17', Statement: statements });
  return decideAssumeRole(world, {
    roleArn: roleArn('app'),
    principal: { service: 'pods.eks.amazonaws.com' },
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    context: requestContext,
  }).allowed;
}

/** Every list of one becomes the bare value, as IAM's JSON grammar allows. */
function unlisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? unlisted(value[0]) : value.map(unlisted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unlisted(one)]));
}

describe('trust decisions', () => {
  it('never widen by a Deny', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        statement,
        context,
        (statements, extra, given) => {
          const denied = decide([...statements, { ...extra, Effect: 'Deny' }], given);
          if (denied) expect(decide(statements, given)).toBe(true);
        },
      ),
    );
  });

  it('never narrow by an Allow', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        statement,
        context,
        (statements, extra, given) => {
          if (decide(statements, given))
            expect(decide([...statements, { ...extra, Effect: 'Allow' }], given)).toBe(true);
        },
      ),
    );
  });

  it('do not depend on the order of statements', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), context, (statements, given) => {
        expect(decide(statements.toReversed(), given)).toBe(decide(statements, given));
      }),
    );
  });

  it('do not depend on how lists of one are written', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), context, (statements, given) => {
        expect(decide(unlisted(statements), given)).toBe(decide(statements, given));
      }),
    );
  });

  it('allow nothing without an Allow', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), context, (statements, given) => {
        expect(
          decide(
            statements.map((one) => ({ ...one, Effect: 'Deny' })),
            given,
          ),
        ).toBe(false);
      }),
    );
  });
});

describe('layers', () => {
  it('never give a session more by a session policy or a boundary', () => {
    const identityStatement = fc.record({
      Effect: few('Allow', 'Deny'),
      Action: list(few('s3:GetObject', 's3:*', 'ec2:*')),
      Resource: few('*', 'arn:aws:s3:::a', 'arn:aws:s3:::b'),
    });
    const policy = fc.array(identityStatement, { minLength: 1, maxLength: 3 }).map((Statement) => {
      return JSON.stringify({ Version: '2012-10-17', Statement });
    });
    fc.assert(
      fc.property(policy, policy, (identity, limit) => {
        const world = smallWorld();
        const role = addRole(world, 'app', {}, { inlinePolicies: { identity } });
        const ask = { action: 's3:GetObject', resource: 'arn:aws:s3:::a' };
        const free = authorize(world, sessionPrincipal(role), ask);
        const limited = authorize(world, sessionPrincipal(role, { sessionPolicies: [limit] }), ask);
        if (limited.allowed) expect(free.allowed).toBe(true);
      }),
    );
  });
});

describe('patterns', () => {
  const none = new RequestContext();
  const alphabet = few('a', 'b', '*', '?', ':', '/');

  it('match as the equal regular expression does', () => {
    const text = fc.array(alphabet, { maxLength: 8 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const source = pattern.replaceAll('/', '\\/').replaceAll('?', '[^]').replaceAll('*', '[^]*');
        const tokens = toPattern(pattern, none, '2012-10-17') ?? [];
        expect(matchesPattern(tokens, value)).toBe(new RegExp(`^${source}$`).test(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('stay fast whatever the wildcards', () => {
    const pattern = toPattern('a*'.repeat(200), none, '2012-10-17') ?? [];
    const started = performance.now();
    expect(matchesPattern(pattern, `${'a'.repeat(4000)}b`.replaceAll('a', 'ab'))).toBe(true);
    expect(matchesPattern([...pattern, 'c'], 'ab'.repeat(4000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('validation', () => {
  it('answers any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), few('trust', 'identity', 'session'), (text, kind) => {
        const result = validatePolicyDocument(text, kind as 'trust');
        expect(result.ok || result.message.length > 0).toBe(true);
      }),
    );
  });

  it('lets through every document that the generator of statements makes', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
        const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
        expect(validatePolicyDocument(text, 'trust', { account, exists: () => true }).ok).toBe(true);
      }),
    );
  });
});
