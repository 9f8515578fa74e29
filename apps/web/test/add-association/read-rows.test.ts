import { describe, expect, it } from 'vitest';
import { type BulkInput, mostRows, readRows } from '../../src/features/add-association/read-rows.ts';

const arn = 'arn:aws:iam::111122223333:role/reader';
const role = { kind: 'existing', roleArn: arn };

function rowsOf(input: BulkInput) {
  if (!input.ok) throw new Error(input.problem);
  return input.rows;
}
const problemsOf = (text: string) => rowsOf(readRows(text)).map(({ problems }) => problems.join('; '));

describe('good input', () => {
  it.each<[string, string, object[]]>([
    ['nothing', ' \n\t\n', []],
    ['a header alone', 'namespace,serviceAccountName\n', []],
    ['CSV', `namespace,serviceAccountName,roleARN\na,b,${arn}`, [{ namespace: 'a', serviceAccount: 'b', role }]],
    [
      'a BOM and CRLF',
      `\uFEFFnamespace,serviceAccountName,roleARN\r\na,b,${arn}\r\n`,
      [{ namespace: 'a', serviceAccount: 'b', role }],
    ],
    [
      'other spellings',
      `Namespace, Service Account ,role_arn\na,b,${arn}`,
      [{ namespace: 'a', serviceAccount: 'b', role }],
    ],
    [
      'quotes',
      `namespace,serviceAccountName,roleARN,tags\n"a","b","${arn}","k=v;l=x=y"`,
      [{ namespace: 'a', serviceAccount: 'b', role, tags: { k: 'v', l: 'x=y' } }],
    ],
    [
      'yes and no',
      `namespace,serviceAccountName,roleARN,createServiceAccount,disableSessionTags\na,b,${arn},Yes,0`,
      [{ namespace: 'a', serviceAccount: 'b', role, createServiceAccount: true, disableSessionTags: false }],
    ],
    [
      'a new role in CSV',
      'namespace,serviceAccountName,roleName,permissionPolicyARNs,wellKnownPolicies\na,b,r,arn:aws:iam::aws:policy/A arn:aws:iam::aws:policy/B,externalDNS',
      [
        {
          namespace: 'a',
          serviceAccount: 'b',
          role: {
            kind: 'new',
            name: 'r',
            policyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B'],
            wellKnownPolicies: ['externalDNS'],
          },
        },
      ],
    ],
    [
      'a YAML list',
      `- namespace: a\n  serviceAccountName: b\n  roleARN: ${arn}\n`,
      [{ namespace: 'a', serviceAccount: 'b', role }],
    ],
    [
      'a configuration',
      `iam:\n  podIdentityAssociations:\n  - {namespace: a, serviceAccountName: b, roleARN: "${arn}"}`,
      [{ namespace: 'a', serviceAccount: 'b', role }],
    ],
    [
      'a configuration of two documents',
      `kind: Cluster\n---\nkind: ClusterConfig\niam:\n  podIdentityAssociations:\n  - {namespace: a, serviceAccountName: b, roleARN: "${arn}"}`,
      [{ namespace: 'a', serviceAccount: 'b', role }],
    ],
    [
      'a policy as an object',
      '- namespace: a\n  serviceAccountName: b\n  permissionPolicy: {Version: "2012-10-17", Statement: []}\n  wellKnownPolicies: {autoScaler: true, externalDNS: false}',
      [
        {
          namespace: 'a',
          serviceAccount: 'b',
          role: {
            kind: 'new',
            inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
            wellKnownPolicies: ['autoScaler'],
          },
        },
      ],
    ],
  ])('%s', (_what, text, inputs) => {
    const rows = rowsOf(readRows(text));
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(rows.map(({ input }) => input)).toEqual(inputs);
  });
});

describe('input that cannot be read', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefg'.split('').map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdef'.charAt(at)}`)
          .join(',')}]`,
    ),
  ].join('\n');

  it.each<[string, string, RegExp]>([
    ['plain text', 'hello', /Neither a list/],
    ['a configuration without associations', 'iam: {}', /Neither a list/],
    ['broken YAML', '- namespace: [', /./],
    ['tabs', '- namespace: a\n\tserviceAccountName: b', /line 2/],
    ['an alias bomb', bomb, /alias/i],
    ['an unknown column', `namespace,serviceAccountName,colour\na,b,red`, /Unknown column colour/],
    ['a column of the prototype', 'namespace,serviceAccountName,__proto__\na,b,c', /Unknown column __proto__/],
    ['too few cells', 'namespace,serviceAccountName,roleARN\na,b', /Line 2: Too few fields/],
    ['an open quote', 'namespace,serviceAccountName\n"a,b', /Quoted field unterminated/],
    [
      'too many rows',
      `namespace,serviceAccountName\n${'a,b\n'.repeat(mostRows + 1)}`,
      /501 associations are more than the 500/,
    ],
  ])('%s', (_what, text, problem) => {
    const read = readRows(text);
    expect(read.ok ? '' : read.problem).toMatch(problem);
  });
});

describe('rows that are not right', () => {
  it.each<[string, string, RegExp[]]>([
    [
      'an unknown field',
      `- {namespace: a, serviceAccountName: b, roleARN: "${arn}", colour: red}`,
      [/colour is not a field/],
    ],
    [
      'a field of the prototype',
      `- {namespace: a, serviceAccountName: b, roleARN: "${arn}", __proto__: {x: 1}}`,
      [/__proto__ is not a field/],
    ],
    ['a bad namespace', `namespace,serviceAccountName,roleARN\nA,b,${arn}`, [/namespace must be/]],
    [
      'neither yes nor no',
      `namespace,serviceAccountName,roleARN,createServiceAccount\na,b,${arn},maybe`,
      [/createServiceAccount/],
    ],
    ['a tag without a value', `namespace,serviceAccountName,roleARN,tags\na,b,${arn},k`, [/tags\.k/]],
    [
      'two kinds of role',
      `- {namespace: a, serviceAccountName: b, roleARN: "${arn}", wellKnownPolicies: {autoScaler: true}}`,
      [/wellKnownPolicies cannot stand beside roleARN/],
    ],
    ['an item that is no mapping', '- hello', [/namespace/]],
    ['one named twice', `namespace,serviceAccountName,roleARN\na,b,${arn}\na,b,${arn}`, [/^$/, /named already at 2/]],
  ])('%s', (_what, text, problems) => {
    const found = problemsOf(text);
    expect(found).toHaveLength(problems.length);
    for (const [at, problem] of problems.entries()) expect(found[at]).toMatch(problem);
    expect(
      rowsOf(readRows(text)).filter(
        ({ input }, at) => input !== undefined && found[at] !== '' && !/named already/.test(found[at] ?? ''),
      ),
    ).toEqual([]);
  });
});
