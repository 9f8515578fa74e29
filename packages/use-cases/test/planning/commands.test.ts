import type { StepAction } from '@podpass/inventory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOf } from '../../src/changes/planning/commands.ts';
import { arnOf, association, associationId, cluster, policyArn } from '../support/facts.ts';

const { ref } = cluster();
const wordsOf = (action: StepAction) => callsOf(action, ref).map(({ command }) => shellWords(command));

const trustPolicy = '{\n  "Version": "2012-10-17"\n}';
const previous = { roleArn: arnOf('reader'), targetRoleArn: null, disableSessionTags: false, sessionPolicy: null };
const region = ['--region', 'us-west-2'];

describe('the commands of a step', () => {
  it.each<[StepAction, string[][]]>([
    [
      {
        kind: 'create-role',
        name: 'r',
        path: '/p/',
        trustPolicy,
        permissionsBoundaryArn: policyArn,
        description: "Pods' role",
        tags: { 'podpass:cluster': ref.arn },
      },
      [
        [
          ...['aws', 'iam', 'create-role', '--role-name', 'r', '--path', '/p/'],
          ...['--assume-role-policy-document', '{"Version":"2012-10-17"}', '--description', "Pods' role"],
          ...['--permissions-boundary', policyArn, '--tags', `[{"Key":"podpass:cluster","Value":"${ref.arn}"}]`],
        ],
      ],
    ],
    [
      { kind: 'put-inline-policy', roleName: 'r', policyName: 'p', document: trustPolicy },
      [
        [
          'aws',
          'iam',
          'put-role-policy',
          '--role-name',
          'r',
          '--policy-name',
          'p',
          '--policy-document',
          '{"Version":"2012-10-17"}',
        ],
      ],
    ],
    [
      { kind: 'attach-policy', roleName: 'r', policyArn },
      [['aws', 'iam', 'attach-role-policy', '--role-name', 'r', '--policy-arn', policyArn]],
    ],
    [
      { kind: 'update-trust-policy', roleName: 'r', before: '{}', after: trustPolicy },
      [
        [
          'aws',
          'iam',
          'update-assume-role-policy',
          '--role-name',
          'r',
          '--policy-document',
          '{"Version":"2012-10-17"}',
        ],
      ],
    ],
    [{ kind: 'create-namespace', namespace: 'app' }, [['kubectl', 'create', 'namespace', 'app']]],
    [
      { kind: 'create-service-account', namespace: 'app', name: 'reader' },
      [['kubectl', 'create', 'serviceaccount', 'reader', '--namespace', 'app']],
    ],
    [
      {
        kind: 'create-association',
        namespace: 'app',
        serviceAccount: 'reader',
        roleArn: arnOf('r'),
        targetRoleArn: arnOf('t'),
        disableSessionTags: true,
        sessionPolicy: trustPolicy,
        tags: { a: "it's" },
        roleIsFresh: false,
      },
      [
        [
          ...['aws', 'eks', 'create-pod-identity-association', '--cluster-name', 'prod', '--namespace', 'app'],
          ...['--service-account', 'reader', '--role-arn', arnOf('r'), '--target-role-arn', arnOf('t')],
          ...['--disable-session-tags', '--policy', '{"Version":"2012-10-17"}', '--tags', '{"a":"it\'s"}', ...region],
        ],
      ],
    ],
    [
      {
        kind: 'create-association',
        namespace: 'app',
        serviceAccount: 'reader',
        roleArn: arnOf('r'),
        disableSessionTags: false,
        tags: {},
        roleIsFresh: true,
      },
      [
        [
          ...['aws', 'eks', 'create-pod-identity-association', '--cluster-name', 'prod', '--namespace', 'app'],
          ...['--service-account', 'reader', '--role-arn', arnOf('r'), ...region],
        ],
      ],
    ],
    [
      {
        kind: 'update-association',
        associationId,
        roleArn: arnOf('r'),
        disableSessionTags: true,
        roleIsFresh: false,
        previous,
      },
      [
        [
          ...[
            'aws',
            'eks',
            'update-pod-identity-association',
            '--cluster-name',
            'prod',
            '--association-id',
            associationId,
          ],
          ...['--role-arn', arnOf('r'), '--disable-session-tags', ...region],
        ],
      ],
    ],
    [
      {
        kind: 'update-association',
        associationId,
        targetRoleArn: null,
        disableSessionTags: false,
        sessionPolicy: null,
        roleIsFresh: false,
        previous,
      },
      [
        [
          ...[
            'aws',
            'eks',
            'update-pod-identity-association',
            '--cluster-name',
            'prod',
            '--association-id',
            associationId,
          ],
          ...['--target-role-arn', '', '--no-disable-session-tags', '--policy', '', ...region],
        ],
      ],
    ],
    [
      {
        kind: 'tag-association',
        associationArn: association().associationArn,
        associationId,
        set: { a: 'b c' },
        remove: ['-x', '[y'],
      },
      [
        [
          'aws',
          'eks',
          'tag-resource',
          '--resource-arn',
          association().associationArn,
          '--tags',
          '{"a":"b c"}',
          ...region,
        ],
        [
          'aws',
          'eks',
          'untag-resource',
          '--resource-arn',
          association().associationArn,
          '--tag-keys',
          '["-x","[y"]',
          ...region,
        ],
      ],
    ],
    [
      { kind: 'tag-association', associationArn: association().associationArn, associationId, set: {}, remove: ['x'] },
      [
        [
          'aws',
          'eks',
          'untag-resource',
          '--resource-arn',
          association().associationArn,
          '--tag-keys',
          '["x"]',
          ...region,
        ],
      ],
    ],
    [
      { kind: 'delete-association', associationId, namespace: 'app', serviceAccount: 'reader', snapshot: '{}' },
      [
        [
          'aws',
          'eks',
          'delete-pod-identity-association',
          '--cluster-name',
          'prod',
          '--association-id',
          associationId,
          ...region,
        ],
      ],
    ],
    [
      { kind: 'install-addon', addon: 'eks-pod-identity-agent', version: 'v1.3.8-eksbuild.2' },
      [
        [
          ...['aws', 'eks', 'create-addon', '--cluster-name', 'prod', '--addon-name', 'eks-pod-identity-agent'],
          ...['--addon-version', 'v1.3.8-eksbuild.2', ...region],
        ],
      ],
    ],
    [
      { kind: 'wait-for-agent' },
      [
        ['aws', 'eks', 'describe-addon', '--cluster-name', 'prod', '--addon-name', 'eks-pod-identity-agent', ...region],
        ['kubectl', 'rollout', 'status', 'daemonset/eks-pod-identity-agent', '--namespace', 'kube-system'],
      ],
    ],
    [
      { kind: 'restart-workload', workload: { kind: 'StatefulSet', namespace: 'app', name: 'db' } },
      [['kubectl', 'rollout', 'restart', 'statefulset/db', '--namespace', 'app']],
    ],
  ])('$kind', (action, commands) => {
    expect(wordsOf(action)).toEqual(commands);
    for (const { parameters, service } of callsOf(action, ref)) {
      expect(['eks', 'iam', 'kubernetes']).toContain(service);
      expect(Object.values(parameters)).not.toContain(undefined);
    }
  });
});

describe('quoting', () => {
  it('gives a shell back every word as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
        fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
        (description, value) => {
          fc.pre(!description.includes('\0'));
          const [words = []] = wordsOf({
            kind: 'create-role',
            name: 'r',
            path: '/',
            trustPolicy: '{}',
            description,
            tags: { k: value },
          });
          expect(words[words.indexOf('--description') + 1]).toBe(description);
          expect(JSON.parse(words.at(-1) ?? '')).toEqual([{ Key: 'k', Value: value }]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(['$(reboot)', '`reboot`', '"; reboot; "', "'; reboot; '", '\\', 'a\nb', '!x', '~', '*', '#', '', ' '])(
    'leaves nothing of %j to the shell',
    (text) => {
      const action = {
        kind: 'put-inline-policy',
        roleName: text,
        policyName: text,
        document: JSON.stringify({ text }),
      } as const;
      const [words = []] = wordsOf(action);
      expect(words.slice(3)).toEqual([
        '--role-name',
        text,
        '--policy-name',
        text,
        '--policy-document',
        JSON.stringify({ text }),
      ]);
    },
  );
});

/**
 * The words of a simple command as a POSIX shell reads them (Shell Command Language, 2.2 Quoting). Throws on whatever
 * a shell would not take literally.
 */
function shellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < command.length; at += 1) {
    const sign = command.charAt(at);
    if (sign === "'") {
      const end = command.indexOf("'", at + 1);
      if (end < 0) throw new Error(`a quote is left open: ${command}`);
      word = (word ?? '') + command.slice(at + 1, end);
      at = end;
    } else if (sign === '\\') {
      at += 1;
      word = (word ?? '') + command.charAt(at);
    } else if (sign === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[\w@%+=:,./-]/.test(sign)) {
      word = (word ?? '') + sign;
    } else {
      throw new Error(`the shell would act on ${sign} at ${at}: ${command}`);
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
