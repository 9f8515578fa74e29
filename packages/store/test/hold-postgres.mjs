// Starts the embedded server from its sources and holds it, for tests that kill the process which did so.
import { once } from 'node:events';
import '../../tooling/sources/register.mjs';

const { startEmbeddedPostgres } = await import('../src/index.ts');
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.send({ databaseUrl: server.databaseUrl });
await once(process, 'message');
await server.stop();
process.exit(0);
