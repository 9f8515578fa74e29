import { type Association, type ClusterRef, hasCode, PodpassError, type StepActionOf } from '@podpass/inventory';
import { sameJson } from '../planning/same-json.ts';
import { ifClusterLives } from './live-cluster.ts';
import { untilRoleIsSeen } from './patience.ts';
import { clientTokenOf, isMadeHere, operationTag, type StepContext, type StepRunner } from './step-runner.ts';

type CreateAction = StepActionOf<'create-association'>;

export const createAssociation: StepRunner<'create-association'> = {
  lock: ({ namespace, serviceAccount }, cluster) => `association:${cluster.ref.arn}:${namespace}/${serviceAccount}`,

  async apply(action, context) {
    const found = await findAssociation(action, context);
    if (found) return adopt(found, action, context);
    const { kind: _kind, roleIsFresh, ...request } = action;
    const { env, cluster, operationId } = context;
    const clientToken = clientTokenOf(context);
    // With as many tags as AWS allows there is no room for ours, and undoing leaves what it cannot recognise.
    const full = Object.keys(action.tags).length >= 50;
    const tags = { ...action.tags, ...(!full && { [operationTag]: operationId }) };
    try {
      const made = await untilRoleIsSeen(context, roleIsFresh, () =>
        env.eks.createAssociation(cluster.ref, { ...request, tags, clientToken }),
      );
      return { did: true, message: `Created association ${made.associationId}` };
    } catch (error) {
      const other = hasCode(error, 'association-exists') ? await findAssociation(action, context) : undefined;
      if (other) return adopt(other, action, context);
      throw error;
    }
  },

  async undo(action, context) {
    const found = await ifClusterLives(context, () => findAssociation(action, context));
    if (!found) return 'There is no such association';
    if (!isMadeHere(found.tags, context)) {
      return `Association ${found.associationId} was not made by this operation and stays`;
    }
    await context.env.eks.deleteAssociation(context.cluster.ref, found.associationId);
    return `Deleted association ${found.associationId}`;
  },
};

async function findAssociation(action: CreateAction, { env, cluster }: StepContext): Promise<Association | undefined> {
  const { namespace, serviceAccount } = action;
  for await (const page of env.eks.listAssociations(cluster.ref, { namespace, serviceAccount })) {
    const [summary] = page;
    if (summary) return await env.eks.describeAssociation(cluster.ref, summary.associationId);
  }
  return undefined;
}

/** The one that exists, if it is what was wanted. */
function adopt(found: Association, action: CreateAction, context: StepContext) {
  const equal =
    found.roleArn === action.roleArn &&
    found.targetRoleArn === action.targetRoleArn &&
    found.disableSessionTags === action.disableSessionTags &&
    sameJson(found.sessionPolicy, action.sessionPolicy);
  if (equal) return { did: isMadeHere(found.tags, context), message: `Association ${found.associationId} exists` };
  const { namespace, serviceAccount, associationId, roleArn } = found;
  throw new PodpassError('association-exists', { namespace, serviceAccount, associationId, roleArn });
}

export const updateAssociation: StepRunner<'update-association'> = {
  lock: ({ associationId }, cluster) => `association:${cluster.ref.arn}:${associationId}`,

  async apply(action, context) {
    const { env, cluster } = context;
    const present = await env.eks.describeAssociation(cluster.ref, action.associationId);
    if (hasSettings(present, action)) return { did: false, message: 'The association already has these settings' };
    const { kind: _kind, associationId, roleIsFresh, previous: _previous, ...request } = action;
    const clientToken = clientTokenOf(context);
    await untilRoleIsSeen(context, roleIsFresh, () =>
      env.eks.updateAssociation(cluster.ref, associationId, { ...request, clientToken }),
    );
    const updated = await env.eks.describeAssociation(cluster.ref, associationId);
    if (!hasSettings(updated, action)) throw changedSince(associationId);
    return { did: true, message: `Updated association ${associationId}` };
  },

  async undo(action, context) {
    const { env, cluster } = context;
    const { associationId } = action;
    const previous = previousOf(action);
    const present = await ifClusterLives(context, (ref) => describeIfThere(env, ref, associationId));
    if (present === undefined) return `There is no association ${associationId}`;
    if (hasSettings(present, previous)) return `Association ${associationId} has the settings from before`;
    if (!hasSettings(present, action)) throw changedSince(associationId);
    const clientToken = `undo-${clientTokenOf(context)}`.slice(0, 64);
    await env.eks.updateAssociation(cluster.ref, associationId, { ...previous, clientToken });
    return `Put the settings of ${associationId} back`;
  },
};

/** Of what the step set: other settings may have been changed by others since. */
function previousOf({ previous, ...set }: StepActionOf<'update-association'>): Settings {
  return {
    ...(set.roleArn !== undefined && { roleArn: previous.roleArn }),
    ...(set.targetRoleArn !== undefined && { targetRoleArn: previous.targetRoleArn }),
    ...(set.disableSessionTags !== undefined && { disableSessionTags: previous.disableSessionTags }),
    ...(set.sessionPolicy !== undefined && { sessionPolicy: previous.sessionPolicy }),
  };
}

async function describeIfThere(env: StepContext['env'], ref: ClusterRef, id: string): Promise<Association | undefined> {
  try {
    return await env.eks.describeAssociation(ref, id);
  } catch (error) {
    if (hasCode(error, 'association-not-found')) return undefined;
    throw error;
  }
}

function changedSince(associationId: string): PodpassError {
  return new PodpassError('changed-since', { what: `Association ${associationId}` });
}

type Settings = Partial<StepActionOf<'update-association'>['previous']>;

function hasSettings(present: Association, wanted: Settings): boolean {
  const { roleArn, targetRoleArn, disableSessionTags, sessionPolicy } = wanted;
  return (
    (roleArn === undefined || present.roleArn === roleArn) &&
    (targetRoleArn === undefined || (present.targetRoleArn ?? null) === targetRoleArn) &&
    (disableSessionTags === undefined || present.disableSessionTags === disableSessionTags) &&
    (sessionPolicy === undefined || sameJson(present.sessionPolicy, sessionPolicy ?? undefined))
  );
}

export const tagAssociation: StepRunner<'tag-association'> = {
  lock: ({ associationId }, cluster) => `association:${cluster.ref.arn}:${associationId}`,

  async apply({ associationArn, set, remove }, { env, cluster }) {
    await env.eks.tagResource(cluster.ref, associationArn, { set, remove });
    return { did: true, message: `Set ${Object.keys(set).length} and removed ${remove.length} tags` };
  },
};

export const deleteAssociation: StepRunner<'delete-association'> = {
  lock: ({ namespace, serviceAccount }, cluster) => `association:${cluster.ref.arn}:${namespace}/${serviceAccount}`,

  async apply({ associationId }, { env, cluster }) {
    try {
      await env.eks.deleteAssociation(cluster.ref, associationId);
    } catch (error) {
      if (!hasCode(error, 'association-not-found')) throw error;
      return { did: false, message: `Association ${associationId} is gone already` };
    }
    return { did: true, message: `Deleted association ${associationId}` };
  },
};
