import { type ConfigFacts, openClusterConfig, wantedFacts } from '@podpass/cluster-config';
import type { CheckAnswer, CheckRequest } from './checker.ts';

/** Checks of a text until the engine has compiled what they run: they take a fifth of the first one then. */
const WARM_UPS = 8;
/** Milliseconds. What takes longer is not repeated: the next question would have to wait for it. */
const TOO_LONG = 400;

let left = WARM_UPS;
let known: ConfigFacts = {};

globalThis.addEventListener('message', ({ data: { id, text, facts } }: MessageEvent<CheckRequest>) => {
  known = facts ?? known;
  const { diagnostics, model } = openClusterConfig(text, known);
  const answer: CheckAnswer = { id, diagnostics, wanted: wantedFacts(model) };
  globalThis.postMessage(answer);
  if (left === WARM_UPS) setTimeout(() => warmUp(text));
});

/** Goes on while nothing is asked: the text was just opened, and the first key comes later than the first answer. */
function warmUp(text: string): void {
  if (left === 0) return;
  left -= 1;
  const startedAt = performance.now();
  openClusterConfig(text, known);
  if (performance.now() - startedAt < TOO_LONG) setTimeout(() => warmUp(text));
}
