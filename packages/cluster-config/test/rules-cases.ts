import type { ConfigFacts } from '../src/index.ts';

/** A text with marks (see marked-text.ts), below the head unless it starts with a document of its own, and facts. */
export type RuleCase = string | readonly [written: string, facts: ConfigFacts];

/** File name of a rule to its cases: what is right has no marks. */
export type RuleTable = Readonly<Record<string, readonly RuleCase[]>>;

export const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: us-west-2}\n';
export const AGENT = 'addons: [{name: eks-pod-identity-agent}]\n';
export const ROLE = '"arn:aws:iam::111122223333:role/app"';
export const OTHER_ROLE = '"arn:aws:iam::999922223333:role/app"';
export const POLICY = '"arn:aws:iam::aws:policy/ReadOnlyAccess"';
