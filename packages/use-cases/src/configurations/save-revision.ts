import { type ConfigRevision, PodpassError } from '@podpass/inventory';
import type { Actor } from '../environment.ts';
import { auditConfig } from './audit-config.ts';
import { checked, type ConfigEnvironment, contentOf, writerOf } from './config-content.ts';

export interface RevisionToSave {
  id: string;
  text: string;
  basedOn: number;
  note?: string | undefined;
}

/**
 * Saves a revision, or gives the newest one if it has this text already. Rejects with `config-invalid` if the text has
 * errors, and with `config-conflict` if it was based on another revision than the newest.
 */
export async function saveRevision(
  env: ConfigEnvironment,
  actor: Actor,
  { id, text, basedOn, note = '' }: RevisionToSave,
): Promise<ConfigRevision> {
  const found = await checked(env, text);
  if (!found.check.valid) {
    const { diagnostics } = found.check;
    throw new PodpassError('config-invalid', { diagnostics, errors: found.about.problems.errors });
  }
  const writer = writerOf(env, actor);
  const saved = auditConfig(actor, writer, 'save-configuration-revision');
  const discarded = auditConfig(actor, writer, 'discard-configuration-draft');
  return env.configs.saveRevision({ id, content: contentOf(text, found), basedOn, note, writer }, (write) =>
    write.after.length === 0 ? discarded(write) : saved(write),
  );
}
