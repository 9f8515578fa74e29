import type { ConfigDraft } from '@podpass/inventory';
import type { ConfigWrite, NewAuditEntry } from '@podpass/store';
import type { Actor } from '../environment.ts';
import { auditConfig } from './audit-config.ts';
import { type ConfigEnvironment, draftContent, writerOf } from './config-content.ts';

export interface DraftToSave {
  id: string;
  text: string;
  basedOn: number;
  base?: number | undefined;
}

/** Editors save after every pause in typing: one entry tells of a person's saves within this time. */
const auditEvery = 10 * 60_000;

/** Saves work in progress. Rejects with `config-conflict` if it was based on another draft than there is. */
export async function saveDraft(
  env: ConfigEnvironment,
  actor: Actor,
  { id, text, basedOn, base }: DraftToSave,
): Promise<Pick<ConfigDraft, 'version' | 'updatedAt'>> {
  const content = await draftContent(env, text);
  const writer = writerOf(env, actor);
  const audit = auditConfig(actor, writer, 'edit-configuration-draft');
  return env.configs.saveDraft({ id, content, basedOn, base, writer }, (write) =>
    isWorthAnEntry(write, actor, writer.at) ? audit(write) : undefined,
  );
}

/** Always where somebody else's text is replaced, which the entry then has. */
function isWorthAnEntry({ overwritten }: ConfigWrite, { name }: Actor, at: NewAuditEntry['at']): boolean {
  if (overwritten === undefined || overwritten.by !== name) return true;
  return Math.floor(Date.parse(overwritten.at) / auditEvery) !== Math.floor(Date.parse(at) / auditEvery);
}
