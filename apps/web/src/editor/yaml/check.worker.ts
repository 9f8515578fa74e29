import { type ConfigFacts, openClusterConfig, wantedFacts } from '@podpass/cluster-config';
import type { CheckAnswer, CheckRequest } from './checker.ts';

let known: ConfigFacts = {};

globalThis.addEventListener('message', ({ data: { id, text, facts } }: MessageEvent<CheckRequest>) => {
  known = facts ?? known;
  const { diagnostics, model } = openClusterConfig(text, known);
  const answer: CheckAnswer = { id, diagnostics, wanted: wantedFacts(model) };
  globalThis.postMessage(answer);
});
