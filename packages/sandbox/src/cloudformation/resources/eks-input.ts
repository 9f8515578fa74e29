import type { ClusterState } from '../../state/eks-state.ts';
import type { Json } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import { isObject, type JsonObject } from '../template/template.ts';
import type { ResourceRequest } from './resource-type.ts';

/** Maps whose keys are the user's own. */
const MAPS = new Set(['Labels', 'Tags']);

/**
 * Properties of an EKS resource as the API takes them: its members are those of the template with a small first
 * letter. Truth values and numbers may be text in templates.
 */
export function apiInput(properties: JsonObject): { [member: string]: Json } {
  const members = Object.entries(properties).map(([name, value]) => {
    const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return [member, MAPS.has(name) ? value : apiValue(value)] as const;
  });
  return Object.fromEntries(members);
}

function apiValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(apiValue);
  if (isObject(value)) return apiInput(value);
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

export function clusterOf({ call }: ResourceRequest, name: string): ClusterState | undefined {
  return own(own(call.world.state.eks, call.region)?.clusters, name);
}

export function eksArn({ call }: ResourceRequest, kindAndName: string): string {
  const { account, partition } = call.world.state;
  return `arn:${partition}:eks:${call.region}:${account}:${kindAndName}`;
}

/** EKS refuses an empty map of tags. */
export function tagsInput(tags: Record<string, string>): { tags?: Record<string, string> } {
  return Object.keys(tags).length === 0 ? {} : { tags };
}

/** Issues of a resource of EKS as one reason. */
export function issuesText(
  kind: string,
  status: string,
  issues: readonly { code: string; message: string }[] = [],
): string {
  const told = issues.map(({ code, message }) => `${code}: ${message}`).join('; ');
  return `${kind} is ${status}${told === '' ? '' : `: ${told}`}`;
}
