import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import { createStore } from '../ui/store.ts';
import { readStored, writeStored } from '../ui/stored.ts';

/** `mode` undefined: as the system prefers. The same keys are read by `public/appearance.js` before the first paint. */
export interface Appearance {
  mode?: 'light' | 'dark';
  density?: 'comfortable' | 'compact';
}

const key = 'podpass.appearance';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const appearance = createStore<Appearance>(readStored(key, isAppearance) ?? {});

export const useAppearance = appearance.use;

export function setAppearance(change: Appearance): void {
  appearance.set((previous) => ({ ...previous, ...change }));
  writeStored(key, appearance.get());
  apply();
}

export function isDark({ mode }: Appearance): boolean {
  return mode === undefined ? systemDark.matches : mode === 'dark';
}

systemDark.addEventListener('change', apply);

function apply(): void {
  const dark = isDark(appearance.get());
  applyMode(dark ? Mode.Dark : Mode.Light);
  applyDensity(appearance.get().density === 'compact' ? Density.Compact : Density.Comfortable);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
}

function isAppearance(value: unknown): value is Appearance {
  return typeof value === 'object' && value !== null;
}
