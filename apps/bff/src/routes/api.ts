import { type Contract, contract, type RouteMeta } from '@podpass/contract';
import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { authorize } from '../auth/authorize.ts';
import type { RequestContext } from './context.ts';

const guarded = implement(contract)
  .$context<RequestContext>()
  .use(({ context, next, path, procedure }) => {
    context.entered(path.join('.'));
    const { permission } = procedure['~orpc'].meta as Partial<RouteMeta>;
    if (permission === undefined) throw new Error(`The route ${path.join('.')} does not say who may use it.`);
    authorize(context.person, permission);
    return next();
  });

/**
 * The contract to be implemented. The guard stands before every route and before its input is looked at. Its type is
 * named, since the compiler writes out no type as long as that of all routes.
 */
export const api: ImplementerInternalWithMiddlewares<Contract, RequestContext & Record<never, never>, RequestContext> =
  guarded;
