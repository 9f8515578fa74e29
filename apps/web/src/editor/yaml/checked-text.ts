import type { Diagnostic } from '@podpass/cluster-config';

const texts = new WeakMap<readonly Diagnostic[], string>();

/** Notes which text a list of diagnostics judges, so that no fix is ever applied to another one. */
export function noteCheckedText(diagnostics: readonly Diagnostic[], text: string): void {
  texts.set(diagnostics, text);
}

export function checkedTextOf(diagnostics: readonly Diagnostic[]): string | undefined {
  return texts.get(diagnostics);
}
