import type { Fix } from '@podpass/cluster-config';
import { monaco } from '../monaco.ts';

/** A fix that the light bulb offers at its marker. */
export interface OfferedFix {
  readonly fix: Fix;
  readonly marker: monaco.editor.IMarkerData;
}

interface Offers {
  fixes(): readonly OfferedFix[];
  apply(fix: Fix): void;
}

const APPLY = 'podpass.apply-fix';
const offersOf = new WeakMap<monaco.editor.ITextModel, Offers>();

monaco.editor.registerCommand(APPLY, (_accessor, model: monaco.editor.ITextModel, fix: Fix) => {
  offersOf.get(model)?.apply(fix);
});

monaco.languages.registerCodeActionProvider(
  'yaml',
  {
    provideCodeActions(model, range) {
      const near = (offersOf.get(model)?.fixes() ?? []).filter(({ marker }) =>
        monaco.Range.areIntersectingOrTouching(range, marker),
      );
      const actions = near.map(({ fix, marker }) => ({
        title: fix.title,
        kind: 'quickfix',
        diagnostics: [marker],
        isPreferred: near.length === 1,
        command: { id: APPLY, title: fix.title, arguments: [model, fix] },
      }));
      return { actions, dispose: () => undefined };
    },
  },
  { providedCodeActionKinds: ['quickfix'] },
);

/** Offers fixes in the light bulb and under Ctrl+. for as long as the model lives. */
export function offerFixes(model: monaco.editor.ITextModel, offers: Offers): void {
  offersOf.set(model, offers);
}
