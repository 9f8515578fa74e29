import {
  ManagedPolicy,
  NamespaceName,
  RoleArn,
  ServiceAccountName,
  TrustScope,
  TrustStatus,
  WellKnownPolicy,
} from '@podpass/inventory';
import { z } from 'zod';
import { awsRoute, ClusterKey, clusterRoute } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

/** Booleans arrive as text in query strings. */
const subject = {
  cluster: ClusterKey,
  namespace: NamespaceName.optional(),
  serviceAccount: ServiceAccountName.optional(),
};

export const RoleOption = z
  .object({
    arn: z.string(),
    name: z.string(),
    path: z.string(),
    description: z.string().optional(),
    /** For the namespace and service account asked about; `unknown` if none was named and the trust depends on it. */
    trust: TrustStatus,
    reasons: z.array(z.string()),
  })
  .meta({ id: 'RoleOption' });
export type RoleOption = z.infer<typeof RoleOption>;

export const TrustCheck = z
  .object({
    roleArn: z.string(),
    status: TrustStatus,
    reasons: z.array(z.string()),
    /** Each statement of the trust policy in words. */
    statements: z.array(z.string()),
    /** The trust policy as it is, pretty-printed JSON. */
    current: z.string(),
    size: z.int(),
    limit: z.int(),
    /** What "Fix trust policy" would write, for each scope. */
    proposals: z.array(
      z.object({
        scope: TrustScope,
        document: z.string(),
        size: z.int(),
        changed: z.boolean(),
        reasons: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'TrustCheck' });
export type TrustCheck = z.infer<typeof TrustCheck>;

const search = z.object({
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const iam = {
  roles: clusterRoute('iam:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/roles',
      tags: ['iam'],
      summary: "Roles of the account, with their trust in this cluster's pods",
    })
    .input(search.extend(subject))
    .output(z.object({ items: z.array(RoleOption), total: z.int() })),
  trust: clusterRoute('iam:read')
    .route({
      method: 'GET',
      path: '/clusters/{cluster}/trust-check',
      tags: ['iam'],
      summary: 'Whether pods of a service account can use a role, and how to make it so',
    })
    .errors(failsWith('role-not-found'))
    .input(z.object({ ...subject, roleArn: RoleArn, disableSessionTags: z.stringbool().optional() }))
    .output(TrustCheck),
  policies: awsRoute('iam:read')
    .route({ method: 'GET', path: '/policies', tags: ['iam'], summary: 'Managed policies' })
    .input(search)
    .output(z.object({ items: z.array(ManagedPolicy), total: z.int() })),
  wellKnownPolicies: awsRoute('iam:read')
    .route({ method: 'GET', path: '/well-known-policies', tags: ['iam'], summary: 'Permission presets' })
    .output(
      z.object({
        items: z.array(
          z.object({
            name: WellKnownPolicy,
            title: z.string(),
            description: z.string(),
            policyArns: z.array(z.string()),
            document: z.string().optional(),
          }),
        ),
      }),
    ),
  actions: awsRoute('iam:read')
    .route({
      method: 'GET',
      path: '/iam-actions',
      tags: ['iam'],
      summary: 'IAM actions that start with a prefix, for editors',
    })
    .input(z.object({ prefix: z.string().max(100).default('') }))
    .output(z.object({ items: z.array(z.object({ name: z.string(), description: z.string() })) })),
};
