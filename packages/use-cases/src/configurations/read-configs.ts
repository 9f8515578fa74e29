import {
  type ClusterConfig,
  type ConfigCheck,
  type ConfigRevision,
  type ConfigRevisionSummary,
  type ConfigSummary,
  PodpassError,
} from '@podpass/inventory';
import type { Environment } from '../environment.ts';
import { type Page, pageOf, placeOf, type TimeCursor } from '../page-of.ts';
import { catalogueFacts } from './catalogue-facts.ts';
import { checked, type ConfigEnvironment } from './config-content.ts';

type Reading = Pick<ConfigEnvironment, 'configs'>;

/** The last changed first: all, or those that name a cluster. */
export async function listConfigs(
  env: Reading,
  { after, limit, ...named }: { name?: string; region?: string; after?: TimeCursor; limit: number },
): Promise<Page<ConfigSummary, TimeCursor>> {
  const place = placeOf(after);
  const below = place && { updatedAt: place.at, id: place.id };
  const found = await env.configs.list({ ...named, after: below, limit: limit + 1 });
  return pageOf(found, limit, (last): TimeCursor => `${last.updatedAt}_${last.id}`);
}

/** Rejects with `config-not-found`. */
export async function getConfig(env: Reading, id: string): Promise<ClusterConfig> {
  return (await env.configs.get(id)) ?? notFound(id);
}

/** Newest first. Rejects with `config-not-found`. */
export async function listRevisions(
  env: Reading,
  { id, before, limit }: { id: string; before?: number; limit: number },
): Promise<Page<ConfigRevisionSummary, number>> {
  const found = await env.configs.revisions(id, { before, limit: limit + 1 });
  return pageOf(found ?? notFound(id), limit, ({ number }) => number);
}

/** Rejects with `config-not-found` and `config-revision-not-found`. */
export async function getRevision(env: Reading, id: string, number: number): Promise<ConfigRevision> {
  const revision = await env.configs.revision(id, number);
  if (revision !== undefined) return revision;
  await getConfig(env, id);
  throw new PodpassError('config-revision-not-found', { id, number });
}

/** Everything that is to say about a text, also by what EKS offers now. Nothing is kept. */
export async function validateConfig(
  env: ConfigEnvironment & Pick<Environment, 'catalogue'>,
  text: string,
): Promise<ConfigCheck> {
  const { check, wanted } = await checked(env, text);
  const facts = await catalogueFacts(env, wanted);
  return Object.keys(facts).length === 0 ? check : (await checked(env, text, facts)).check;
}

function notFound(id: string): never {
  throw new PodpassError('config-not-found', { id });
}
