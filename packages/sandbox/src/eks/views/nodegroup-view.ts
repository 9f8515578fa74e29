import type { AMITypes, Nodegroup, NodegroupIssueCode, TaintEffect } from '@aws-sdk/client-eks';
import type { ClusterState, NodegroupState } from '../../state/eks-state.ts';

/** A managed node group as Describe shows it. */
export function nodegroupView(cluster: ClusterState, nodegroup: NodegroupState): Nodegroup {
  const { min, max, desired } = nodegroup.scaling;
  const { issues = [] } = nodegroup;
  return {
    nodegroupName: nodegroup.name,
    nodegroupArn: nodegroup.arn,
    clusterName: cluster.name,
    version: nodegroup.version,
    releaseVersion: nodegroup.releaseVersion,
    createdAt: new Date(nodegroup.createdAt),
    modifiedAt: new Date(nodegroup.modifiedAt),
    status: nodegroup.status,
    capacityType: nodegroup.capacityType,
    scalingConfig: { minSize: min, maxSize: max, desiredSize: desired },
    instanceTypes: nodegroup.instanceTypes,
    subnets: nodegroup.subnetIds,
    amiType: nodegroup.amiType as AMITypes,
    nodeRole: nodegroup.nodeRoleArn,
    labels: nodegroup.labels,
    taints: nodegroup.taints.map((taint) => ({ ...taint, effect: taint.effect as TaintEffect })),
    diskSize: nodegroup.diskSize,
    health: { issues: issues.map((issue) => ({ ...issue, code: issue.code as NodegroupIssueCode })) },
    updateConfig: nodegroup.updating ?? { maxUnavailable: 1 },
    ...(nodegroup.launchTemplate !== undefined && { launchTemplate: nodegroup.launchTemplate }),
    resources: { autoScalingGroups: [{ name: `eks-${nodegroup.name}` }] },
    tags: nodegroup.tags,
  };
}
