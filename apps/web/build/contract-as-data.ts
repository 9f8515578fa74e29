import { resolve } from 'node:path';
import { minifyContractRouter } from '@orpc/contract';
import type { AnyContractRouter } from '@orpc/contract';
import { defaultServerConditions, runnerImport, type Plugin } from 'vite';

const name = 'virtual:contract-routes';

/**
 * `virtual:contract-routes`: methods and paths of the API without their schemas. The browser needs no more to call it,
 * and the schemas would bring all of zod, 30 kB gzipped, into the first page.
 */
export function contractAsData(): Plugin {
  return {
    name: 'podpass-contract-as-data',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined;
      const { module, dependencies } = await runnerImport<{ contract: AnyContractRouter }>(
        resolve(import.meta.dirname, '../../../packages/contract/src/index.ts'),
        { resolve: { conditions: ['source', ...defaultServerConditions] }, logLevel: 'warn' },
      );
      for (const file of dependencies) this.addWatchFile(file);
      return `export default ${JSON.stringify(minifyContractRouter(module.contract))}`;
    },
  };
}
