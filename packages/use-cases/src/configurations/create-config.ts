import type { ClusterConfig } from '@podpass/inventory';
import type { Actor } from '../environment.ts';
import { auditConfig } from './audit-config.ts';
import { type ConfigEnvironment, draftContent, writerOf } from './config-content.ts';

/** Keeps a new configuration as a draft. A repeated key gives what was created with it, as it is now. */
export async function createConfig(
  env: ConfigEnvironment,
  actor: Actor,
  { text, key }: { text: string; key?: string | undefined },
): Promise<ClusterConfig> {
  const content = await draftContent(env, text);
  const writer = writerOf(env, actor);
  const audit = auditConfig(actor, writer, 'create-configuration');
  const { config } = await env.configs.create({ id: env.newId(), key, content, writer }, audit);
  return config;
}
