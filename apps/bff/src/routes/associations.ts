import { getAssociation, listAssociations, streamAssociations } from '@podpass/use-cases';
import { api } from './api.ts';
import { stream } from './stream.ts';

export const associations = {
  list: api.associations.list.handler(({ context, input: { cluster, ...filter }, signal }) =>
    listAssociations(context.environment, cluster, filter, signal === undefined ? {} : { signal }),
  ),
  stream: api.associations.stream.handler(({ context, input: { cluster, fresh = false, ...filter }, signal }) =>
    stream((ended) => streamAssociations(context.environment, cluster, filter, { fresh, signal: ended }), {
      ...context,
      signal,
    }),
  ),
  get: api.associations.get.handler(({ context, input }) =>
    getAssociation(context.environment, input.cluster, input.associationId),
  ),
};
