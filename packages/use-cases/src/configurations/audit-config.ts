import type { ConfigSide, ConfigWrite, NewAuditEntry, Writer } from '@podpass/store';
import type { Actor } from '../environment.ts';

type ConfigAction =
  | 'create-configuration'
  | 'edit-configuration-draft'
  | 'discard-configuration-draft'
  | 'save-configuration-revision'
  | 'delete-configuration';

/** Longer texts are named by their digest alone: pages of the log stay readable, and revisions keep their texts. */
const longest = 16 * 1024;

/** The entry for one write of a configuration: both sides by number and digest, with their lines to compare. */
export function auditConfig(actor: Actor, { at }: Writer, action: ConfigAction): (write: ConfigWrite) => NewAuditEntry {
  return ({ id, name, before, after }) => ({
    at,
    actor: actor.name,
    role: actor.role,
    action,
    target: name === '' ? `configuration ${id}` : name,
    outcome: 'done',
    before: { configuration: id, ...sides(before) },
    after: { configuration: id, ...sides(after) },
    awsRequestIds: [],
  });
}

function sides(all: ConfigSide[]): Record<string, unknown> {
  return Object.fromEntries(
    all.map(({ kind, number, digest, text }) => [
      kind,
      {
        number,
        sha256: digest,
        characters: text.length,
        ...(text.length <= longest && { lines: text.split('\n') }),
      },
    ]),
  );
}
