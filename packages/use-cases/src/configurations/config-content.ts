import { createHash } from 'node:crypto';
import type { ConfigFacts } from '@podpass/cluster-config';
import { configTextLimit, hasCode, PodpassError } from '@podpass/inventory';
import type { ConfigContent, Writer } from '@podpass/store';
import { allBlueprints } from '../blueprints/read-blueprints.ts';
import type { Actor, Environment } from '../environment.ts';
import type { CheckedConfig } from './check-config.ts';

/** What the use cases of configurations act through. */
export type ConfigEnvironment = Pick<Environment, 'configs' | 'blueprints' | 'checkConfig' | 'now' | 'newId'>;

/**
 * What is kept is judged without asking AWS: a save neither waits for it nor fails with it, and what EKS offers on one day
 * is nothing to keep with a text. It never makes an error, so that nothing is saved that would be refused otherwise.
 * @throws PodpassError `config-too-large`, `config-check-timeout`
 */
export async function checked(env: ConfigEnvironment, text: string, facts: ConfigFacts = {}): Promise<CheckedConfig> {
  refuseLarge(text);
  return env.checkConfig(text, { blueprints: await allBlueprints(env), ...facts });
}

/** A text to keep that may have errors: one that cannot be checked in time is kept all the same. */
export async function draftContent(env: ConfigEnvironment, text: string): Promise<ConfigContent> {
  try {
    return contentOf(text, await checked(env, text));
  } catch (error) {
    if (!hasCode(error, 'config-check-timeout')) throw error;
    return { text, digest: digestOf(text), about: unknown };
  }
}

export function contentOf(text: string, { about }: CheckedConfig): ConfigContent {
  return { text, digest: digestOf(text), about };
}

export function writerOf(env: ConfigEnvironment, actor: Actor): Writer {
  return { by: actor.name, at: env.now().toISOString() };
}

const unknown: ConfigContent['about'] = {
  name: '',
  region: '',
  kubernetesVersion: null,
  project: '',
  cloudCredential: '',
  problems: { errors: 1, warnings: 0 },
};

function refuseLarge(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > configTextLimit.bytes)
    throw new PodpassError('config-too-large', { bytes, limit: configTextLimit.inWords });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
