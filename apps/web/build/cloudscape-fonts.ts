import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const dataUrl = /url\((["']?)data:font\/woff2;base64,([^)"']+)\1\)/g;

/**
 * Cloudscape ships Open Sans as base64 inside its style sheet, 136 kB gzipped before the first paint. This writes the
 * fonts as files instead: the browser fetches only the weights that a page shows, and `font-src 'self'` suffices.
 */
export function cloudscapeFonts(): Plugin {
  const fonts = new Map<string, Buffer>();
  return {
    name: 'podpass-cloudscape-fonts',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!/@cloudscape-design[/+]global-styles.*index\.css/.test(id)) return undefined;
      return code.replace(dataUrl, (_match, _quote, base64: string) => {
        const bytes = Buffer.from(base64, 'base64');
        const name = `open-sans-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.woff2`;
        fonts.set(name, bytes);
        return `url(/assets/${name})`;
      });
    },
    generateBundle() {
      if (fonts.size === 0) this.error('no fonts found in the style sheet of Cloudscape: has its layout changed?');
      for (const [name, source] of fonts) this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
    },
  };
}
