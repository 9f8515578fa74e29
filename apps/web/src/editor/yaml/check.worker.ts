import { openClusterConfig } from '@podpass/cluster-config';
import type { CheckAnswer, CheckRequest } from './checker.ts';

globalThis.addEventListener('message', ({ data: { id, text, facts } }: MessageEvent<CheckRequest>) => {
  const answer: CheckAnswer = { id, diagnostics: openClusterConfig(text, facts).diagnostics };
  globalThis.postMessage(answer);
});
