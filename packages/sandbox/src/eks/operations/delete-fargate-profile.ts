import type { DeleteFargateProfileRequest, DeleteFargateProfileResponse } from '@aws-sdk/client-eks';
import { own } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { fargateProfileGone } from '../fargate/fargate-profile-gone.ts';
import { findOperableCluster } from '../find-cluster.ts';
import { fargateProfileView } from '../views/fargate-profile-view.ts';

export function deleteFargateProfile(
  input: DeleteFargateProfileRequest,
  call: CallContext,
): DeleteFargateProfileResponse {
  const { world, region } = call;
  const cluster = findOperableCluster(call, input.clusterName);
  const { fargateProfileName: name = '' } = input;
  const members = { clusterName: cluster.name, fargateProfileName: name };
  const profile = own(cluster.fargateProfiles, name);
  if (profile === undefined) throw resourceNotFound(`No Fargate Profile found with name: ${name}.`, members);
  const busy = Object.values(cluster.fargateProfiles).find(
    ({ status }) => status === 'CREATING' || status === 'DELETING',
  );
  if (busy !== undefined) {
    throw resourceInUse(`Cannot delete Fargate Profile ${name} because ${busy.name} is ${busy.status}`, members);
  }
  profile.status = 'DELETING';
  const view = fargateProfileView(cluster, profile);
  const takes = world.state.settings.transitions.nodegroup;
  const subject = { region, cluster: cluster.name, profile: name };
  if (takes > 0) world.schedule({ kind: 'fargate-gone', at: world.now() + takes, ...subject });
  else fargateProfileGone(world, subject);
  world.clusterChanged(cluster.arn);
  return { fargateProfile: view };
}
