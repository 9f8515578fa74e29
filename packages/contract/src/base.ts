import { oc } from '@orpc/contract';
import { z } from 'zod';
import { awsErrors, failsWith, kubernetesErrors } from './error-declarations.ts';
import type { Permission } from './permissions.ts';

export interface RouteMeta {
  /** `public`: also without a session. `signed-in`: for everyone with a session. */
  permission: Permission | 'public' | 'signed-in';
}

/** Every route starts here: its permission is the first thing that is said about it. */
export function route(permission: RouteMeta['permission']) {
  return oc
    .$meta<RouteMeta>({ permission: 'signed-in' })
    .meta({ permission })
    .errors(
      failsWith(
        'invalid-input',
        'not-signed-in',
        'not-allowed',
        'cross-site-request',
        'too-large',
        'store-unavailable',
        'internal',
      ),
    );
}

/** A route that asks AWS. */
export function awsRoute(permission: RouteMeta['permission']) {
  return route(permission).errors(failsWith(...awsErrors));
}

/** A route about one cluster: `{cluster}` in its path. */
export function clusterRoute(permission: RouteMeta['permission']) {
  return awsRoute(permission).errors(failsWith('cluster-not-found', ...kubernetesErrors));
}

/** `prod`, or `prod@eu-west-1` outside the home region. */
export const ClusterKey = z
  .string()
  .regex(/^[0-9A-Za-z][\w-]{0,99}(@[a-z]{2}(-[a-z]+)+-\d{1,2})?$/, 'must be a cluster name, or name@region')
  .meta({ description: 'Cluster name; name@region outside the home region', examples: ['demo-eks-cluster'] });

/** How many items an answer holds at most. Where more follow, it says in `next` with what to ask for them. */
export const PageLimit = z.coerce.number().int().min(1).max(200).default(50);

/** Where a list that is ordered by time goes on: the time of the last one of a page, and its id. */
export const TimeCursor = z.templateLiteral([z.iso.datetime({ precision: 3 }), '_', z.uuid()]);

/** A part of the answer that could not be had, while the rest could. */
export const Problem = z.object({
  source: z.enum(['eks', 'iam', 'kubernetes']),
  code: z.string(),
  what: z.string(),
  why: z.string(),
  remedy: z.string(),
});
export type Problem = z.infer<typeof Problem>;
