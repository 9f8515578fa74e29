import {
  createConfig,
  discardDraft,
  getConfig,
  getRevision,
  listConfigs,
  listRevisions,
  removeConfig,
  saveDraft,
  saveRevision,
  validateConfig,
} from '@podpass/use-cases';
import { api } from './api.ts';
import { actorOf } from './context.ts';

export const configs = {
  list: api.configs.list.handler(({ context, input }) => listConfigs(context.environment, input)),
  create: api.configs.create.handler(({ context, input }) =>
    createConfig(context.environment, actorOf(context), input),
  ),
  validate: api.configs.validate.handler(({ context, input }) => validateConfig(context.environment, input.text)),
  get: api.configs.get.handler(({ context, input }) => getConfig(context.environment, input.id)),
  remove: api.configs.remove.handler(({ context, input }) =>
    removeConfig(context.environment, actorOf(context), input.id),
  ),
  saveDraft: api.configs.saveDraft.handler(({ context, input }) =>
    saveDraft(context.environment, actorOf(context), input),
  ),
  discardDraft: api.configs.discardDraft.handler(({ context, input }) =>
    discardDraft(context.environment, actorOf(context), input.id),
  ),
  saveRevision: api.configs.saveRevision.handler(({ context, input }) =>
    saveRevision(context.environment, actorOf(context), input),
  ),
  revisions: api.configs.revisions.handler(({ context, input }) => listRevisions(context.environment, input)),
  revision: api.configs.revision.handler(({ context, input }) =>
    getRevision(context.environment, input.id, input.number),
  ),
};
