import { useEffect, useState } from 'react';
import type { ConfigFacts, Diagnostic } from '@podpass/cluster-config';
import { useConfigFacts } from '../../config-workbench/config-facts.ts';
import { type Checked, createChecker } from './checker.ts';
import { startCheckWorker } from './check-worker-client.ts';

interface Diagnostics {
  /** What is wrong with `checkedText`; of the text before while a new one is being checked. */
  readonly diagnostics: readonly Diagnostic[];
  /** `text` is not judged yet. Fixes must wait: their ranges speak of the text that was checked. */
  readonly checking: boolean;
  /** Why the last text could not be judged (the check took too long, the worker could not start). */
  readonly failure: string | undefined;
  /** What the check relies on besides the text. */
  readonly facts: ConfigFacts;
  /** What was left out of the check, and why. */
  readonly unjudged: string | undefined;
}

const nothing: Checked = { text: undefined, diagnostics: [], failure: undefined, wanted: undefined };

/**
 * Checks a configuration in a web worker after every change, so that no text, however hostile, holds up the page. The
 * first check says what to look up; what is found has the text checked again.
 */
export function useDiagnostics(text: string): Diagnostics {
  const [checked, setChecked] = useState(nothing);
  const { facts, unjudged } = useConfigFacts(checked.wanted);
  const [checker] = useState(() => createChecker({ start: startCheckWorker, onChecked: setChecked }));
  useEffect(() => checker.check(text, facts), [checker, text, facts]);
  useEffect(() => () => checker.stop(), [checker]);
  const { diagnostics, failure } = checked;
  return { diagnostics, checking: checked.text !== text, failure, facts, unjudged };
}
