import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribePodIdentityAssociationCommand,
  ListPodIdentityAssociationsCommand,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks';
import {
  type Association,
  type AssociationSummary,
  type CallOptions,
  type ClusterRef,
  type CreateAssociationRequest,
  type EksPort,
  hasCode,
  isPodpassError,
  PodpassError,
} from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import { attemptsOf } from '../errors/attempts.ts';
import { pageToken, requiredList } from '../errors/answer.ts';
import { readAssociation, readAssociationSummary } from './read-association.ts';
import { callerFor, type EksRegions } from './regions.ts';

type AssociationCalls = Pick<
  EksPort,
  'listAssociations' | 'describeAssociation' | 'createAssociation' | 'updateAssociation' | 'deleteAssociation'
>;

export function associationCalls(regions: EksRegions): AssociationCalls {
  const calls: AssociationCalls = {
    listAssociations: (cluster, filter = {}, options = {}) => list(regions, cluster, filter, options),

    async describeAssociation(cluster, associationId, { signal } = {}) {
      return callerFor(regions, cluster)(
        new DescribePodIdentityAssociationCommand({ clusterName: cluster.name, associationId }),
        (output) => readAssociation(output.association),
        { signal, subject: { cluster: cluster.key, associationId } },
      );
    },

    async createAssociation(cluster, request, options = {}) {
      try {
        return await create(regions, cluster, request, options);
      } catch (error) {
        if (hasCode(error, 'association-exists')) throw await withExisting(calls, cluster, error, options);
        throw error;
      }
    },

    async updateAssociation(cluster, associationId, request, { signal } = {}) {
      return callerFor(regions, cluster)(
        new UpdatePodIdentityAssociationCommand({
          clusterName: cluster.name,
          associationId,
          roleArn: request.roleArn,
          disableSessionTags: request.disableSessionTags,
          // The empty text is the one way to clear that the API leaves (eks-and-iam §1.1, targetRoleArn).
          targetRoleArn: request.targetRoleArn === null ? '' : request.targetRoleArn,
          policy: request.sessionPolicy === null ? '' : request.sessionPolicy,
          clientRequestToken: request.clientToken,
        }),
        (output) => readAssociation(output.association),
        {
          signal,
          subject: {
            cluster: cluster.key,
            associationId,
            role: request.roleArn ?? 'the role of this association',
          },
        },
      );
    },

    async deleteAssociation(cluster, associationId, { signal } = {}) {
      try {
        await callerFor(regions, cluster)(
          new DeletePodIdentityAssociationCommand({ clusterName: cluster.name, associationId }),
          () => undefined,
          { signal, subject: { cluster: cluster.key, associationId } },
        );
      } catch (error) {
        // The answer to an earlier attempt was lost, and that attempt deleted it.
        if (hasCode(error, 'association-not-found') && attemptsOf(error) > 1) return;
        throw error;
      }
    },
  };
  return calls;
}

async function* list(
  regions: EksRegions,
  cluster: ClusterRef,
  filter: { namespace?: string; serviceAccount?: string },
  { signal }: CallOptions,
): AsyncGenerator<AssociationSummary[]> {
  const call = callerFor(regions, cluster);
  yield* pages((nextToken) =>
    call(
      new ListPodIdentityAssociationsCommand({ clusterName: cluster.name, ...filter, nextToken, maxResults: 100 }),
      (output) => ({
        items: requiredList(output.associations, 'associations').map(readAssociationSummary),
        next: pageToken(output.nextToken),
      }),
      { signal, subject: { cluster: cluster.key } },
    ),
  );
}

async function create(
  regions: EksRegions,
  cluster: ClusterRef,
  request: CreateAssociationRequest,
  { signal }: CallOptions,
): Promise<Association> {
  const { namespace, serviceAccount, roleArn } = request;
  return callerFor(regions, cluster)(
    new CreatePodIdentityAssociationCommand({
      clusterName: cluster.name,
      namespace,
      serviceAccount,
      roleArn,
      targetRoleArn: request.targetRoleArn,
      disableSessionTags: request.disableSessionTags,
      policy: request.sessionPolicy,
      // EKS refuses an empty map of tags.
      tags: Object.keys(request.tags).length > 0 ? request.tags : undefined,
      clientRequestToken: request.clientToken,
    }),
    (output) => readAssociation(output.association),
    { signal, subject: { cluster: cluster.key, namespace, serviceAccount, role: roleArn } },
  );
}

/** Names the association that is in the way. It is looked up, because the text of the 409 is not documented. */
async function withExisting(
  calls: AssociationCalls,
  cluster: ClusterRef,
  error: PodpassError<'association-exists'>,
  options: CallOptions,
): Promise<PodpassError<'association-exists'>> {
  const { namespace, serviceAccount } = error.data;
  const origin = { cause: error.cause, ...(error.awsRequestId !== undefined && { awsRequestId: error.awsRequestId }) };
  try {
    const [found] = await collect(calls.listAssociations(cluster, { namespace, serviceAccount }, options));
    if (!found) return error;
    const { associationId } = found;
    const { roleArn } = await calls.describeAssociation(cluster, associationId, options);
    return new PodpassError('association-exists', { namespace, serviceAccount, associationId, roleArn }, origin);
  } catch (lookup) {
    options.signal?.throwIfAborted();
    // Deleted in the meantime, or not allowed to look: that there was one is still the answer.
    if (isPodpassError(lookup)) return error;
    throw lookup;
  }
}
