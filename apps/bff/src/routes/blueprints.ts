import { addBlueprintVersion, createBlueprint, getBlueprint, listBlueprints } from '@podpass/use-cases';
import { api } from './api.ts';
import { actorOf } from './context.ts';

export const blueprints = {
  list: api.blueprints.list.handler(({ context, input }) => listBlueprints(context.environment, input)),
  get: api.blueprints.get.handler(({ context, input }) => getBlueprint(context.environment, input.name)),
  create: api.blueprints.create.handler(({ context, input }) =>
    createBlueprint(context.environment, actorOf(context), input),
  ),
  createVersion: api.blueprints.createVersion.handler(({ context, input }) =>
    addBlueprintVersion(context.environment, actorOf(context), input),
  ),
};
