import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks';
import { Association, AssociationSummary } from '@podpass/inventory';
import { conforming, isoDate, required } from '../errors/answer.ts';

export function readAssociationSummary(summary: PodIdentityAssociationSummary): AssociationSummary {
  const read: AssociationSummary = {
    associationId: required(summary.associationId, 'association.associationId'),
    associationArn: required(summary.associationArn, 'association.associationArn'),
    namespace: required(summary.namespace, 'association.namespace'),
    serviceAccount: required(summary.serviceAccount, 'association.serviceAccount'),
    ownerArn: nonEmpty(summary.ownerArn),
  };
  return conforming(AssociationSummary, read, 'association');
}

export function readAssociation(association: PodIdentityAssociation | undefined): Association {
  const answer = required(association, 'association');
  const createdAt = required(isoDate(answer.createdAt, 'association.createdAt'), 'association.createdAt');
  const read: Association = {
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
  return conforming(Association, read, 'association');
}

/** How a cleared field comes back is not documented (eks-and-iam §9.1): as nothing, or as an empty text. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
