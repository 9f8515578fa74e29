import type { AgentHealth, Association, Cluster, KubernetesInventory, Role } from '@podpass/inventory';
import type { SourceProblem } from '../../observe/problem.ts';

/** What was observed to plan with. Planning itself asks nobody. */
export interface PlanningFacts {
  cluster: Cluster;
  agent: AgentHealth;
  /** Undefined if the cluster could not be asked; then `kubernetesProblem` says why. */
  kubernetes: KubernetesInventory | undefined;
  kubernetesProblem: SourceProblem | undefined;
  /** Associations of the service accounts in question, by `namespace/serviceAccount`. */
  existing: ReadonlyMap<string, Association>;
  /** Roles in question by name; null for one that does not exist. */
  roles: ReadonlyMap<string, Role | null>;
  /** Policy ARNs of the request that IAM does not know. */
  unknownPolicies: ReadonlySet<string>;
}
