import type { ConfigMap } from './config-value.ts';

/** The console's part and the cluster's part, wherever each stands. */
export interface ConfigParts {
  readonly cluster: ConfigMap | undefined;
  readonly config: ConfigMap | undefined;
  readonly form: 'two-documents' | 'cluster-config' | 'v3' | undefined;
}

/** What the world outside of the text knows, and rules may rely on. */
export interface ConfigFacts {
  /** Blueprints and whether they install the managed ingress controller. Unknown ones are not judged. */
  readonly blueprints?: readonly { readonly name: string; readonly version?: string; readonly ingress: boolean }[];
}
