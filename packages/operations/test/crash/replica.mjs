// Runs from the sources, as the tests themselves do: there need not be a build.
import '../../../tooling/sources/register.mjs';

await import('./replica.ts');
