import type { VpcConfigRequest } from '@aws-sdk/client-eks';
import type { ClusterState, UpdateState } from '../../state/eks-state.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';
import { endpointAccess } from './check-network.ts';

/** A change of who reaches the endpoint. @throws AwsError InvalidParameterException, InvalidRequestException */
export function endpointChange(
  cluster: ClusterState,
  asked: VpcConfigRequest,
): { type: string; params: UpdateState['params']; apply: () => void } {
  const members = { clusterName: cluster.name };
  if (asked.subnetIds !== undefined || asked.securityGroupIds !== undefined) {
    throw invalidRequest('The sandbox does not change the subnets and security groups of a cluster.', members);
  }
  const { vpc } = cluster;
  const endpointPublicAccess = asked.endpointPublicAccess ?? vpc.endpointPublicAccess;
  const before = endpointPublicAccess ? vpc.publicAccessCidrs : [];
  const access = endpointAccess(
    {
      endpointPublicAccess,
      endpointPrivateAccess: asked.endpointPrivateAccess ?? vpc.endpointPrivateAccess,
      publicAccessCidrs: asked.publicAccessCidrs ?? before,
    },
    members,
  );
  const same =
    access.endpointPublicAccess === vpc.endpointPublicAccess &&
    access.endpointPrivateAccess === vpc.endpointPrivateAccess &&
    access.publicAccessCidrs.join() === vpc.publicAccessCidrs.join();
  if (same) {
    throw invalidParameter('Cluster is already at the desired configuration with the endpoint access given', members);
  }
  return {
    type: 'EndpointAccessUpdate',
    params: [
      { type: 'EndpointPublicAccess', value: String(access.endpointPublicAccess) },
      { type: 'EndpointPrivateAccess', value: String(access.endpointPrivateAccess) },
      { type: 'PublicAccessCidrs', value: JSON.stringify(access.publicAccessCidrs) },
    ],
    apply: () => {
      Object.assign(vpc, access);
    },
  };
}
