import { decideAssumeRole, findRole } from '../../authorize/index.ts';
import { podIdentityContext, sessionTags } from '../../eks/associations/session-tags.ts';
import type { AssociationState, ClusterState } from '../../state/eks-state.ts';
import { authorizeAssumeRole } from '../../sts/authorize-assume-role.ts';
import { AwsError, type Principal, type World } from '../../world.ts';
import { regionOf } from '../cluster-runtime.ts';
import type { PodFacts } from './pod-facts.ts';

export interface Verdict {
  allowed: boolean;
  /** One sentence. */
  reason: string;
}

/**
 * What IAM decides for pods, each question asked once: pods of one service account differ only in name and uid, which
 * few trust policies look at.
 */
export class AssumeDecisions {
  readonly #world: World;
  readonly #cluster: ClusterState;
  readonly #known = new Map<string, Verdict>();

  constructor(world: World, cluster: ClusterState) {
    this.#world = world;
    this.#cluster = cluster;
  }

  /** Whether EKS Auth would hand the role (and the target role) of an association to a pod. */
  podIdentity(association: AssociationState, facts: PodFacts): Verdict {
    const perPod = [association.roleArn, association.targetRoleArn ?? ''].some((arn) => this.#looksAtPods(arn));
    const key = `pod-identity ${association.id} ${perPod ? facts.podUid : ''}`;
    return this.#once(key, () => this.#decidePodIdentity(association, facts));
  }

  /** Whether STS would give the role of the environment to the pod's web identity token. */
  webIdentity(facts: PodFacts): Verdict {
    const { namespace, serviceAccount, roleArn = '', audience = '' } = facts;
    const key = `irsa ${namespace}/${serviceAccount} ${roleArn} ${audience}`;
    return this.#once(key, () => this.#decideWebIdentity(facts));
  }

  #decidePodIdentity(association: AssociationState, facts: PodFacts): Verdict {
    const { disableSessionTags, roleArn, targetRoleArn } = association;
    const pod = this.#identityOf(facts);
    const { allowed, reason, role } = decideAssumeRole(this.#world, {
      roleArn,
      principal: { service: 'pods.eks.amazonaws.com' },
      actions: disableSessionTags ? ['sts:AssumeRole'] : ['sts:AssumeRole', 'sts:TagSession'],
      context: podIdentityContext(pod, this.#world.state.account, disableSessionTags),
      trust: 'as-seen-by-services',
    });
    if (!allowed || role === undefined || targetRoleArn === undefined) return { allowed, reason };
    const tags = disableSessionTags ? {} : sessionTags(pod);
    return this.#decideTarget(
      targetRoleArn,
      role.arn,
      role.name,
      tags,
      disableSessionTags ? association.externalId : undefined,
    );
  }

  #decideTarget(
    targetRoleArn: string,
    roleArn: string,
    roleName: string,
    tags: Record<string, string>,
    externalId: string | undefined,
  ): Verdict {
    const { account, partition } = this.#world.state;
    const sessionName = 'eks-pod';
    const principal: Principal = {
      kind: 'assumed-role',
      arn: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`,
      account,
      accessKeyId: '',
      roleArn,
      sessionName,
      sessionPolicies: [],
      tags,
      transitiveTagKeys: Object.keys(tags),
    };
    const call = {
      world: this.#world,
      service: 'sts' as const,
      operation: 'AssumeRole',
      region: regionOf(this.#cluster.arn),
      requestId: '',
      principal,
    };
    try {
      const question = {
        roleArn: targetRoleArn,
        sessionName,
        tags: { tags, transitiveTagKeys: Object.keys(tags) },
        externalId,
      };
      authorizeAssumeRole(call, question);
      return { allowed: true, reason: `the role ${roleName} may assume the target role` };
    } catch (error) {
      if (error instanceof AwsError) return { allowed: false, reason: error.message };
      throw error;
    }
  }

  #decideWebIdentity({ namespace, serviceAccount, roleArn = '', audience }: PodFacts): Verdict {
    const issuer = this.#cluster.oidcIssuer.replace(/^https:\/\//, '');
    const provider = Object.values(this.#world.state.iam.oidcProviders).find((one) => one.url === issuer);
    if (provider === undefined) return { allowed: false, reason: `the account has no OIDC provider for ${issuer}` };
    if (audience === undefined)
      return { allowed: false, reason: 'the pod has no service account token for web identity' };
    if (!provider.clientIds.includes(audience)) {
      return { allowed: false, reason: `the OIDC provider does not accept the audience ${audience}` };
    }
    const { allowed, reason } = decideAssumeRole(this.#world, {
      roleArn,
      principal: { federated: provider.arn },
      actions: ['sts:AssumeRoleWithWebIdentity'],
      context: {
        [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        [`${issuer}:aud`]: audience,
        'aws:FederatedProvider': provider.arn,
      },
      trust: 'as-seen-by-services',
    });
    return { allowed, reason };
  }

  #identityOf(facts: PodFacts) {
    const { namespace, serviceAccount, podName, podUid } = facts;
    return {
      clusterArn: this.#cluster.arn,
      clusterName: this.#cluster.name,
      namespace,
      serviceAccount,
      podName,
      podUid,
    };
  }

  #looksAtPods(roleArn: string): boolean {
    return this.#once(`looks ${roleArn}`, () => {
      const trust = findRole(this.#world.state.iam, roleArn)?.trustPolicy ?? '';
      return { allowed: /kubernetes-pod-/i.test(trust), reason: '' };
    }).allowed;
  }

  #once(key: string, decide: () => Verdict): Verdict {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const verdict = decide();
    this.#known.set(key, verdict);
    return verdict;
  }
}
