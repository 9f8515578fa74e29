import { booleanAt, hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Karpenter from 0.20.0, with an OIDC provider for its own service account (reference §1.1, others). */
export function karpenter(input: RuleInput): Finding[] {
  const section = mapAt(input.config, 'karpenter');
  if (section === undefined) return [];
  const findings: Finding[] = [];
  const version = valueAt(section, 'version');
  const written = textAt(version);
  if (hasContent(version) && written !== undefined && !isKnown(written)) {
    const message = 'Must be a version of Karpenter from 0.20.0, like 1.6.0';
    findings.push(finding('karpenter-requirements', 'error', message, version.span));
  }
  if (booleanAt(input.config, 'iam', 'withOIDC') === true) return findings;
  const message = 'Karpenter needs iam.withOIDC: true';
  const found = finding('karpenter-requirements', 'error', message, keySpan(input.config, 'karpenter'));
  const edit = { kind: 'set', target: 'config', path: ['iam', 'withOIDC'], value: true } as const;
  return [...findings, withFix(input, found, 'Set iam.withOIDC: true', edit)];
}

function isKnown(version: string): boolean {
  const parts = /^v?(\d+)\.(\d+)\.\d+(?:-[\w.-]+)?$/.exec(version);
  return parts !== null && (Number(parts[1]) > 0 || Number(parts[2]) >= 20);
}
