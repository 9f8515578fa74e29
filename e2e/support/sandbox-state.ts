/** As much of the sandbox's state as the journeys look into; the rest is carried along. */
export interface SandboxState {
  defaultRegion: string;
  eks: Record<string, { clusters: Record<string, ClusterState> }>;
  kubernetes: Record<string, { objects: Record<string, Record<string, unknown>> }>;
}

interface ClusterState {
  arn: string;
  associations: Record<string, { namespace: string; serviceAccount: string; visibleAt: number }>;
}

export function regionOf({ eks, defaultRegion }: SandboxState): { clusters: Record<string, ClusterState> } {
  return eks[defaultRegion] ?? { clusters: {} };
}

/** The objects of a cluster's Kubernetes API, by collection (`v1/pods`) and name. */
export function objectsOf(state: SandboxState, cluster: string): Record<string, Record<string, unknown>> {
  return state.kubernetes[regionOf(state).clusters[cluster]?.arn ?? '']?.objects ?? {};
}
