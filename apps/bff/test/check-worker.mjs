// Runs the checking thread from its sources, as the tests themselves run: there need not be a build.
import '../../../packages/tooling/sources/register.mjs';

await import('../src/checking/check-worker.ts');
