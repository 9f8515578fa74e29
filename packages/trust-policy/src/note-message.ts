import type { NoteCode } from './explained.ts';

export function noteMessage(_code: NoteCode): string {
  throw new Error('not built yet');
}
