/** An add-on that the sandbox's EKS offers. */
export interface CatalogueAddon {
  name: string;
  /** What it is for, in EKS's words: `networking`, `storage`, … */
  type: string;
  namespace: string;
  /** Versions by Kubernetes version, newest first. The first one is the default. */
  versions: Readonly<Record<string, readonly string[]>>;
  requiresIamPermissions: boolean;
  /** Service accounts that take an association; empty where the add-on has no support for Pod Identity. */
  podIdentity: readonly { serviceAccount: string; policies: readonly string[] }[];
  /** First version that takes associations; absent when all do. */
  podIdentitySince?: string;
  /** Needs nodes to become healthy: a Deployment. DaemonSets are healthy on an empty cluster. */
  needsNodes: boolean;
  architectures: readonly string[];
  computeTypes: readonly string[];
  /** JSON Schema (draft 6) of configurationValues. */
  configuration: ConfigurationSchema;
}

/** The part of JSON Schema that the catalogue uses. */
export interface ConfigurationSchema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  properties?: Readonly<Record<string, ConfigurationSchema>>;
  additionalProperties?: boolean;
  items?: ConfigurationSchema;
  enum?: readonly (string | number | boolean)[];
  minimum?: number;
  maximum?: number;
  description?: string;
}

const quantity: ConfigurationSchema = { type: 'string' };
const amounts: ConfigurationSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { cpu: quantity, memory: quantity },
};

export const resources: ConfigurationSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { requests: amounts, limits: amounts },
};
export const labels: ConfigurationSchema = { type: 'object', additionalProperties: true };
export const tolerations: ConfigurationSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    properties: {
      key: { type: 'string' },
      operator: { type: 'string', enum: ['Exists', 'Equal'] },
      value: { type: 'string' },
      effect: { type: 'string', enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
      tolerationSeconds: { type: 'integer' },
    },
  },
};
export const replicaCount: ConfigurationSchema = { type: 'integer', minimum: 1 };

/** A configuration with these members and no others. */
export function configuration(properties: Readonly<Record<string, ConfigurationSchema>>): ConfigurationSchema {
  return { type: 'object', additionalProperties: false, properties };
}

export const EVERY_ARCHITECTURE = ['amd64', 'arm64'];
export const EVERY_COMPUTE_TYPE = ['ec2', 'auto', 'hybrid', 'fargate'];
