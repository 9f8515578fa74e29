import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The linter's configuration is the only guard of the house's walls: planted files prove that it still stands.
// They lie in a folder of their own with the same paths, so that no other tool ever sees them.

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Plant {
  file: string;
  text: string;
  /** The rule that must object; none where the import is allowed. */
  rule?: string;
  /** A word of the message that explains the wall. */
  says?: string;
}

const WALL = 'no-restricted-imports';
const imports = (module: string) => `import { thing } from '${module}';\nexport const planted = thing;\n`;
const refused = (file: string, module: string, says: string): Plant => ({
  file,
  text: imports(module),
  rule: WALL,
  says,
});
const allowed = (file: string, module: string): Plant => ({ file, text: imports(module) });

const PLANTS: Record<string, Plant> = {
  'a pure package reads a file': refused('packages/trust-policy/src/p01.ts', 'node:fs', 'pure'),
  'a pure package reads the clock by a bare name': refused('packages/inventory/src/p02.ts', 'fs/promises', 'pure'),
  'trust-policy imports the inventory': refused('packages/trust-policy/src/p03.ts', '@podpass/inventory', 'downward'),
  'inventory imports the store': refused('packages/inventory/src/p04.ts', '@podpass/store', 'downward'),
  'inventory imports trust-policy': allowed('packages/inventory/src/p05.ts', '@podpass/trust-policy'),
  'the store speaks to AWS': refused('packages/store/src/p06.ts', '@aws-sdk/client-eks', 'packages/aws'),
  'a use case signs a request': refused('packages/use-cases/src/p07.ts', '@smithy/signature-v4', 'packages/aws'),
  'the AWS gateway speaks to AWS': allowed('packages/aws/src/p08.ts', '@aws-sdk/client-eks'),
  'the sandbox uses the schemas of the SDK': allowed('packages/sandbox/src/p09.ts', '@aws-sdk/core/schema'),
  'the AWS gateway speaks to Kubernetes': refused(
    'packages/aws/src/p10.ts',
    '@kubernetes/client-node',
    'packages/kubernetes',
  ),
  'the Kubernetes gateway speaks to Kubernetes': allowed('packages/kubernetes/src/p11.ts', '@kubernetes/client-node'),
  'a test of the sandbox speaks to Kubernetes': allowed('packages/sandbox/test/p12.test.ts', '@kubernetes/client-node'),
  'the sandbox itself speaks to Kubernetes': refused(
    'packages/sandbox/src/p13.ts',
    '@kubernetes/client-node',
    'packages/kubernetes',
  ),
  'the sandbox imports the inventory': refused('packages/sandbox/src/p14.ts', '@podpass/inventory', 'nothing of ours'),
  'a test of the sandbox imports the gateway': refused('packages/sandbox/test/p15.test.ts', '@podpass/aws', 'downward'),
  'the engine imports a use case': refused('packages/operations/src/p49.ts', '@podpass/use-cases', 'downward'),
  'a use case starts operations': allowed('packages/use-cases/src/p50.ts', '@podpass/operations'),
  'a use case imports a gateway': refused('packages/use-cases/src/p16.ts', '@podpass/aws', 'downward'),
  'a use case checks a configuration': allowed('packages/use-cases/src/p47.ts', '@podpass/cluster-config'),
  'a route checks a configuration itself': refused('apps/bff/src/routes/p48.ts', '@podpass/cluster-config', 'downward'),
  'the contract imports a use case': refused('packages/contract/src/p17.ts', '@podpass/use-cases', 'downward'),
  'the contract needs Node': refused('packages/contract/src/p18.ts', 'node:crypto', 'browser'),
  'the console imports the store': refused('apps/web/src/app/p19.ts', '@podpass/store', 'downward'),
  'the console imports the contract': allowed('apps/web/src/app/p20.ts', '@podpass/contract'),
  'the console reads a configuration': allowed('apps/web/src/editor/p44.ts', '@podpass/cluster-config'),
  'rctl reads a configuration': allowed('apps/rctl/src/commands/p45.ts', '@podpass/cluster-config'),
  'the console needs Node': refused('apps/web/src/app/p21.ts', 'node:path', 'browser'),
  'a route imports the sandbox': refused('apps/bff/src/routes/p22.ts', '@podpass/sandbox', 'compose'),
  'the composition imports the sandbox': allowed('apps/bff/src/compose/p23.ts', '@podpass/sandbox'),
  'the composition file imports the gateways': allowed('apps/bff/src/compose.ts', '@podpass/kubernetes'),
  'the composition speaks to AWS itself': refused('apps/bff/src/compose/p25.ts', '@aws-sdk/client-sts', 'packages/aws'),
  'rctl imports a use case': refused('apps/rctl/src/commands/p26.ts', '@podpass/use-cases', 'downward'),
  'rctl imports the sandbox': allowed('apps/rctl/src/commands/p27.ts', '@podpass/sandbox'),
  'a package is entered by its side': refused('apps/bff/src/p28.ts', '@podpass/store/dist/database.js', 'private'),
  'a package is entered by path': refused(
    'apps/bff/src/p29.ts',
    '../../../packages/store/src/index.ts',
    'by their name',
  ),
  'a feature enters another': refused('apps/web/src/features/clusters/p30.tsx', '../access/table.tsx', 'feature'),
  'a feature enters another from a folder': refused(
    'apps/web/src/features/clusters/parts/p31.tsx',
    '../../access/table.tsx',
    'feature',
  ),
  'a feature enters another from deep within': refused(
    'apps/web/src/features/clusters/parts/cells/p32.tsx',
    '../../../access/table.tsx',
    'feature',
  ),
  'a feature uses its own folder above': allowed('apps/web/src/features/clusters/parts/p33.tsx', '../table.tsx'),
  'a feature uses the shared look': allowed('apps/web/src/features/clusters/p34.tsx', '../../ui/page.tsx'),
  'a feature imports the store': refused('apps/web/src/features/clusters/p35.tsx', '@podpass/store', 'downward'),
  'a package logs to the console': {
    file: 'packages/store/src/p36.ts',
    text: `console.log('x');\n`,
    rule: 'no-console',
  },
  'the server logs to the console': {
    file: 'apps/bff/src/http/p37.ts',
    text: `console.log('x');\n`,
    rule: 'no-console',
  },
  'a program speaks at its start': { file: 'apps/bff/src/main.ts', text: `console.log('x');\n` },
  'any type at all': { file: 'packages/aws/src/p39.ts', text: 'export const x: any = 1;\n', rule: 'no-explicit-any' },
  'a file without end': { file: 'packages/aws/src/p40.ts', text: 'export {};\n'.repeat(401), rule: 'max-lines' },
  'a cycle of types': {
    file: 'packages/aws/src/p41.ts',
    text: `import type { B } from './p42.ts';\nexport interface A { b: B }\n`,
    rule: 'no-cycle',
  },
  'the other half of the cycle': {
    file: 'packages/aws/src/p42.ts',
    text: `import type { A } from './p41.ts';\nexport interface B { a: A }\n`,
    rule: 'no-cycle',
  },
  'a promise that nobody awaits': {
    file: 'packages/aws/src/p43.ts',
    text: `async function work(): Promise<void> {}\nexport function start(): void {\n  work();\n}\n`,
    rule: 'no-floating-promises',
  },
};

describe('the walls of the house', () => {
  let folder: string;
  let objections: Map<string, { code: string; message: string }[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'podpass-walls-'));
    await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    await writeFile(
      join(folder, 'tsconfig.json'),
      '{ "compilerOptions": { "strict": true, "noEmit": true, "allowImportingTsExtensions": true } }',
    );
    for (const { file, text } of Object.values(PLANTS)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    objections = await lint(folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(PLANTS))('%s', (_, { file, rule, says = '' }) => {
    const found = objections.get(file) ?? [];
    if (rule === undefined) {
      expect(found).toEqual([]);
      return;
    }
    expect(found).toHaveLength(1);
    expect(found[0]?.code).toContain(`(${rule})`);
    expect(found[0]?.message.toLowerCase()).toContain(says.toLowerCase());
  });
});

/** Runs the linter in a folder. Objections by file, with the rule's name and all that the person reads. */
async function lint(folder: string): Promise<Map<string, { code: string; message: string }[]>> {
  const output = await new Promise<string>((resolve) => {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    // Its exit code says only that there are objections, which is what we want.
    const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') };
    execFile(process.execPath, [oxlint, '--type-aware', '--format=json'], { cwd: folder, env }, (_, stdout) =>
      resolve(stdout),
    );
  });
  if (!output.startsWith('{')) throw new Error(`The linter did not run: ${output}`);
  const report = JSON.parse(output) as {
    diagnostics: { filename: string; code: string; message: string; help?: string }[];
  };
  const byFile = new Map<string, { code: string; message: string }[]>();
  for (const { filename, code, message, help = '' } of report.diagnostics) {
    byFile.set(filename, [...(byFile.get(filename) ?? []), { code, message: `${message} ${help}` }]);
  }
  return byFile;
}
