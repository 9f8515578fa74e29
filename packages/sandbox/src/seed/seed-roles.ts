import { daysAgo, iamArn, type SeedContext, seedId } from './seed-context.ts';

export interface RoleSeed {
  name: string;
  path?: string;
  description?: string;
  trust: TrustDocument;
  attached?: string[];
  inline?: Record<string, object>;
  tags?: Record<string, string>;
  serviceLinked?: boolean;
}

/** A trust policy in any of the forms that IAM accepts. */
export type TrustDocument = { Version: string; Statement: object | object[]; [more: string]: unknown };

const upperCaseAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Puts a role into the account and gives its ARN. */
export function seedRole(context: SeedContext, seed: RoleSeed): string {
  const path = seed.path ?? '/';
  const arn = iamArn(context, `role${path}${seed.name}`);
  const createdAt = daysAgo(context, 200);
  context.state.iam.roles[seed.name] = {
    name: seed.name,
    path,
    id: `AROA${seedId(context, 17, upperCaseAndDigits)}`,
    arn,
    createdAt,
    ...(seed.description === undefined ? {} : { description: seed.description }),
    maxSessionDuration: 3600,
    trustPolicy: JSON.stringify(seed.trust),
    trustChangedAt: createdAt,
    attachedPolicyArns: (seed.attached ?? []).map((policy) => awsPolicy(context, policy)),
    inlinePolicies: Object.fromEntries(
      Object.entries(seed.inline ?? {}).map(([name, document]) => [name, JSON.stringify(document)]),
    ),
    tags: seed.tags ?? {},
    ...(seed.serviceLinked ? { serviceLinked: true } : {}),
  };
  return arn;
}

export function awsPolicy({ state }: SeedContext, name: string): string {
  return name.startsWith('arn:') ? name : `arn:${state.partition}:iam::aws:policy/${name}`;
}

/** Makes an OIDC provider known to IAM and gives its ARN. `issuer` without `https://`. */
export function seedOidcProvider(context: SeedContext, issuer: string, clientIds = ['sts.amazonaws.com']): string {
  const arn = iamArn(context, `oidc-provider/${issuer}`);
  context.state.iam.oidcProviders[arn] = {
    arn,
    url: issuer,
    clientIds,
    thumbprints: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
    createdAt: daysAgo(context, 300),
    tags: {},
  };
  return arn;
}
