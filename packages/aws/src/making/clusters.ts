import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  CreateAddonCommand,
  CreateClusterCommand,
  CreateNodegroupCommand,
  DeleteAccessEntryCommand,
  DeleteClusterCommand,
  DeleteNodegroupCommand,
  DescribeAccessEntryCommand,
  DescribeNodegroupCommand,
  ListAddonsCommand,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks';
import type { AMITypes, LogType, TaintEffect } from '@aws-sdk/client-eks';
import { type ClusterMakingPort, type CreateClusterRequest, hasCode } from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import { pageToken, required, requiredNames } from '../errors/answer.ts';
import { callerFor, type EksCaller, type EksRegions } from '../eks/regions.ts';

type StackMethods = 'describeStack' | 'stackTemplate' | 'createStack' | 'updateStack' | 'deleteStack' | 'stackFailures';
type IamMethods = 'findOidcProvider' | 'createOidcProvider' | 'oidcProviderTags' | 'deleteOidcProvider' | 'denied';
type FargateMethods = 'createFargateProfile' | 'describeFargateProfile' | 'deleteFargateProfile';

export function clusterMakingCalls(
  regions: EksRegions,
): Omit<ClusterMakingPort, StackMethods | IamMethods | FargateMethods> {
  return {
    createCluster: (cluster, request, { signal } = {}) =>
      callerFor(regions, cluster)(new CreateClusterCommand(clusterInput(request)), () => undefined, { signal }),

    deleteCluster: (cluster, { signal } = {}) =>
      resolvingIfGone(
        callerFor(regions, cluster)(new DeleteClusterCommand({ name: cluster.name }), () => undefined, { signal }),
      ),

    setDeletionProtection: (cluster, deletionProtection, { signal } = {}) =>
      callerFor(regions, cluster)(
        new UpdateClusterConfigCommand({ name: cluster.name, deletionProtection }),
        () => undefined,
        { signal },
      ),

    createNodeGroup: (cluster, request, { signal } = {}) =>
      callerFor(regions, cluster)(
        new CreateNodegroupCommand({
          clusterName: cluster.name,
          nodegroupName: request.nodeGroup,
          nodeRole: request.nodeRoleArn,
          subnets: request.subnetIds,
          instanceTypes: request.instanceTypes.length > 0 ? request.instanceTypes : undefined,
          amiType: request.amiType as AMITypes | undefined,
          capacityType: request.capacityType,
          scalingConfig: {
            minSize: request.scaling.min,
            maxSize: request.scaling.max,
            desiredSize: request.scaling.desired,
          },
          labels: request.labels,
          taints:
            request.taints.length > 0
              ? request.taints.map((taint) => ({ ...taint, effect: taint.effect as TaintEffect }))
              : undefined,
          updateConfig: request.updateConfig,
          nodeRepairConfig: request.nodeRepair === undefined ? undefined : { enabled: request.nodeRepair },
          launchTemplate: request.launchTemplate,
          releaseVersion: request.releaseVersion,
          version: request.version,
          tags: request.tags,
          clientRequestToken: request.clientToken,
        }),
        () => undefined,
        { signal },
      ),

    async describeNodeGroup(cluster, name, { signal } = {}) {
      const call = callerFor(regions, cluster);
      try {
        return await call(
          new DescribeNodegroupCommand({ clusterName: cluster.name, nodegroupName: name }),
          ({ nodegroup }) => ({
            name,
            status: required(nodegroup?.status, 'status'),
            issues: (nodegroup?.health?.issues ?? []).map(({ code, message }) => `${code}: ${message}`),
            tags: nodegroup?.tags ?? {},
          }),
          { signal },
        );
      } catch (error) {
        if (hasCode(error, 'aws-not-found')) return undefined;
        throw error;
      }
    },

    deleteNodeGroup: (cluster, name, { signal } = {}) =>
      resolvingIfGone(
        callerFor(regions, cluster)(
          new DeleteNodegroupCommand({ clusterName: cluster.name, nodegroupName: name }),
          () => undefined,
          { signal },
        ),
      ),

    createAddon: (cluster, request, { signal } = {}) =>
      callerFor(regions, cluster)(
        new CreateAddonCommand({
          clusterName: cluster.name,
          addonName: request.addon,
          addonVersion: request.version,
          configurationValues: request.configurationValues,
          resolveConflicts: request.resolveConflicts,
          serviceAccountRoleArn: request.serviceAccountRoleArn,
          podIdentityAssociations: request.podIdentity.length > 0 ? request.podIdentity : undefined,
          namespaceConfig: request.namespace === undefined ? undefined : { namespace: request.namespace },
          tags: request.tags,
          clientRequestToken: request.clientToken,
        }),
        () => undefined,
        {
          signal,
          subject: {
            cluster: cluster.key,
            addon: request.addon,
            ...(request.podIdentity[0] && { role: request.podIdentity[0].roleArn }),
          },
        },
      ),

    async listAddons(cluster, { signal } = {}) {
      const call = callerFor(regions, cluster);
      return await collect(
        pages((nextToken) =>
          call(
            new ListAddonsCommand({ clusterName: cluster.name, nextToken, maxResults: 100 }),
            (output) => ({ items: requiredNames(output.addons, 'addons'), next: pageToken(output.nextToken) }),
            { signal },
          ),
        ),
      );
    },

    async createAccessEntry(cluster, entry, { signal } = {}) {
      const call = callerFor(regions, cluster);
      const { principalArn } = entry;
      const present = await accessEntryTags(call, cluster.name, principalArn, signal);
      try {
        // Asked first: EKS answers a repeated token as if it had made the entry again.
        if (present === undefined)
          await call(
            new CreateAccessEntryCommand({
              clusterName: cluster.name,
              principalArn,
              type: entry.type,
              username: entry.username,
              kubernetesGroups: entry.groups.length > 0 ? entry.groups : undefined,
              tags: entry.tags,
              clientRequestToken: entry.clientToken,
            }),
            () => undefined,
            { signal },
          );
      } catch (error) {
        if (!hasCode(error, 'aws-conflict')) throw error;
      }
      for (const { policyArn, scope, namespaces } of entry.policies) {
        await call(
          new AssociateAccessPolicyCommand({
            clusterName: cluster.name,
            principalArn,
            policyArn,
            accessScope: { type: scope, ...(namespaces.length > 0 && { namespaces }) },
          }),
          () => undefined,
          { signal },
        );
      }
    },

    accessEntryTags: (cluster, principalArn, { signal } = {}) =>
      accessEntryTags(callerFor(regions, cluster), cluster.name, principalArn, signal),

    deleteAccessEntry: (cluster, principalArn, { signal } = {}) =>
      resolvingIfGone(
        callerFor(regions, cluster)(
          new DeleteAccessEntryCommand({ clusterName: cluster.name, principalArn }),
          () => undefined,
          { signal },
        ),
      ),
  };
}

function clusterInput(request: CreateClusterRequest) {
  const { endpointAccess, autoMode, serviceCidr } = request;
  return {
    name: request.name,
    version: request.version,
    roleArn: request.roleArn,
    resourcesVpcConfig: {
      subnetIds: request.subnetIds,
      securityGroupIds: request.securityGroupIds.length > 0 ? request.securityGroupIds : undefined,
      endpointPublicAccess: endpointAccess.public,
      endpointPrivateAccess: endpointAccess.private,
      publicAccessCidrs: endpointAccess.publicCidrs.length > 0 ? endpointAccess.publicCidrs : undefined,
    },
    kubernetesNetworkConfig: {
      ipFamily: request.ipFamily,
      ...(serviceCidr !== undefined && { serviceIpv4Cidr: serviceCidr }),
      ...(autoMode && { elasticLoadBalancing: { enabled: true } }),
    },
    accessConfig: {
      authenticationMode: request.authenticationMode,
      bootstrapClusterCreatorAdminPermissions: request.creatorIsAdmin,
    },
    bootstrapSelfManagedAddons: false,
    ...(request.logTypes.length > 0 && {
      logging: { clusterLogging: [{ types: request.logTypes as LogType[], enabled: true }] },
    }),
    ...(request.encryptionKeyArn !== undefined && {
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: request.encryptionKeyArn } }],
    }),
    ...(request.supportType !== undefined && { upgradePolicy: { supportType: request.supportType } }),
    ...(request.zonalShift !== undefined && { zonalShiftConfig: { enabled: request.zonalShift } }),
    ...(autoMode && {
      computeConfig: { enabled: true, nodePools: autoMode.nodePools, nodeRoleArn: autoMode.nodeRoleArn },
      storageConfig: { blockStorage: { enabled: true } },
    }),
    tags: request.tags,
    clientRequestToken: request.clientToken,
  };
}

async function accessEntryTags(
  call: EksCaller,
  clusterName: string,
  principalArn: string,
  signal: AbortSignal | undefined,
): Promise<Record<string, string> | undefined> {
  try {
    return await call(
      new DescribeAccessEntryCommand({ clusterName, principalArn }),
      ({ accessEntry }) => accessEntry?.tags ?? {},
      { signal },
    );
  } catch (error) {
    if (hasCode(error, 'aws-not-found')) return undefined;
    throw error;
  }
}

async function resolvingIfGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!hasCode(error, 'aws-not-found', 'cluster-not-found')) throw error;
  }
}
