import { z } from 'zod';

/**
 * What a blueprint installs besides EKS. The ingress controller takes port 80 of every node, which the pod identity
 * agent also wants (reference-console §1.8).
 */
export const blueprintComponents = [
  'ingress-controller-v1',
  'monitoring',
  'visibility',
  'log-aggregation',
  'network-policy',
  'policy-enforcement',
  'cost-management',
  'backup',
] as const;
export const BlueprintComponent = z.enum(blueprintComponents);
export type BlueprintComponent = z.infer<typeof BlueprintComponent>;

/** Every component, on or off. */
export const BlueprintComponents = z.record(BlueprintComponent, z.boolean());
export type BlueprintComponents = z.infer<typeof BlueprintComponents>;

export const blueprintNamePattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const BlueprintName = z
  .string()
  .regex(blueprintNamePattern, 'must be lower-case letters, digits and hyphens, at most 63');

/** As a configuration names it: `latest` of a built-in blueprint, `v1`, `v2`, … of others. */
export const BlueprintVersionName = z
  .string()
  .regex(/^(latest|v[1-9]\d{0,8})$/, 'must be a version, like v1 or latest');

export const BlueprintRef = z.object({ name: BlueprintName, version: BlueprintVersionName });
export type BlueprintRef = z.infer<typeof BlueprintRef>;

export const BlueprintSummary = z.object({
  name: z.string(),
  description: z.string(),
  /** Comes with Podpass and cannot be changed. */
  builtIn: z.boolean(),
  /** The newest version's name. */
  latest: z.string(),
});
export type BlueprintSummary = z.infer<typeof BlueprintSummary>;

/** It never changes. */
export const BlueprintVersion = z.object({
  version: z.string(),
  components: BlueprintComponents,
  /** Empty, like `at`, of what comes with Podpass. */
  author: z.string(),
  at: z.string(),
  note: z.string(),
});
export type BlueprintVersion = z.infer<typeof BlueprintVersion>;

export const Blueprint = BlueprintSummary.extend({
  /** What its first version was made from. */
  basedOn: BlueprintRef.nullable(),
  /** Newest first, at least one. */
  versions: z.array(BlueprintVersion),
});
export type Blueprint = z.infer<typeof Blueprint>;

const everyComponent = (on: boolean): BlueprintComponents =>
  Object.fromEntries(blueprintComponents.map((component) => [component, on])) as BlueprintComponents;

/** Blueprints that every console has: all components, and none of them. */
export const builtInBlueprints: readonly Blueprint[] = [
  {
    name: 'default',
    description: 'Everything that comes with the platform, the ingress controller among it.',
    builtIn: true,
    latest: 'latest',
    basedOn: null,
    versions: [{ version: 'latest', components: everyComponent(true), author: '', at: '', note: '' }],
  },
  {
    name: 'minimal',
    description: 'The cluster alone: no optional component.',
    builtIn: true,
    latest: 'latest',
    basedOn: null,
    versions: [{ version: 'latest', components: everyComponent(false), author: '', at: '', note: '' }],
  },
];
