import type { Environment } from '../environment.ts';
import { orProblem, type SourceProblem } from '../observe/problem.ts';

/** Add-ons that are installed in a cluster. Those that cannot be described are named in `problems`. */
export async function listAddons(env: Environment, key: string) {
  const { ref } = await env.eks.describeCluster(key);
  const problems: SourceProblem[] = [];
  const names = await env.making.listAddons(ref);
  const described = await Promise.all(
    names.map((name) => orProblem('eks', problems, env.eks.describeAddon(ref, name))),
  );
  return { items: described.filter((addon) => addon !== undefined), problems };
}
