import { describeEksPort } from '../conformance/eks-port-suite.ts';
import { describeIamPort } from '../conformance/iam-port-suite.ts';
import { account, otherRegion, trustOf } from './account.ts';
import { openStage } from './stage.ts';

const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

describeEksPort('AWS SDK against the sandbox', async () => {
  const { gateways, close } = await openStage({ associations: 250 });
  return {
    eks: gateways.eks,
    otherRegion,
    clusters: { main: 'prod', elsewhere: `prod@${otherRegion}` },
    associations: 250,
    roles: {
      usable: roleArn('pod-reader'),
      alsoUsable: roleArn('pod-writer'),
      untrusting: roleArn('node'),
      missing: roleArn('nobody'),
    },
    close,
  };
});

describeIamPort('AWS SDK against the sandbox', async () => {
  const { gateways, close } = await openStage({ moreRoles: 1_100 });
  return { iam: gateways.iam, account, roles: 1_103, trustPolicy: trustOf.pods, close };
});
