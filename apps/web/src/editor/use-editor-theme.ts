import { useEffect, useSyncExternalStore } from 'react';
import { isDark, useAppearance } from '../app/appearance.ts';
import { monaco } from './monaco.ts';

const system = window.matchMedia('(prefers-color-scheme: dark)');

// Monaco's own themes have shades that are too pale on white, or on the colours of a comparison (WCAG 1.4.3).
monaco.editor.defineTheme('podpass-light', {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '00670A' },
    { token: 'number', foreground: '076545' },
    { token: 'type', foreground: '005A5A' },
  ],
  colors: {
    'editorLineNumber.foreground': '#1F6478',
    'diffEditor.removedLineBackground': '#FF000014',
    'diffEditor.removedTextBackground': '#FF000024',
  },
});
monaco.editor.defineTheme('podpass-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '8BC777' },
    { token: 'type', foreground: '7BE3D0' },
    { token: 'string', foreground: 'E0AC93' },
    { token: 'keyword', foreground: '7CB8E8' },
  ],
  colors: {
    'editorLineNumber.foreground': '#A0A0A0',
    'diffEditor.insertedLineBackground': '#9BB95514',
    'diffEditor.insertedTextBackground': '#9CCC2C1F',
    'diffEditor.removedLineBackground': '#FF00001A',
    'diffEditor.removedTextBackground': '#FF000029',
  },
});

/** Keeps the editors in the light or dark of the console, also when the system's preference changes. */
export function useEditorTheme(): void {
  const appearance = useAppearance();
  useSyncExternalStore(onSystemChange, () => system.matches);
  const theme = isDark(appearance) ? 'podpass-dark' : 'podpass-light';
  useEffect(() => monaco.editor.setTheme(theme), [theme]);
}

function onSystemChange(changed: () => void): () => void {
  system.addEventListener('change', changed);
  return () => system.removeEventListener('change', changed);
}
