import { changeInWords, diffConfigs, openClusterConfig } from '@podpass/cluster-config';

/** What differs between two texts, as far as words can say it. */
export type Comparison =
  | { kind: 'words'; changes: string[] }
  /** The bytes differ, what they say does not: comments, order, layout. */
  | { kind: 'layout' }
  | { kind: 'same' }
  | { kind: 'unreadable' };

export function compareTexts(before: string, after: string): Comparison {
  if (before === after) return { kind: 'same' };
  const old = openClusterConfig(before).model;
  const now = openClusterConfig(after).model;
  if (old === undefined || now === undefined) return { kind: 'unreadable' };
  const changes = diffConfigs(old, now).map(changeInWords);
  return changes.length === 0 ? { kind: 'layout' } : { kind: 'words', changes };
}
