import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks';
import type { Association, AssociationSummary } from '@podpass/inventory';
import { isoDate, required } from '../errors/answer.ts';

export function readAssociationSummary(summary: PodIdentityAssociationSummary): AssociationSummary {
  return {
    associationId: required(summary.associationId, 'association.associationId'),
    associationArn: required(summary.associationArn, 'association.associationArn'),
    namespace: required(summary.namespace, 'association.namespace'),
    serviceAccount: required(summary.serviceAccount, 'association.serviceAccount'),
    ownerArn: nonEmpty(summary.ownerArn),
  };
}

export function readAssociation(association: PodIdentityAssociation | undefined): Association {
  const answer = required(association, 'association');
  const createdAt = required(isoDate(answer.createdAt, 'association.createdAt'), 'association.createdAt');
  return {
    ...readAssociationSummary(answer),
    roleArn: required(answer.roleArn, 'association.roleArn'),
    targetRoleArn: nonEmpty(answer.targetRoleArn),
    externalId: nonEmpty(answer.externalId),
    disableSessionTags: answer.disableSessionTags ?? false,
    sessionPolicy: nonEmpty(answer.policy),
    tags: answer.tags ?? {},
    createdAt,
    modifiedAt: isoDate(answer.modifiedAt, 'association.modifiedAt') ?? createdAt,
  };
}

/** How a cleared field comes back is not documented (eks-and-iam §9.1): as nothing, or as an empty text. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
