/**
 * A change that happens by itself at a time (epoch milliseconds). It is data, so an exported state goes on where it
 * stopped. Each kind is applied by the area that owns it; a transition whose subject is gone does nothing.
 */
export type Transition = { at: number } & (
  | { kind: 'cluster-settles'; region: string; cluster: string }
  | { kind: 'cluster-gone'; region: string; cluster: string }
  | { kind: 'nodegroup-settles'; region: string; cluster: string; nodegroup: string }
  | { kind: 'nodegroup-gone'; region: string; cluster: string; nodegroup: string }
  | { kind: 'fargate-settles'; region: string; cluster: string; profile: string }
  | { kind: 'fargate-gone'; region: string; cluster: string; profile: string }
  | { kind: 'addon-settles'; region: string; cluster: string; addon: string }
  | { kind: 'addon-gone'; region: string; cluster: string; addon: string }
  | { kind: 'update-ends'; region: string; cluster: string; updateId: string }
  | { kind: 'association-visible'; region: string; cluster: string; associationId: string }
  | { kind: 'stack-advances'; region: string; stackId: string }
  | { kind: 'trust-visible'; roleName: string }
  | { kind: 'kubernetes-reconcile'; clusterArn: string }
);
export type TransitionKind = Transition['kind'];
