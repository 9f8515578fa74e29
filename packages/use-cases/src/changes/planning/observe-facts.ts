import { type Association, type AssociationSpec, type Cluster, parseRoleArn, type Role } from '@podpass/inventory';
import { observeAgent } from '../../clusters/agent-of.ts';
import type { Environment } from '../../environment.ts';
import { subjectOf } from '../../observe/pod-usage.ts';
import { orProblem, type SourceProblem } from '../../observe/problem.ts';
import type { PlanningFacts } from './facts.ts';
import { roleNameFor } from './role-name.ts';

/** Up to this many service accounts are looked up one by one; for more, the whole list is fewer calls. */
const fewAccounts = 5;

/** Looks at everything that adding these associations depends on, asking AWS and the cluster now. */
export async function observeForAdding(
  env: Environment,
  cluster: Cluster,
  specs: AssociationSpec[],
): Promise<PlanningFacts> {
  const roleNames = specs.flatMap((spec) => roleNameOf(spec, cluster) ?? []);
  const policyArns = specs.flatMap(({ role }) =>
    role.kind === 'new'
      ? [...role.policyArns, ...(role.permissionsBoundaryArn ? [role.permissionsBoundaryArn] : [])]
      : [],
  );
  const [common, existing, roles, unknownPolicies] = await Promise.all([
    observeCluster(env, cluster),
    existingAssociations(env, cluster, specs),
    readRoles(env, roleNames),
    findUnknownPolicies(env, policyArns),
  ]);
  return { cluster, ...common, existing, roles, unknownPolicies };
}

/** Looks at what changing known associations depends on. */
export async function observeForChanging(
  env: Environment,
  cluster: Cluster,
  roleNames: string[],
): Promise<PlanningFacts> {
  const [common, roles] = await Promise.all([observeCluster(env, cluster), readRoles(env, roleNames)]);
  return { cluster, ...common, existing: new Map(), roles, unknownPolicies: new Set() };
}

async function observeCluster(env: Environment, cluster: Cluster) {
  const problems: SourceProblem[] = [];
  const [agent, kubernetes] = await Promise.all([
    observeAgent(env, cluster, []),
    orProblem('kubernetes', problems, env.observed.look(cluster, { fresh: true })),
  ]);
  return { agent, kubernetes, kubernetesProblem: problems[0] };
}

function roleNameOf({ namespace, serviceAccount, role }: AssociationSpec, cluster: Cluster): string | undefined {
  if (role.kind === 'existing') return parseRoleArn(role.roleArn)?.name;
  return role.name ?? roleNameFor(cluster.ref, namespace, serviceAccount);
}

async function existingAssociations(env: Environment, cluster: Cluster, specs: AssociationSpec[]) {
  const wanted = new Set(specs.map(subjectOf));
  const filters =
    wanted.size <= fewAccounts ? specs.map(({ namespace, serviceAccount }) => ({ namespace, serviceAccount })) : [{}];
  const found: Promise<Association>[] = [];
  for (const filter of filters) {
    for await (const page of env.eks.listAssociations(cluster.ref, filter)) {
      const matching = page.filter((summary) => wanted.has(subjectOf(summary)));
      found.push(...matching.map(({ associationId }) => env.eks.describeAssociation(cluster.ref, associationId)));
    }
  }
  return new Map((await Promise.all(found)).map((association) => [subjectOf(association), association]));
}

async function readRoles(env: Environment, names: string[]): Promise<Map<string, Role | null>> {
  const distinct = [...new Set(names)];
  const roles = await Promise.all(distinct.map((name) => env.roles.refresh(name)));
  return new Map(distinct.map((name, index) => [name, roles[index] ?? null]));
}

async function findUnknownPolicies(env: Environment, arns: string[]): Promise<Set<string>> {
  const distinct = [...new Set(arns)];
  const policies = await Promise.all(distinct.map((arn) => env.iam.getPolicy(arn)));
  return new Set(distinct.filter((_arn, index) => policies[index] === undefined));
}
