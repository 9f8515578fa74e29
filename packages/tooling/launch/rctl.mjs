// `npm run -s rctl -- ARGS`: the command line from a checkout. Its stdout belongs to rctl alone.
import { endWithCaller } from './caller.mjs';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
endWithCaller();
const { launch } = await import('./step.mjs');
const { inTurn } = await import('./turn.mjs');
const { installPackages, buildPrograms } = await import('./prepare.mjs');
const { becomeProgram } = await import('./program.mjs');

await launch(async () => {
  await inTurn(process.stderr, async () => {
    await installPackages(process.stderr);
    await buildPrograms(process.stderr);
  });
});
// npm runs scripts in the checkout's folder; file arguments are meant from where the caller stands.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await becomeProgram('apps/rctl/dist/main.js', process.argv.slice(2));
