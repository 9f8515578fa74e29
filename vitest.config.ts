import { defineConfig } from 'vitest/config';

// Tests read the packages' sources, not their builds: the same `source` condition that the type checker uses. Vite adds
// `import` and `default` by itself; named here, Node would apply `import` to the `require`s inside libraries too.
const conditions = ['source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.{ts,tsx}'],
    environment: 'node',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    pool: 'forks',
    // Files share their worker's modules: loading the SDKs anew for each would take a third of the whole time. So modules
    // must keep nothing that a second test file could trip over.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
