import type { CreateClusterRequest } from '@aws-sdk/client-eks';
import { createCluster } from '../../eks/operations/create-cluster.ts';
import { deleteCluster } from '../../eks/operations/delete-cluster.ts';
import { updateClusterConfig } from '../../eks/operations/update-cluster-config.ts';
import type { ClusterState } from '../../state/eks-state.ts';
import { validationError } from '../errors.ts';
import { clusterView } from '../../eks/views/cluster-view.ts';
import type { JsonObject } from '../template/template.ts';
import { apiInput, clusterOf, eksArn, issuesText, tagsInput } from './eks-input.ts';
import { perform, permitted } from './permitted.ts';
import { flag, generatedName, object, objects, optionalText, tagsOf, text } from './property-values.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';

/** A control plane. The stack goes on once it is active. */
export const eksCluster: ResourceType = {
  required: ['ResourcesVpcConfig', 'RoleArn'],
  optional: [
    ...['AccessConfig', 'BootstrapSelfManagedAddons', 'ComputeConfig', 'DeletionProtection', 'EncryptionConfig'],
    ...['KubernetesNetworkConfig', 'Logging', 'Name', 'StorageConfig', 'Tags', 'UpgradePolicy', 'Version'],
  ],
  attributes: [
    ...['Arn', 'CertificateAuthorityData', 'ClusterSecurityGroupId', 'Endpoint', 'EncryptionConfigKeyArn', 'Id'],
    'OpenIdConnectIssuerUrl',
  ],
  replacing: ['BootstrapSelfManagedAddons', 'EncryptionConfig', 'KubernetesNetworkConfig', 'Name', 'RoleArn'],
  create(request) {
    const { properties } = request;
    const name = optionalText(properties, 'Name') ?? generatedName(request, 100);
    const { Logging: _, Tags: __, ...rest } = properties;
    const input = {
      ...apiInput(rest),
      name,
      logging: { clusterLogging: [{ enabled: true, types: loggedTypes(properties) }] },
      ...tagsInput(tagsOf(request)),
    } as unknown as CreateClusterRequest;
    perform(createCluster, input, permitted(request, 'CreateCluster', eksArn(request, `cluster/${name}`)));
    return { physicalId: name };
  },
  update(request, { physicalId: name, properties: before }) {
    const { properties } = request;
    const call = permitted(request, 'UpdateClusterConfig', eksArn(request, `cluster/${name}`));
    refuseOtherChanges(before, properties);
    const logging = [{ enabled: true, types: loggedTypes(properties) }];
    if (loggedTypes(before).join() !== loggedTypes(properties).join()) {
      const off = loggedTypes(before).filter((type) => !loggedTypes(properties).includes(type));
      const clusterLogging = [...logging, { enabled: false, types: off }].filter(({ types }) => types.length > 0);
      perform(updateClusterConfig, { name, logging: { clusterLogging } } as never, call);
    }
    const mode = optionalText(object(properties, 'AccessConfig') ?? {}, 'AuthenticationMode');
    const cluster = clusterOf(request, name);
    if (mode !== undefined && mode !== cluster?.authenticationMode) {
      perform(updateClusterConfig, { name, accessConfig: { authenticationMode: mode } } as never, call);
    }
    const deletionProtection = flag(properties, 'DeletionProtection') ?? false;
    if (cluster !== undefined && deletionProtection !== cluster.deletionProtection) {
      perform(updateClusterConfig, { name, deletionProtection }, call);
    }
    if (cluster !== undefined) cluster.tags = tagsOf(request);
    return { physicalId: name };
  },
  remove(request, { physicalId: name }) {
    removeOnceSettled(request, name);
  },
  progress(request, { physicalId: name }) {
    const cluster = clusterOf(request, name);
    if (cluster === undefined) return { state: 'failed', reason: `No cluster found for name: ${name}.` };
    if (cluster.status === 'FAILED')
      return { state: 'failed', reason: issuesText('Cluster', 'FAILED', cluster.issues) };
    if (cluster.status !== 'ACTIVE') return { state: 'waiting' };
    return { state: 'done', physicalId: name, attributes: attributesOf(request, cluster) };
  },
  gone(request, { physicalId: name }) {
    removeOnceSettled(request, name);
    return clusterOf(request, name) === undefined;
  },
};

/** EKS deletes no cluster that is being made or changed: the stack waits for that to end. */
function removeOnceSettled(request: ResourceRequest, name: string): void {
  const status = clusterOf(request, name)?.status;
  if (status !== 'ACTIVE' && status !== 'FAILED') return;
  perform(deleteCluster, { name }, permitted(request, 'DeleteCluster', eksArn(request, `cluster/${name}`)));
}

function attributesOf({ call }: ResourceRequest, cluster: ClusterState): JsonObject {
  const view = clusterView(call.world, cluster);
  return {
    Arn: cluster.arn,
    CertificateAuthorityData: view.certificateAuthority?.data ?? '',
    ClusterSecurityGroupId: cluster.vpc.clusterSecurityGroupId,
    Endpoint: view.endpoint ?? '',
    EncryptionConfigKeyArn: cluster.encryption?.keyArn ?? '',
    Id: '',
    OpenIdConnectIssuerUrl: cluster.oidcIssuer,
  };
}

function loggedTypes(properties: JsonObject): string[] {
  const logging = object(object(properties, 'Logging') ?? {}, 'ClusterLogging') ?? {};
  return objects(logging, 'EnabledTypes').map((type) => text(type, 'Type'));
}

/** What the sandbox cannot change about a cluster that is there. */
function refuseOtherChanges(before: JsonObject, after: JsonObject): void {
  const fixed = ['ComputeConfig', 'ResourcesVpcConfig', 'StorageConfig', 'UpgradePolicy', 'Version'];
  const changed = fixed.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length > 0) {
    throw validationError(`The sandbox does not change ${changed.join(', ')} of a cluster through its stack.`);
  }
}
