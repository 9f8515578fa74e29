import {
  type ConfigEdit,
  type ConfigFacts,
  configPlaces,
  type ConfigPlaces,
  type Diagnostic,
  editConfigInOrder,
  type EditProblem,
  type OpenedConfig,
  openClusterConfig,
  type Position,
  type WantedFacts,
  wantedFacts,
} from '@podpass/cluster-config';
import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useConfigFacts } from './config-facts.ts';
import { beginHistory, redo, type TextHistory, undo, write } from './text-history.ts';

export interface Workbench {
  readonly text: string;
  /** The text as it was read; read when it is first asked for, so that an editor may go on without it. */
  readonly opened: OpenedConfig;
  readonly diagnostics: readonly Diagnostic[];
  readonly places: ConfigPlaces;
  readonly readOnly: boolean;
  /** Writes edits into the text, all or none. False if the text does not allow it: then `refusal` says why. */
  edit(edits: readonly ConfigEdit[]): boolean;
  /** Why the last edit was refused; gone with the next change. */
  readonly refusal: EditProblem | undefined;
  /** Typing goes on in one step of undoing; `asStep` makes it a step of its own, as an import is. */
  setText(text: string, asStep?: boolean): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Opens the text at a position, where the page has an editor to show it in. */
  readonly showText: ((position: Position | undefined) => void) | undefined;
}

const WorkbenchContext = createContext<Workbench | undefined>(undefined);

/** The configuration that the page works on. Forms and editor are two views of its text, which is the truth. */
export function useWorkbench(): Workbench {
  const workbench = use(WorkbenchContext);
  if (workbench === undefined) throw new Error('useWorkbench needs a ConfigWorkbenchProvider above it');
  return workbench;
}

interface ConfigWorkbenchProps {
  /** Where it begins; another text needs another `key`. */
  initialText: string;
  onTextChange?(text: string): void;
  readOnly?: boolean;
  onShowText?(position: Position | undefined): void;
  children: ReactNode;
}

export function ConfigWorkbenchProvider(props: ConfigWorkbenchProps) {
  const { initialText, onTextChange, readOnly = false, onShowText, children } = props;
  const latest = useRef<TextHistory>(undefined);
  const [history, setHistory] = useState(() => beginHistory(initialText));
  const [refusal, setRefusal] = useState<EditProblem>();
  latest.current ??= history;
  const announce = useEffectEvent((text: string) => onTextChange?.(text));
  const announced = useRef(initialText);
  useEffect(() => {
    if (announced.current === history.text) return;
    announced.current = history.text;
    announce(history.text);
  }, [history.text]);
  const actions = useMemo(() => {
    /** Two edits in one event must see each other, which state alone would not let them. */
    const become = (next: TextHistory): void => {
      latest.current = next;
      setHistory(next);
      setRefusal(undefined);
    };
    const now = (): TextHistory => latest.current ?? beginHistory('');
    return {
      edit(edits: readonly ConfigEdit[]): boolean {
        if (readOnly) return false;
        const result = editConfigInOrder(now().text, edits);
        if (!result.ok) {
          setRefusal(result.problem);
          return false;
        }
        become(write(now(), result.text, { name: handOf(edits), at: Date.now() }));
        return true;
      },
      setText: (text: string, asStep = false) =>
        become(write(now(), text, { name: asStep ? `step ${++steps}` : 'text', at: Date.now() })),
      undo: () => become(undo(now())),
      redo: () => become(redo(now())),
    };
  }, [readOnly]);
  const [wanted, setWanted] = useState<WantedFacts>();
  const { facts } = useConfigFacts(wanted);
  const read = useMemo(() => readLater(history.text, facts), [history.text, facts]);
  const lookUp = useEffectEvent(() => {
    // Where nothing below has read the text, an editor is open, which has it judged elsewhere.
    if (read.isRead()) setWanted((before) => replaceEqualDeep(before, wantedFacts(read.opened().model)));
  });
  // After every drawing, since any may be the first that reads; what is wanted already changes nothing.
  useEffect(() => lookUp());
  const workbench = useMemo<Workbench>(
    () => ({
      text: history.text,
      get opened() {
        return read.opened();
      },
      get diagnostics() {
        return read.opened().diagnostics;
      },
      get places() {
        return read.places();
      },
      readOnly,
      ...actions,
      refusal,
      canUndo: history.past.length > 0 && !readOnly,
      canRedo: history.future.length > 0 && !readOnly,
      showText: onShowText,
    }),
    [history, read, readOnly, actions, refusal, onShowText],
  );
  return <WorkbenchContext value={workbench}>{children}</WorkbenchContext>;
}

/** Only setting one and the same thing again is typing; every other edit is a step of its own. */
function handOf(edits: readonly ConfigEdit[]): string {
  const [edit] = edits;
  if (edits.length !== 1 || edit?.kind !== 'set') return `step ${++steps}`;
  return `${edit.target} ${JSON.stringify(edit.path)}`;
}

let steps = 0;

function readLater(text: string, facts: ConfigFacts | undefined) {
  let opened: OpenedConfig | undefined;
  let places: ConfigPlaces | undefined;
  return {
    isRead: () => opened !== undefined,
    opened: () => (opened ??= openClusterConfig(text, facts)),
    places: () => (places ??= configPlaces(text)),
  };
}
