import { z } from 'zod';

/** A Kubernetes version that EKS knows, as DescribeClusterVersions says. */
export const KubernetesVersion = z.object({
  /** `1.34` */
  version: z.string(),
  status: z.enum(['standard', 'extended', 'unsupported']),
  /** What EKS takes for a new cluster that names none. */
  default: z.boolean(),
  endOfStandardSupport: z.iso.datetime().optional(),
  endOfExtendedSupport: z.iso.datetime().optional(),
});
export type KubernetesVersion = z.infer<typeof KubernetesVersion>;

/** A kind of machine that EC2 offers in a region. */
export const InstanceType = z.object({
  /** `m5.large` */
  name: z.string(),
  /** `x86_64`, `arm64`; a few old types have `i386` too. */
  architectures: z.array(z.string()),
  /** Makers of its GPUs (`NVIDIA`, `AMD`), and `Neuron` for Inferentia and Trainium. */
  accelerators: z.array(z.string()),
  /** Names of the zones in which it is offered. */
  zones: z.array(z.string()),
});
export type InstanceType = z.infer<typeof InstanceType>;

export const CatalogueAddonVersion = z.object({
  /** `v1.20.4-eksbuild.1` */
  version: z.string(),
  /** What EKS takes for the Kubernetes version asked about. */
  default: z.boolean(),
  /** Whether it can be installed on the Kubernetes version asked about. */
  compatible: z.boolean(),
  /** It cannot be installed without configuration values. */
  requiresConfiguration: z.boolean(),
  /** Its pods call AWS, so that it needs an association, a role for service accounts, or the node's role. */
  requiresIamPermissions: z.boolean(),
  computeTypes: z.array(z.string()),
  architectures: z.array(z.string()),
});
export type CatalogueAddonVersion = z.infer<typeof CatalogueAddonVersion>;

/** An add-on that EKS offers. Not to be confused with {@link Addon}, which is installed in a cluster. */
export const CatalogueAddon = z.object({
  name: z.string(),
  /** What it is for, as EKS sorts it: `networking`, `storage`, `observability`, … */
  type: z.string(),
  publisher: z.string(),
  owner: z.string(),
  defaultNamespace: z.string().optional(),
  /** Newest first. */
  versions: z.array(CatalogueAddonVersion),
});
export type CatalogueAddon = z.infer<typeof CatalogueAddon>;

/** What one version of an add-on can be told, and which service accounts of it want permissions. */
export const AddonVersionDetail = z.object({
  /** A JSON Schema, as text; null if the version takes no configuration. */
  configurationSchema: z.string().nullable(),
  podIdentity: z.array(z.object({ serviceAccount: z.string(), recommendedManagedPolicies: z.array(z.string()) })),
});
export type AddonVersionDetail = z.infer<typeof AddonVersionDetail>;
