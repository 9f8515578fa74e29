import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { applyFix, type ConfigFacts, type Diagnostic, openClusterConfig } from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';
import { readMarks } from './marked-text.ts';
import { AGENT, HEAD, ROLE, type RuleCase } from './rules-cases.ts';
import { RULE_TABLES } from './rules-tables.ts';

/** Files beside the rules that hold knowledge of several of them. */
const NO_RULES = new Set([
  ...['rule', 'run-rules', 'association-place', 'node-group-place', 'blueprint-facts', 'addon-facts', 'cidr'],
  'kubernetes-minor',
]);

it('has a table of cases for every rule', () => {
  const files = readdirSync(new URL('../src/rules/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  const rules = files.filter((file) => !NO_RULES.has(file));
  expect(Object.keys(RULE_TABLES).toSorted()).toEqual(rules.toSorted());
  for (const [rule, cases] of Object.entries(RULE_TABLES)) {
    const marked = cases.map((one) => written(one).includes('‹'));
    expect(marked, `${rule} has cases that are wrong`).toContain(true);
    expect(marked, `${rule} has cases that are right`).toContain(false);
  }
});

describe.each(Object.entries(RULE_TABLES))('%s', (_, cases) => {
  it.each(cases.map((one): [string, RuleCase] => [written(one).slice(0, 160), one]))('%s', (_shown, one) => {
    const facts = typeof one === 'string' ? {} : one[1];
    const ownHead = /^(?:kind|apiVersion):/.test(written(one));
    const { text, expected } = readMarks(ownHead ? written(one) : HEAD + written(one));
    const { diagnostics } = openClusterConfig(text, facts);
    expect(diagnostics.map(shown).toSorted()).toEqual(expected);
    for (const diagnostic of diagnostics) expectSoundFix(text, diagnostic, facts);
  });
});

function written(one: RuleCase): string {
  return typeof one === 'string' ? one : one[0];
}

function shown({ code, severity, range: { start, end } }: Diagnostic): string {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${code}`;
}

/** A fix ends what it was offered for, and makes nothing else an error. */
function expectSoundFix(text: string, { code, message, fix }: Diagnostic, facts: ConfigFacts): void {
  expect(message.trim()).toBe(message);
  expect(message.length).toBeGreaterThan(10);
  if (fix === undefined) return;
  const before = openClusterConfig(text, facts).diagnostics;
  const after = openClusterConfig(applyFix(text, fix), facts).diagnostics;
  const same = (all: readonly Diagnostic[]): number => all.filter((one) => one.code === code).length;
  expect(same(after)).toBeLessThan(same(before));
  expect(after.filter((one) => one.severity === 'error').length).toBeLessThanOrEqual(
    before.filter((one) => one.severity === 'error').length,
  );
}

describe('fixes', () => {
  const facts: ConfigFacts = {
    kubernetesVersions: [
      { version: '1.35', status: 'standard' },
      { version: '1.34', status: 'standard', default: true },
    ],
    addonCatalogues: [
      {
        kubernetesVersion: '1.34',
        items: [
          { name: 'vpc-cni', versions: [{ version: 'v2' }, { version: 'v1', default: true }] },
          { name: 'coredns', versions: [{ version: 'v4' }, { version: 'v3' }] },
          { name: 'adot', versions: [{ version: 'v6', default: true }, { version: 'v5' }] },
        ],
      },
    ],
    addonVersions: [
      { name: 'adot', version: 'v6', podIdentity: [{ serviceAccount: 'adot-prom' }, { serviceAccount: 'adot-otlp' }] },
      { name: 'adot', version: 'v5', podIdentity: [] },
    ],
  };
  const at = (version: string): string => HEAD.replace('us-west-2', `us-west-2, version: "${version}"`);

  it.each<[string, string, string]>([
    [at('1.20'), at('1.20').replace('1.20', '1.34'), 'Change to 1.34'],
    [at('1.99'), at('1.99').replace('1.99', '1.35'), 'Change to 1.35'],
    [
      `${at('1.29')}managedNodeGroups: [{name: a, version: "1.29"}, {name: b, version: "1.28"}]\n`,
      `${at('1.34')}managedNodeGroups: [{name: a, version: "1.34"}, {name: b, version: "1.28"}]\n`,
      'Change to 1.34',
    ],
    [`${at('1.34')}addons: [{name: vpc-cni, version: v9}]\n`, 'version: v1}', 'Change to v1'],
    [`${at('1.34')}addons: [{name: coredns, version: v9}]\n`, 'version: v4}', 'Change to v4'],
    [`${at('1.34')}addons: [{name: cordns}]\n`, '{name: coredns}', 'Change to coredns'],
    [
      `${at('1.34')}addons: [{name: adot, version: v5, useDefaultPodIdentityAssociations: true}]\n`,
      '{name: adot, version: v6, useDefaultPodIdentityAssociations: true}',
      'Change the version to v6',
    ],
    [
      `${at('1.34')}autoModeConfig: {enabled: true}\naddons: [{name: adot, podIdentityAssociations: [{namespace: a, serviceAccountName: adot-pro, roleARN: ${ROLE}}]}]\n`,
      'serviceAccountName: adot-prom,',
      'Change to adot-prom',
    ],
    [
      `${at('1.34')}managedNodeGroups:\n- name: a\n  amiFamily: AmazonLinux2 # old\n`,
      '  amiFamily: AmazonLinux2023 # old\n',
      'Change to AmazonLinux2023',
    ],
    [`${at('1.34')}vpc:\n  cidr: 10.1.2.3/16 # ours\n`, '  cidr: 10.1.0.0/16 # ours\n', 'Write 10.1.0.0/16'],
    [
      `${at('1.34')}vpc: {clusterEndpoints: {publicAccess: false, privateAccess: false}}\n`,
      '{publicAccess: false, privateAccess: true}',
      'Allow private access',
    ],
    [
      `${at('1.34')}vpc:\n  subnets:\n    private:\n      one: {id: a}\nnodeGroups:\n- name: a\n  subnets: [oen]\n`,
      'subnets: [one]',
      'Change to one',
    ],
  ])('%#: %s', (text, inResult, title) => {
    const fix = openClusterConfig(text, facts).diagnostics.find((one) => one.fix !== undefined)?.fix;
    expect(fix?.title).toBe(title);
    expect(fix && applyFix(text, fix)).toContain(inResult);
  });
});

describe('blueprint and agent', () => {
  const ingress = (on: boolean): Record<string, boolean> => ({ 'ingress-controller-v1': on, monitoring: true });
  const facts: ConfigFacts = {
    blueprints: [
      { name: 'default', versions: [{ version: 'latest', components: ingress(true) }] },
      { name: 'minimal', versions: [{ version: 'latest', components: ingress(false) }] },
      { name: 'with', versions: [{ version: 'v1', components: ingress(true) }] },
      {
        name: 'both',
        versions: [
          { version: 'v2', components: ingress(false) },
          { version: 'v1', components: ingress(true) },
        ],
      },
      { name: 'silent', versions: [{ version: 'v1', components: {} }] },
    ],
  };
  const written = (name: string, version?: string): string =>
    FEATURE_PAGE.replace('blueprint: minimal', `blueprint: ${name}`).replace(
      '  blueprintversion: 2.9.0\n',
      version === undefined ? '' : `  blueprintversion: ${version}\n`,
    );
  const clash = 'ingress-with-agent';

  it.each<[string, string | undefined, ConfigFacts, string | undefined, string?]>([
    ['minimal', '2.9.0', {}, undefined],
    ['default', '2.9.0', {}, clash, written('minimal', '2.9.0')],
    ['default', undefined, {}, clash, written('minimal')],
    ['with', 'v1', {}, undefined],
    ['minimal', '2.9.0', facts, undefined],
    ['default', '2.9.0', facts, clash, written('minimal', 'latest')],
    ['with', 'v1', facts, clash, written('minimal', 'latest')],
    ['with', undefined, facts, clash, written('minimal')],
    ['both', 'v1', facts, clash, written('both', 'v2')],
    ['both', 'v2', facts, undefined],
    ['both', undefined, facts, undefined],
    ['silent', 'v1', facts, undefined],
  ])('%s %s', (blueprint, version, known, code, fixed) => {
    const text = written(blueprint, version);
    const [diagnostic] = openClusterConfig(text, known).diagnostics;
    expect(diagnostic?.code).toBe(code);
    if (fixed === undefined) return;
    expect(diagnostic?.range.start).toEqual({ line: 6, column: 3 });
    expect(diagnostic?.fix && applyFix(text, diagnostic.fix)).toBe(fixed);
  });

  it('compares the names of the two documents', () => {
    const text = FEATURE_PAGE.replace('demo-eks-cluster', 'another');
    const [diagnostic] = openClusterConfig(text).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'names-differ', range: { start: { line: 62 } } });
  });
});

it('checks 5,000 lines in little more time than reading them takes', () => {
  const entries = Array.from(
    { length: 1_245 },
    (_, index) =>
      `  - namespace: dev\n    serviceAccountName: app-${index}\n    roleARN: ${ROLE}\n    createServiceAccount: true\n`,
  );
  const text = `${HEAD}${AGENT}iam:\n  podIdentityAssociations:\n${entries.join('')}`;
  // The bar in milliseconds is the benchmark's (DESIGN §8): a machine that others use has no fixed speed, but a share holds.
  // One quiet moment is enough: reading and checking are measured side by side, and the best pair counts.
  let share = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 10 && share >= 4; tries += 1) {
    const reading = durationOf(() => expect(parseDocument(text).errors).toEqual([]));
    share = Math.min(share, durationOf(() => expect(openClusterConfig(text).valid).toBe(true)) / reading);
  }
  expect(share).toBeLessThan(4);
}, 60_000);

function durationOf(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
