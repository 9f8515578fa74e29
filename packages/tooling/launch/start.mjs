// `npm start`: installs and builds what is missing or stale, then runs the server.
import { endWithCaller } from './caller.mjs';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
endWithCaller();
const { launch } = await import('./step.mjs');
const { inTurn } = await import('./turn.mjs');
const { installPackages, buildPrograms, buildConsole } = await import('./prepare.mjs');
const { becomeProgram } = await import('./program.mjs');

await launch(async () => {
  await inTurn(process.stdout, async () => {
    await installPackages(process.stdout);
    await buildPrograms(process.stdout);
    await buildConsole(process.stdout);
  });
});
await becomeProgram('apps/bff/dist/main.js', process.argv.slice(2));
