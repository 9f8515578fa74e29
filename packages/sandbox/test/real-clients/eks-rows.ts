import { expect } from 'vitest';

import { json, type OperationRow } from './operation-row.ts';

const CLUSTER = 'demo-eks-cluster';
const LEGACY = 'legacy-prod';
const cluster = ['--cluster-name', CLUSTER];
const legacy = ['--cluster-name', LEGACY];
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const clusterArn = (name: string) => `arn:aws:eks:us-west-2:111122223333:cluster/${name}`;
const PRIVATE = [0, 1].map((index) => `subnet-0a1b2c3d4e5f6072${index}`);
const CLI_GROUP = ['--nodegroup-name', 'cli'];
const ENGINEERS = role('platform-engineers');
const VIEW = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

/** Every operation of EKS and EKS Auth on the demo account. */
export const EKS_ROWS: OperationRow[] = [
  {
    operation: 'ListClusters',
    args: ['eks', 'list-clusters'],
    shows: ({ clusters }) => expect(clusters).toEqual([CLUSTER, LEGACY, 'modern-auto']),
  },
  {
    operation: 'DescribeCluster',
    args: ['eks', 'describe-cluster', '--name', CLUSTER],
    shows: ({ cluster: described }) => {
      expect(described).toMatchObject({ name: CLUSTER, arn: clusterArn(CLUSTER), status: 'ACTIVE', version: '1.33' });
      expect(described.endpoint).toMatch(/^https:\/\//);
      expect(described.identity.oidc.issuer).toMatch(/^https:\/\/oidc\.eks\.us-west-2\.amazonaws\.com\/id\/\w+$/);
      expect(Buffer.from(described.certificateAuthority.data, 'base64').toString()).toContain('BEGIN CERTIFICATE');
    },
  },
  {
    operation: 'DescribeClusterVersions',
    args: ['eks', 'describe-cluster-versions'],
    shows: ({ clusterVersions }) => {
      const versions = clusterVersions.map(({ clusterVersion }: { clusterVersion: string }) => clusterVersion);
      expect(versions).toEqual(expect.arrayContaining(['1.31', '1.33', '1.34']));
    },
  },
  {
    operation: 'UpdateClusterConfig',
    args: ['eks', 'update-cluster-config', '--name', CLUSTER, '--deletion-protection'],
    shows: ({ update }, kept) => {
      expect(update.status).toMatch(/InProgress|Successful/);
      kept.update = update.id;
    },
  },
  {
    operation: 'ListUpdates',
    args: ['eks', 'list-updates', '--name', CLUSTER],
    shows: ({ updateIds }, { update }) => expect(updateIds).toContain(update),
  },
  {
    operation: 'DescribeUpdate',
    args: ({ update = '' }) => ['eks', 'describe-update', '--name', CLUSTER, '--update-id', update],
    shows: ({ update }, kept) => expect(update).toMatchObject({ id: kept.update, errors: [] }),
  },
  {
    operation: 'ListNodegroups',
    args: ['eks', 'list-nodegroups', ...cluster],
    shows: ({ nodegroups }) => expect(nodegroups).toEqual(['ng-51ada954']),
  },
  {
    operation: 'DescribeNodegroup',
    args: ['eks', 'describe-nodegroup', ...cluster, '--nodegroup-name', 'ng-51ada954'],
    shows: ({ nodegroup }) => expect(nodegroup).toMatchObject({ clusterName: CLUSTER, status: 'ACTIVE' }),
  },
  {
    operation: 'ListFargateProfiles',
    args: ['eks', 'list-fargate-profiles', ...cluster],
    shows: ({ fargateProfileNames }) => expect(fargateProfileNames).toEqual(['batch']),
  },
  {
    operation: 'DescribeFargateProfile',
    args: ['eks', 'describe-fargate-profile', ...cluster, '--fargate-profile-name', 'batch'],
    shows: ({ fargateProfile }) => {
      expect(fargateProfile).toMatchObject({ fargateProfileName: 'batch', status: 'ACTIVE' });
      expect(fargateProfile.selectors).toHaveLength(1);
    },
  },
  {
    operation: 'ListAddons',
    args: ['eks', 'list-addons', ...cluster],
    shows: ({ addons }) => {
      const expected = ['aws-ebs-csi-driver', 'coredns', 'eks-pod-identity-agent', 'kube-proxy', 'vpc-cni'];
      expect(addons.toSorted()).toEqual(expected);
    },
  },
  {
    operation: 'DescribeAddonVersions',
    args: ['eks', 'describe-addon-versions', '--addon-name', 'eks-pod-identity-agent', '--kubernetes-version', '1.31'],
    shows: ({ addons }, kept) => {
      expect(addons).toHaveLength(1);
      const [{ addonVersions }] = addons;
      expect(addonVersions[0].compatibilities[0].clusterVersion).toBe('1.31');
      kept.agentVersion = addonVersions[0].addonVersion;
    },
  },
  {
    operation: 'DescribeAddonConfiguration',
    args: ({ agentVersion = '' }) => [
      'eks',
      'describe-addon-configuration',
      ...['--addon-name', 'eks-pod-identity-agent', '--addon-version', agentVersion],
    ],
    shows: ({ addonName, configurationSchema }) => {
      expect(addonName).toBe('eks-pod-identity-agent');
      expect(JSON.parse(configurationSchema)).toHaveProperty('properties');
    },
  },
  {
    operation: 'CreateAddon',
    args: ({ agentVersion = '' }) => [
      ...['eks', 'create-addon', ...legacy, '--addon-name', 'eks-pod-identity-agent'],
      ...['--addon-version', agentVersion, '--resolve-conflicts', 'OVERWRITE', '--tags', 'team=platform'],
    ],
    shows: ({ addon }) => expect(addon).toMatchObject({ addonName: 'eks-pod-identity-agent', status: 'CREATING' }),
  },
  {
    operation: 'DescribeAddon',
    // The waiter asks until the add-on is active, and prints nothing.
    args: ['eks', 'wait', 'addon-active', ...legacy, '--addon-name', 'eks-pod-identity-agent'],
    shows: (answer) => expect(answer).toBeUndefined(),
  },
  {
    operation: 'UpdateAddon',
    args: [
      ...['eks', 'update-addon', ...legacy, '--addon-name', 'eks-pod-identity-agent'],
      ...['--configuration-values', json({ agent: { additionalArgs: { '-b': '169.254.170.23' } } })],
    ],
    shows: ({ update }) => {
      expect(update.type).toBe('AddonUpdate');
      expect(update.status).toMatch(/InProgress|Successful/);
    },
  },
  {
    operation: 'DeleteAddon',
    args: ['eks', 'delete-addon', ...cluster, '--addon-name', 'aws-ebs-csi-driver', '--preserve'],
    shows: ({ addon }) => expect(addon).toMatchObject({ addonName: 'aws-ebs-csi-driver', status: 'DELETING' }),
  },
  {
    operation: 'CreatePodIdentityAssociation',
    args: [
      ...['eks', 'create-pod-identity-association', ...cluster, '--namespace', 'real', '--service-account', 'client'],
      ...['--role-arn', role('demo-eks-full'), '--tags', 'team=shop', '--client-request-token', 'once-only'],
    ],
    shows: ({ association }, kept) => {
      expect(association).toMatchObject({
        clusterName: CLUSTER,
        namespace: 'real',
        serviceAccount: 'client',
        roleArn: role('demo-eks-full'),
        tags: { team: 'shop' },
        disableSessionTags: false,
      });
      expect(association.associationId).toMatch(/^a-[a-z0-9]+$/);
      kept.association = association.associationId;
      kept.associationArn = association.associationArn;
    },
  },
  {
    operation: 'ListPodIdentityAssociations',
    args: ['eks', 'list-pod-identity-associations', ...cluster, '--namespace', 'real', '--service-account', 'client'],
    shows: ({ associations }, { association, associationArn }) => {
      expect(associations).toEqual([
        expect.objectContaining({ associationId: association, associationArn, namespace: 'real' }),
      ]);
      // Lists do not tell the role: that is why everyone must describe each association.
      expect(associations[0]).not.toHaveProperty('roleArn');
    },
  },
  {
    operation: 'UpdatePodIdentityAssociation',
    args: ({ association = '' }) => [
      ...['eks', 'update-pod-identity-association', ...cluster, '--association-id', association],
      ...['--role-arn', role('demo-eks-full'), '--disable-session-tags'],
    ],
    shows: ({ association }) => {
      expect(association).toMatchObject({ roleArn: role('demo-eks-full'), disableSessionTags: true });
    },
  },
  {
    operation: 'DescribePodIdentityAssociation',
    args: ({ association = '' }) => [
      ...['eks', 'describe-pod-identity-association', ...cluster, '--association-id', association],
    ],
    shows: ({ association }) => {
      expect(association).toMatchObject({ roleArn: role('demo-eks-full'), disableSessionTags: true });
      expect(association.modifiedAt).toBeGreaterThanOrEqual(association.createdAt);
    },
  },
  {
    operation: 'TagResource',
    args: ({ associationArn = '' }) => [
      ...['eks', 'tag-resource', '--resource-arn', associationArn, '--tags', 'stage=prod,owner=ana'],
    ],
    shows: (answer) => expect(answer ?? {}).toEqual({}),
  },
  {
    operation: 'UntagResource',
    args: ({ associationArn = '' }) => [
      ...['eks', 'untag-resource', '--resource-arn', associationArn, '--tag-keys', 'owner', 'team'],
    ],
    shows: (answer) => expect(answer ?? {}).toEqual({}),
  },
  {
    operation: 'ListTagsForResource',
    args: ({ associationArn = '' }) => ['eks', 'list-tags-for-resource', '--resource-arn', associationArn],
    shows: ({ tags }) => expect(tags).toEqual({ stage: 'prod' }),
  },
  {
    operation: 'DeletePodIdentityAssociation',
    args: ({ association = '' }) => [
      ...['eks', 'delete-pod-identity-association', ...cluster, '--association-id', association],
    ],
    shows: ({ association }, kept) => expect(association.associationId).toBe(kept.association),
  },
  {
    operation: 'CreateAccessEntry',
    args: ['eks', 'create-access-entry', ...legacy, '--principal-arn', ENGINEERS, '--kubernetes-groups', 'engineers'],
    shows: ({ accessEntry }) => {
      expect(accessEntry).toMatchObject({ principalArn: ENGINEERS, kubernetesGroups: ['engineers'], type: 'STANDARD' });
    },
  },
  {
    operation: 'UpdateAccessEntry',
    args: ['eks', 'update-access-entry', ...legacy, '--principal-arn', ENGINEERS, '--kubernetes-groups', 'a', 'b'],
    shows: ({ accessEntry }) => expect(accessEntry.kubernetesGroups).toEqual(['a', 'b']),
  },
  {
    operation: 'DescribeAccessEntry',
    args: ['eks', 'describe-access-entry', ...legacy, '--principal-arn', ENGINEERS],
    shows: ({ accessEntry }) => expect(accessEntry.kubernetesGroups).toEqual(['a', 'b']),
  },
  {
    operation: 'ListAccessEntries',
    args: ['eks', 'list-access-entries', ...legacy],
    shows: ({ accessEntries }) => expect(accessEntries).toContain(ENGINEERS),
  },
  {
    operation: 'ListAccessPolicies',
    args: ['eks', 'list-access-policies'],
    shows: ({ accessPolicies }) => expect(accessPolicies).toContainEqual({ name: 'AmazonEKSViewPolicy', arn: VIEW }),
  },
  {
    operation: 'AssociateAccessPolicy',
    args: [
      ...['eks', 'associate-access-policy', ...legacy, '--principal-arn', ENGINEERS, '--policy-arn', VIEW],
      ...['--access-scope', 'type=namespace,namespaces=orders'],
    ],
    shows: ({ associatedAccessPolicy }) => {
      expect(associatedAccessPolicy.accessScope).toEqual({ type: 'namespace', namespaces: ['orders'] });
    },
  },
  {
    operation: 'ListAssociatedAccessPolicies',
    args: ['eks', 'list-associated-access-policies', ...legacy, '--principal-arn', ENGINEERS],
    shows: ({ associatedAccessPolicies }) => {
      expect(associatedAccessPolicies).toEqual([expect.objectContaining({ policyArn: VIEW })]);
    },
  },
  {
    operation: 'DisassociateAccessPolicy',
    args: ['eks', 'disassociate-access-policy', ...legacy, '--principal-arn', ENGINEERS, '--policy-arn', VIEW],
    shows: (answer) => expect(answer ?? {}).toEqual({}),
  },
  {
    operation: 'DeleteAccessEntry',
    args: ['eks', 'delete-access-entry', ...legacy, '--principal-arn', ENGINEERS],
    shows: (answer) => expect(answer ?? {}).toEqual({}),
  },
  {
    operation: 'ListInsights',
    args: ['eks', 'list-insights', ...cluster],
    shows: ({ insights }) => expect(insights).toEqual([]),
  },
  {
    operation: 'UpdateClusterVersion',
    args: ['eks', 'update-cluster-version', '--name', LEGACY, '--kubernetes-version', '1.32'],
    shows: ({ update }) => expect(update).toMatchObject({ type: 'VersionUpdate' }),
  },
  {
    operation: 'CreateCluster',
    args: [
      ...['eks', 'create-cluster', '--name', 'cli', '--role-arn', role('eks-cluster')],
      ...['--resources-vpc-config', `subnetIds=${PRIVATE.join()},endpointPrivateAccess=true`],
      ...['--access-config', 'authenticationMode=API', '--no-bootstrap-self-managed-addons', '--tags', 'team=shop'],
    ],
    shows: ({ cluster: made }) => expect(made).toMatchObject({ arn: clusterArn('cli'), status: 'CREATING' }),
  },
  {
    operation: 'CreateNodegroup',
    args: [
      ...['eks', 'create-nodegroup', ...legacy, '--nodegroup-name', 'cli', '--node-role', role('eks-node')],
      ...['--subnets', ...PRIVATE, '--scaling-config', 'minSize=1,maxSize=3,desiredSize=1'],
      ...['--labels', 'tier=web', '--taints', 'key=only,value=web,effect=NO_SCHEDULE'],
    ],
    shows: ({ nodegroup }) => expect(nodegroup).toMatchObject({ nodegroupName: 'cli', status: 'CREATING' }),
  },
  {
    operation: 'UpdateNodegroupConfig',
    args: ['eks', 'update-nodegroup-config', ...legacy, ...CLI_GROUP, '--scaling-config', 'desiredSize=2'],
    shows: ({ update }) => expect(update).toMatchObject({ type: 'ConfigUpdate' }),
  },
  {
    operation: 'UpdateNodegroupVersion',
    args: ['eks', 'update-nodegroup-version', ...legacy, ...CLI_GROUP],
    shows: ({ update }) => expect(update).toMatchObject({ type: 'VersionUpdate' }),
  },
  {
    operation: 'DeleteNodegroup',
    args: ['eks', 'delete-nodegroup', ...legacy, ...CLI_GROUP],
    shows: ({ nodegroup }) => expect(nodegroup).toMatchObject({ status: 'DELETING' }),
  },
  {
    operation: 'CreateFargateProfile',
    args: [
      ...['eks', 'create-fargate-profile', ...legacy, '--fargate-profile-name', 'cli', '--subnets', ...PRIVATE],
      ...['--pod-execution-role-arn', role('demo-eks-cluster-fargate'), '--selectors', 'namespace=cli'],
    ],
    shows: ({ fargateProfile }) => expect(fargateProfile).toMatchObject({ status: 'CREATING' }),
  },
  {
    operation: 'DeleteFargateProfile',
    args: ['eks', 'delete-fargate-profile', ...legacy, '--fargate-profile-name', 'cli'],
    shows: ({ fargateProfile }) => expect(fargateProfile).toMatchObject({ status: 'DELETING' }),
  },
  {
    operation: 'DeleteCluster',
    args: ['eks', 'delete-cluster', '--name', 'modern-auto'],
    shows: ({ cluster: gone }) => expect(gone).toMatchObject({ name: 'modern-auto', status: 'DELETING' }),
  },
];
