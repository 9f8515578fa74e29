import { useEffect, useState } from 'react';
import type { ConfigFacts, Diagnostic } from '@podpass/cluster-config';
import { type Checked, createChecker } from './checker.ts';
import { startCheckWorker } from './check-worker-client.ts';

interface Diagnostics {
  /** What is wrong with `checkedText`; of the text before while a new one is being checked. */
  readonly diagnostics: readonly Diagnostic[];
  /** `text` is not judged yet. Fixes must wait: their ranges speak of the text that was checked. */
  readonly checking: boolean;
  /** Why the last text could not be judged (the check took too long, the worker could not start). */
  readonly failure: string | undefined;
}

const nothing: Checked = { text: undefined, diagnostics: [], failure: undefined };

/**
 * Checks a configuration in a web worker after every change, so that no text, however hostile, holds up the page.
 * Keep `facts` the same object while they are the same.
 */
export function useDiagnostics(text: string, facts?: ConfigFacts): Diagnostics {
  const [checked, setChecked] = useState(nothing);
  const [checker] = useState(() => createChecker({ start: startCheckWorker, onChecked: setChecked }));
  useEffect(() => checker.check(text, facts), [checker, text, facts]);
  useEffect(() => () => checker.stop(), [checker]);
  return { diagnostics: checked.diagnostics, checking: checked.text !== text, failure: checked.failure };
}
