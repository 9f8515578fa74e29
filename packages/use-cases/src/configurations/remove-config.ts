import type { Actor } from '../environment.ts';
import { auditConfig } from './audit-config.ts';
import { type ConfigEnvironment, writerOf } from './config-content.ts';

/** Deletes a configuration with its revisions. Nothing happens to the cluster. */
export async function removeConfig(env: ConfigEnvironment, actor: Actor, id: string): Promise<void> {
  await env.configs.remove(id, auditConfig(actor, writerOf(env, actor), 'delete-configuration'));
}

/** Gives up the draft, and with it a configuration that has no revision. */
export async function discardDraft(env: ConfigEnvironment, actor: Actor, id: string): Promise<void> {
  const writer = writerOf(env, actor);
  await env.configs.discardDraft({ id, writer }, auditConfig(actor, writer, 'discard-configuration-draft'));
}
