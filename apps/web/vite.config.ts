import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { cloudscapeFonts } from './build/cloudscape-fonts.ts';
import { cloudscapeMessages } from './build/cloudscape-messages.ts';
import { firstPageBudget } from './build/first-page-budget.ts';
import { firstPageChunk } from './build/first-page-chunk.ts';
import { contractAsData } from './build/contract-as-data.ts';

// Where `vite dev` sends API calls: a console that runs already (PODPASS_ORIGIN=http://127.0.0.1:4600 vite apps/web).
const origin = process.env.PODPASS_ORIGIN ?? 'http://127.0.0.1:4600';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), cloudscapeFonts(), cloudscapeMessages(), contractAsData(), firstPageBudget()],
  resolve: {
    // The workspace's packages come from their sources: no build order, and one tree for the minifier to shake.
    conditions: ['source', ...defaultClientConditions],
    alias: {
      'intl-messageformat': resolve(import.meta.dirname, 'src/ui/message-format.ts'),
      // Starts Monaco's workers as Monaco no longer does; the longer name first, for the shorter one is its beginning.
      'monaco-worker-manager/worker': resolve(import.meta.dirname, 'src/editor/yaml/worker-manager-worker.ts'),
      'monaco-worker-manager': resolve(import.meta.dirname, 'src/editor/yaml/worker-manager.ts'),
    },
  },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: fonts or images from style sheets.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_500,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstPageChunk() }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/sign-in', '/healthz', '/readyz'].map((path) => [path, { target: origin, changeOrigin: true }]),
    ),
  },
});
