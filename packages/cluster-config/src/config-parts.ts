import type { ConfigMap } from './config-value.ts';

/** The console's part and the cluster's part, wherever each stands. */
export interface ConfigParts {
  readonly cluster: ConfigMap | undefined;
  readonly config: ConfigMap | undefined;
  readonly form: 'two-documents' | 'cluster-config' | 'v3' | undefined;
}

/**
 * What the world outside of the text knows, and rules may rely on. Every part is optional, and what is absent is not
 * judged. The shapes are those of the API's answers (blueprints and catalogue), which can be handed over as they are.
 */
export interface ConfigFacts {
  /**
   * Blueprints with their components. `default` and `minimal` are known without facts. When this is given, a blueprint
   * that is not in it is reported.
   */
  readonly blueprints?: readonly BlueprintFact[];
  /** Kubernetes versions of EKS in the region of the cluster. */
  readonly kubernetesVersions?: readonly KubernetesVersionFact[];
  /** Add-ons of EKS, one catalogue per Kubernetes version; a version without its catalogue is not judged. */
  readonly addonCatalogues?: readonly AddonCatalogueFact[];
  /** Single versions of add-ons; one that is not in it is not judged. */
  readonly addonVersions?: readonly AddonVersionFact[];
}

export interface BlueprintFact {
  readonly name: string;
  /** Newest first. A configuration that names no version gets the first. */
  readonly versions: readonly BlueprintVersionFact[];
}

export interface BlueprintVersionFact {
  readonly version: string;
  /** Component name to whether it is on. `ingress-controller-v1` is the one that the agent cannot stand beside. */
  readonly components: Readonly<Record<string, boolean>>;
}

export interface KubernetesVersionFact {
  /** Like `1.34`. */
  readonly version: string;
  readonly status: 'standard' | 'extended' | 'unsupported';
  /** EKS takes this one when a configuration names none. */
  readonly default?: boolean;
}

export interface AddonCatalogueFact {
  /** Like `1.34`. */
  readonly kubernetesVersion: string;
  readonly items: readonly AddonFact[];
}

export interface AddonFact {
  readonly name: string;
  /** Versions that EKS offers for the Kubernetes version; those with `compatible: false` count as unknown. */
  readonly versions: readonly OfferedVersion[];
}

/** Newest first. */
export interface OfferedVersion {
  readonly version: string;
  readonly default?: boolean;
  readonly compatible?: boolean;
}

export interface AddonVersionFact {
  readonly name: string;
  readonly version: string;
  /** The service accounts of which EKS makes associations; a version without any does not support pod identity. */
  readonly podIdentity: readonly { readonly serviceAccount: string }[];
}
