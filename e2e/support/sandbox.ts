import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
  type PodIdentityAssociation,
} from '@aws-sdk/client-eks';
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import type { PodpassProcess } from './podpass-process.ts';
import { objectsOf, type SandboxState } from './sandbox-state.ts';

/** How a pod gets AWS credentials: what the sandbox says of it, not what the console says. */
export interface PodCredential {
  kind: 'running' | 'if-created-now';
  namespace: string;
  serviceAccount: string;
  pod?: string;
  mechanism: 'pod-identity' | 'irsa' | 'node' | 'none';
  role?: string;
  allowed: boolean;
  reason: string;
}

export interface Fault {
  service: 'eks' | 'iam' | 'kubernetes' | 'sts';
  operation: string;
  times?: number;
  error: string;
  phase?: 'before' | 'after';
}

/** What IAM holds of a role, documents parsed. */
export interface RoleAsStored {
  arn: string;
  path: string;
  trustPolicy: { Statement: unknown[] };
  boundary: string | undefined;
  attached: string[];
  inline: unknown[];
}

/** The AWS account behind the console, seen past the console: through the real SDK clients and the sandbox's controls. */
export class Sandbox {
  readonly eks: EKSClient;
  readonly iam: IAMClient;
  readonly #cloudFormation: CloudFormationClient;
  readonly #ec2: EC2Client;
  readonly #url: string;

  constructor({ sandboxUrl, awsVariables }: Pick<PodpassProcess, 'sandboxUrl' | 'awsVariables'>) {
    this.#url = sandboxUrl;
    const settings = {
      endpoint: sandboxUrl,
      region: awsVariables['AWS_REGION'] ?? '',
      credentials: {
        accessKeyId: awsVariables['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: awsVariables['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    };
    this.eks = new EKSClient(settings);
    this.iam = new IAMClient(settings);
    this.#cloudFormation = new CloudFormationClient(settings);
    this.#ec2 = new EC2Client(settings);
  }

  /** One of the sandbox's controls, `/_sandbox/NAME`. */
  async control<Answer = unknown>(method: string, name: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/_sandbox/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${name}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  async fault(...faults: Fault[]): Promise<void> {
    await this.control('POST', 'faults', faults);
  }

  async clearFaults(): Promise<void> {
    await this.control('DELETE', 'faults');
  }

  async pendingFaults(): Promise<Fault[]> {
    return await this.control('GET', 'faults');
  }

  async credentials(cluster: string, namespace: string, serviceAccount: string): Promise<PodCredential[]> {
    const all = await this.control<PodCredential[]>('GET', `credentials?cluster=${cluster}`);
    return all.filter((each) => each.namespace === namespace && each.serviceAccount === serviceAccount);
  }

  /** The mechanism of every running pod of the cluster, by pod name. */
  async mechanisms(cluster: string): Promise<Map<string, PodCredential>> {
    const all = await this.control<PodCredential[]>('GET', `credentials?cluster=${cluster}`);
    return new Map(all.filter(({ kind }) => kind === 'running').map((each) => [each.pod ?? '', each]));
  }

  /** The associations of a service account as EKS describes them: one, or none. */
  async associations(cluster: string, namespace: string, serviceAccount?: string): Promise<PodIdentityAssociation[]> {
    const { associations = [] } = await this.eks.send(
      new ListPodIdentityAssociationsCommand({
        clusterName: cluster,
        namespace,
        ...(serviceAccount === undefined ? {} : { serviceAccount }),
      }),
    );
    return await Promise.all(
      associations.map(async ({ associationId }) => {
        const { association } = await this.eks.send(
          new DescribePodIdentityAssociationCommand({ clusterName: cluster, associationId }),
        );
        return association ?? {};
      }),
    );
  }

  /** Undefined if there is none of this name. */
  async role(name: string): Promise<RoleAsStored | undefined> {
    try {
      const { Role } = await this.iam.send(new GetRoleCommand({ RoleName: name }));
      const { AttachedPolicies = [] } = await this.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name }));
      const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand({ RoleName: name }));
      const inline = await Promise.all(
        PolicyNames.map(async (PolicyName) => {
          const { PolicyDocument } = await this.iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }));
          return parseDocument(PolicyDocument);
        }),
      );
      return {
        arn: Role?.Arn ?? '',
        path: Role?.Path ?? '',
        trustPolicy: parseDocument(Role?.AssumeRolePolicyDocument) as RoleAsStored['trustPolicy'],
        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
        attached: AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn),
        inline,
      };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchEntityException') return undefined;
      throw error;
    }
  }

  /** Whether the Kubernetes API of a cluster has an object, straight from the account's state. */
  async hasObject(cluster: string, collection: string, name: string): Promise<boolean> {
    return objectsOf(await this.control<SandboxState>('GET', 'state'), cluster)[collection]?.[name] !== undefined;
  }

  /** How often an operation was called, and how often it failed. */
  async calls(operation: string): Promise<{ status: number; error?: string }[]> {
    return await this.control('GET', `calls?operation=${encodeURIComponent(operation)}`);
  }

  /** Of the account, what a cluster leaves behind if it is not deleted well, as the services list it. */
  async everything() {
    const { clusters = [] } = await this.eks.send(new ListClustersCommand({}));
    const { Roles = [] } = await this.iam.send(new ListRolesCommand({ MaxItems: 1_000 }));
    const { OpenIDConnectProviderList = [] } = await this.iam.send(new ListOpenIDConnectProvidersCommand({}));
    const { Stacks = [] } = await this.#cloudFormation.send(new DescribeStacksCommand({}));
    const { Vpcs = [] } = await this.#ec2.send(new DescribeVpcsCommand({}));
    const { Subnets = [] } = await this.#ec2.send(new DescribeSubnetsCommand({}));
    const { SecurityGroups = [] } = await this.#ec2.send(new DescribeSecurityGroupsCommand({}));
    return {
      clusters: clusters.toSorted(),
      roles: Roles.map(({ Arn = '' }) => Arn).toSorted(),
      providers: OpenIDConnectProviderList.map(({ Arn = '' }) => Arn).toSorted(),
      stacks: Stacks.map(({ StackName = '' }) => StackName).toSorted(),
      networks: [
        ...Vpcs.map(({ VpcId = '' }) => VpcId),
        ...Subnets.map(({ SubnetId = '' }) => SubnetId),
        ...SecurityGroups.map(({ GroupId = '' }) => GroupId),
      ].toSorted(),
    };
  }

  close(): void {
    for (const client of [this.eks, this.iam, this.#cloudFormation, this.#ec2]) client.destroy();
  }
}

/** IAM sends documents percent-encoded. */
function parseDocument(text = ''): unknown {
  return JSON.parse(decodeURIComponent(text));
}
