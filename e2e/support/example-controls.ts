import { along, choice, field, fixed, type FormControl, listed, toggle } from './form-controls.ts';

export type Controls = Readonly<Record<string, FormControl>>;

/** Values that are changed in one go: one control of a step, or a dialog with several. */
export interface FormVisit {
  /** The button that opens the dialog. */
  dialog?: string;
  /** By the names of the values that they show. */
  controls: Controls;
}

const account = 'arn:aws:iam::679196758854';

/** For each step of the wizard, the values of the example that it shows, and by which control. */
export const exampleForms: Readonly<Record<string, readonly FormVisit[]>> = {
  General: [
    ...oneByOne('cluster ', {
      kind: fixed('Cluster: kind'),
      'metadata.project': field('Project', 'another-project'),
      'spec.blueprint': field('Blueprint', 'another'),
      'spec.blueprintversion': field('Blueprint version', '3.0.0', '"3.0.0"'),
      'spec.cloudprovider': field('Cloud credential', 'another-credential'),
      'spec.cniprovider': field('Network plugin', 'cilium'),
      // Nothing is in it: all fields of the proxy are empty, and the first that is filled makes lines of its own.
      'spec.proxyconfig': field('HTTP proxy', 'proxy.corp', '\n    httpProxy: proxy.corp'),
      'spec.type': choice('Type', 'aws-eks'),
    }),
    // Both documents name the cluster, and agree.
    {
      controls: {
        'cluster metadata.name': field('Cluster name', 'another-cluster'),
        'config metadata.name': along('Cluster name', 'another-cluster'),
      },
    },
    ...oneByOne('config ', {
      apiVersion: field('apiVersion', 'eksctl.io/v1alpha5'),
      kind: fixed('kind'),
      'metadata.region': field('Region', 'eu-west-1'),
      'metadata.version': field('Kubernetes version', '1.30', '"1.30"'),
    }),
  ],
  'Cluster settings': oneByOne('config vpc.', {
    cidr: field('VPC CIDR', '10.0.0.0/16'),
    'clusterEndpoints.privateAccess': toggle('Private access'),
    'clusterEndpoints.publicAccess': toggle('Public access'),
    'nat.gateway': choice('NAT gateway', 'HighlyAvailable'),
  }),
  'Node groups': oneByOne('config managedNodeGroups[0].', {
    amiFamily: field('AMI family', 'Bottlerocket'),
    desiredCapacity: field('Desired nodes', '1'),
    'iam.withAddonPolicies.autoScaler': toggle('Cluster autoscaler'),
    'instanceTypes[0]': listed('Instance types', 'm7i.large', 'instance type '),
    maxSize: field('Maximum', '3'),
    minSize: field('Minimum', '1'),
    name: field('Name', 'workers'),
    version: field('Kubernetes version of the nodes', '1.28', '"1.28"'),
    volumeSize: field('Volume size (GiB)', '100'),
    volumeType: choice('Volume type', 'io2'),
  }),
  Advanced: [
    addon(0, 'coredns', 'latest'),
    addon(1, 'vpc-cni', 'v1.18.3-eksbuild.1'),
    addon(2, 'kube-proxy', 'v1.30.0-eksbuild.3'),
    addon(3, 'aws-ebs-csi-driver', 'v1.35.0-eksbuild.1'),
    addon(4, 'eks-pod-identity-agent', 'v1.3.4-eksbuild.1'),
    association(0, 'rafay-demo', { roleARN: field('Role ARN', `${account}:role/another`) }),
    association(1, 'rafay-demo2', { roleARN: field('Role ARN', `${account}:role/another`) }),
    association(2, 'rafay-demo3', {
      'permissionPolicyARNs[0]': listed('Permission Policy ARNs', `${account}:policy/another`),
    }),
    {
      dialog: 'Edit IRSA service account rafay-demo/demo-test',
      controls: below('config iam.serviceAccounts[0].', {
        attachRoleARN: field('Role ARN', `${account}:role/another`),
        'metadata.name': field('Name', 'another-test'),
        'metadata.namespace': field('Namespace', 'another-namespace'),
      }),
    },
    ...oneByOne('config ', { 'iam.withOIDC': toggle('Register the OIDC provider of the cluster in IAM') }),
    ...oneByOne('key of config metadata.tags.', {
      email: field('Key of tag 1', 'contact'),
      env: field('Key of tag 2', 'stage'),
    }),
    ...oneByOne('config metadata.tags.', {
      email: field('Value of tag 1', 'team@rafay.co'),
      env: field('Value of tag 2', 'prod'),
    }),
  ],
};

function addon(index: number, name: string, version: string): FormVisit {
  return {
    dialog: `Edit add-on ${name}`,
    controls: below(`config addons[${index}].`, {
      name: field('Name', `another-addon-${index}`),
      version: field('Version', version),
    }),
  };
}

function association(index: number, name: string, role: Controls): FormVisit {
  return {
    dialog: `Edit association rafay-demo/${name}`,
    controls: below(`config iam.podIdentityAssociations[${index}].`, {
      createServiceAccount: toggle('Create Service Account'),
      namespace: field('Namespace', 'another-namespace'),
      serviceAccountName: field('Service Account', `another-account-${index}`),
      ...role,
    }),
  };
}

function oneByOne(path: string, controls: Controls): FormVisit[] {
  return Object.entries(controls).map(([name, control]) => ({ controls: { [`${path}${name}`]: control } }));
}

function below(path: string, controls: Controls): Controls {
  return Object.fromEntries(Object.entries(controls).map(([name, control]) => [`${path}${name}`, control]));
}
