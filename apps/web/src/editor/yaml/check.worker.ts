import { openClusterConfig, wantedFacts } from '@podpass/cluster-config';
import type { CheckAnswer, CheckRequest } from './checker.ts';

globalThis.addEventListener('message', ({ data: { id, text, facts } }: MessageEvent<CheckRequest>) => {
  const { diagnostics, model } = openClusterConfig(text, facts);
  const answer: CheckAnswer = { id, diagnostics, wanted: wantedFacts(model) };
  globalThis.postMessage(answer);
});
