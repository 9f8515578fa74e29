import type { Update, UpdateParamType, UpdateType, ErrorCode } from '@aws-sdk/client-eks';
import type { UpdateState } from '../../state/eks-state.ts';

/** An update as Describe shows it. */
export function updateView(update: UpdateState): Update {
  return {
    id: update.id,
    status: update.status,
    type: update.type as UpdateType,
    params: update.params.map(({ type, value }) => ({ type: type as UpdateParamType, value })),
    createdAt: new Date(update.createdAt),
    errors: update.errors.map((error) => ({ ...error, errorCode: error.errorCode as ErrorCode })),
  };
}
