import type { ClusterState, NodegroupState } from '../../state/eks-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { parseRoleArn } from '../role-arn.ts';
import { identityOf } from './entry-identity.ts';

/** EKS lets the nodes of its groups in by itself: an access entry for their role, unless there is one. */
export function addNodeEntry(call: CallContext, cluster: ClusterState, { nodeRoleArn, amiType }: NodegroupState): void {
  if (cluster.authenticationMode === 'CONFIG_MAP' || own(cluster.accessEntries, nodeRoleArn) !== undefined) return;
  const { world, region } = call;
  const { partition, account } = world.state;
  const name = parseRoleArn(nodeRoleArn)?.name ?? '';
  const type = amiType.startsWith('WINDOWS') ? 'EC2_WINDOWS' : 'EC2_LINUX';
  put(cluster.accessEntries, nodeRoleArn, {
    principalArn: nodeRoleArn,
    arn: `arn:${partition}:eks:${region}:${account}:access-entry/${cluster.name}/role/${account}/${name}/${world.uuid()}`,
    type,
    ...identityOf(call, type, { kind: 'role', account, name }, nodeRoleArn, {}),
    createdAt: world.now(),
    modifiedAt: world.now(),
    tags: {},
    policies: [],
  });
}
