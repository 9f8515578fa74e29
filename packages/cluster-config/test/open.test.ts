import { describe, expect, it } from 'vitest';
import { applyFix, clusterConfigJsonSchema, openClusterConfig } from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: demo\n  region: us-west-2\n';
const codes = (text: string): string[] => openClusterConfig(text).diagnostics.map((one) => one.code);

describe('the example of the feature page', () => {
  const opened = openClusterConfig(FEATURE_PAGE);

  it('opens with nothing to say', () => {
    expect(opened.diagnostics).toEqual([]);
    expect(opened.valid).toBe(true);
    expect(opened.documents.map((document) => document.role)).toEqual(['cluster', 'config']);
  });

  it('is read completely', () => {
    expect(opened.model).toMatchObject({
      form: 'two-documents',
      name: 'demo-eks-cluster',
      project: 'defaultproject',
      cloudCredential: 'demo-eks',
      region: 'us-west-2',
      kubernetesVersion: '1.29',
      blueprint: { name: 'minimal', version: '2.9.0' },
      withOidc: true,
      autoMode: false,
    });
    expect(opened.model?.associations.map((one) => one.serviceAccountName)).toEqual([
      'rafay-demo',
      'rafay-demo2',
      'rafay-demo3',
    ]);
    expect(opened.model?.serviceAccounts).toMatchObject([{ namespace: 'rafay-demo', name: 'demo-test' }]);
    expect(opened.model?.addons.map((one) => one.name)).toContain('eks-pod-identity-agent');
    expect(opened.model?.nodeGroups).toMatchObject([{ name: 'ng-51ada954', managed: true }]);
  });
});

describe('forms', () => {
  it('reads a lone ClusterConfig of either family', () => {
    expect(openClusterConfig(HEAD)).toMatchObject({
      dialect: 'eksctl',
      valid: true,
      model: { form: 'cluster-config', name: 'demo' },
    });
    expect(openClusterConfig(HEAD.replace('eksctl.io', 'rafay.io'))).toMatchObject({ dialect: 'rafay', valid: true });
  });

  it('reads the single document of the v3 API', () => {
    const text = `apiVersion: infra.k8smgmt.io/v3
kind: Cluster
metadata: {name: demo, project: p}
spec:
  type: aws-eks
  cloudCredentials: cred
  blueprintConfig: {name: custom, version: v1}
  config:
    metadata: {name: demo, region: eu-west-1}
`;
    const opened = openClusterConfig(text);
    expect(opened.diagnostics).toEqual([]);
    expect(opened.model).toMatchObject({
      form: 'v3',
      project: 'p',
      blueprint: { name: 'custom', version: 'v1' },
      region: 'eu-west-1',
    });
    expect(opened.model?.cluster).not.toHaveProperty('spec.config');
  });
});

describe('structure', () => {
  const cases: [string, string, string, string][] = [
    ['a misspelt section', 'addon:\n- name: vpc-cni\n', 'key-unknown', 'addons'],
    ['a misspelt field', 'iam:\n  withOidc: true\n', 'key-unknown', 'withOIDC'],
    ['a number that is a text', 'managedNodeGroups:\n- name: a\n  labels:\n    build: 1.30\n', 'type-wrong', '"1.30"'],
    ['a boolean in quotes', 'iam:\n  withOIDC: "true"\n', 'type-wrong', 'true'],
    ['an old boolean', 'iam:\n  withOIDC: yes\n', 'type-wrong', 'true'],
    ['a number in quotes', 'managedNodeGroups:\n- name: a\n  minSize: "4"\n', 'type-wrong', '4'],
    ['a misspelt value', 'vpc:\n  nat:\n    gateway: single\n', 'value-not-allowed', 'Single'],
    ['a text that looks boolean', 'metadata2: 1\n', 'key-unknown', 'metadata2'],
  ];
  it.each(cases)('%s', (_, section, code, inFix) => {
    const text = HEAD + section;
    const [diagnostic] = openClusterConfig(text).diagnostics;
    expect(diagnostic?.code).toBe(code);
    if (diagnostic?.fix === undefined) return;
    expect(diagnostic.fix.title).toContain(inFix);
    expect(codes(applyFix(text, diagnostic.fix)).filter((one) => one === code)).toEqual([]);
  });

  it('marks exactly the key or the value', () => {
    const [unknown] = openClusterConfig(`${HEAD}iam:\n  withOidc: true\n`).diagnostics;
    expect(unknown?.range).toEqual({ start: { line: 7, column: 3 }, end: { line: 7, column: 11 } });
    const [wrong] = openClusterConfig(`${HEAD}iam:\n  withOIDC: "true" # yes\n`).diagnostics;
    expect(wrong?.range).toEqual({ start: { line: 7, column: 13 }, end: { line: 7, column: 19 } });
  });

  it('says everything at once', () => {
    const text = 'kind: ClusterConfig\nmetadata:\n  region: x\niam:\n  a: 1\n  serviceAccounts: 3\nvpc:\n';
    expect(codes(text)).toEqual([
      'key-required',
      'key-required',
      'value-pattern',
      'key-unknown',
      'type-wrong',
      'null-section',
    ]);
  });

  it('tells the families apart', () => {
    const rafay = HEAD.replace('eksctl.io', 'rafay.io');
    expect(
      openClusterConfig(`${rafay}karpenter:\n  version: v1.0.0\niam:\n  withOIDC: true\n`).diagnostics,
    ).toMatchObject([{ code: 'field-other-dialect', severity: 'info' }]);
    expect(openClusterConfig(`${HEAD}deleteProtection:\n  enabled: true\n`).diagnostics).toMatchObject([
      { code: 'field-other-dialect', severity: 'error' },
    ]);
  });
});

describe('hostile input', () => {
  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]'];
  for (let level = 1; level < 12; level += 1) {
    const name = String.fromCharCode(97 + level);
    bomb.push(
      `${name}: &${name} [${Array(9)
        .fill(`*${String.fromCharCode(96 + level)}`)
        .join(',')}]`,
    );
  }
  const cases: [string, string, string][] = [
    ['ten million characters', 'a'.repeat(10_000_000), 'input-too-large'],
    ['binary', 'kind: Cluster\u0000Config', 'input-not-text'],
    ['undecodable bytes', 'kind: \uFFFD', 'input-not-text'],
    ['a hundred thousand brackets', '['.repeat(100_000), 'too-deep'],
    ['nested dashes', '- '.repeat(100_000), 'too-deep'],
    ['an alias bomb', `${HEAD}metadata2:\n  ${bomb.join('\n  ')}\n`, 'alias-bomb'],
    ['an alias of itself', `${HEAD}addons: &a\n- *a\n`, 'alias-cycle'],
    ['an unknown alias', `${HEAD}addons: *nowhere\n`, 'alias-unknown'],
    ['a tab for indentation', `${HEAD}iam:\n\twithOIDC: true\n`, 'yaml-syntax'],
    ['a byte order mark', `\uFEFF${HEAD}`, 'byte-order-mark'],
    ['a key that reaches for prototypes', `${HEAD}__proto__:\n  polluted: true\n`, 'key-unknown'],
    ['a constructor', `${HEAD}constructor: 1\n`, 'key-unknown'],
    ['a duplicate key', `${HEAD}iam:\n  withOIDC: true\n  withOIDC: false\n`, 'key-duplicate'],
    ['a duplicate document', `${HEAD}---\n${HEAD}`, 'document-duplicate'],
    ['a stranger', `${HEAD}---\nkind: Pod\n`, 'document-unknown'],
    ['nothing', '', 'document-missing'],
    ['comments alone', '# nothing\n', 'document-missing'],
    [
      'a lone Cluster document',
      'kind: Cluster\nmetadata: {name: a, project: p}\nspec: {cloudprovider: c}\n',
      'document-missing',
    ],
    ['a mapping for a key', `${HEAD}? {a: b}\n: c\n`, 'key-not-text'],
    ['a binary tag', `${HEAD}iam: !!binary aGVsbG8=\n`, 'tag-unsupported'],
  ];
  it.each(cases)('%s', (_, text, code) => {
    const started = performance.now();
    expect(codes(text)).toContain(code);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('does not pollute prototypes', () => {
    const opened = openClusterConfig(`${HEAD}__proto__:\n  polluted: true\n`);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(opened.model?.config)).toBe(Object.prototype);
  });

  it('reads merge keys as the peer does', () => {
    const opened = openClusterConfig(`${HEAD}managedNodeGroups:\n- &a\n  name: a\n  minSize: 1\n- <<: *a\n  name: b\n`);
    expect(opened.diagnostics).toEqual([]);
    expect(opened.model?.nodeGroups[1]?.data).toEqual({ name: 'b', minSize: 1 });
  });
});

describe('JSON Schema', () => {
  it('has every section with its description', () => {
    const schema = clusterConfigJsonSchema() as unknown as {
      definitions: { ClusterConfig: { properties: Record<string, { description: string }> } };
    };
    const sections = schema.definitions.ClusterConfig.properties;
    expect(Object.keys(sections).length).toBeGreaterThanOrEqual(31);
    for (const section of Object.values(sections)) expect(section.description).toMatch(/\.$/);
    expect(() => JSON.stringify(schema)).not.toThrow();
  });
});
