import { useEffect } from 'react';
import { createStore } from '../../ui/store.ts';
import { readStored, writeStored } from '../../ui/stored.ts';

const key = 'podpass.single-key-shortcuts';
const enabled = createStore(readStored(key, isBoolean) ?? true);

/** WCAG 2.1.4: shortcuts of a single character can be switched off, for people who speak or whose hands slip. */
export const useShortcutsEnabled = enabled.use;

export function setShortcutsEnabled(on: boolean): void {
  enabled.set(on);
  writeStored(key, on);
}

export interface Shortcuts {
  onHelp: () => void;
}

/** `/` puts the focus into the page's filter, `?` shows what keys there are. */
export function useShortcuts({ onHelp }: Shortcuts): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!enabled.get() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') onHelp();
      else if (event.key !== '/' || !focusFilter()) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onHelp]);
}

function focusFilter(): boolean {
  const input = document.querySelector<HTMLInputElement>('main [data-podpass-filter] input');
  input?.focus();
  return input !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
