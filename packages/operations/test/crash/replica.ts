import { openStore } from '@podpass/store';
import pg from 'pg';
import { startOperationEngine } from '../../src/index.ts';
import { effectsWork } from '../support/effects.ts';
import { dieAt, toBegin, withMoments } from './moments.ts';

// One replica for the crash suite: an engine over the table of effects, until it is killed or kills itself.
const { DATABASE_URL: databaseUrl = '' } = process.env;
const moment = dieAt(await toBegin());
const store = await openStore({ databaseUrl });
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
await startOperationEngine({
  databaseUrl,
  store: withMoments(store, moment),
  work: effectsWork({ pool, moment }),
  version: 'v1',
  sweepMs: 250,
  retryMs: 10,
  onProblem: (problem) => process.stderr.write(`${problem instanceof Error ? problem.stack : String(problem)}\n`),
});
process.send?.('ready');
