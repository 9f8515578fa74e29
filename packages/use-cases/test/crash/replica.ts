import { startOperationEngine } from '@podpass/operations';
import { openStore } from '@podpass/store';
import { dieAt, toBegin, withMoments } from '../../../operations/test/crash/moments.ts';
import { operationWork } from '../../src/index.ts';
import { stepsOn } from '../support/steps-on.ts';
import { withMomentsAroundWrites } from './writes.ts';

// One replica for the crash suite of provisioning: the real steps over the real gateways on the suite's sandbox, until it
// is killed or kills itself.
const { DATABASE_URL: databaseUrl = '', SANDBOX_URL: endpoint = '', REGION: region = '' } = process.env;
process.noDeprecation = true;
const moment = dieAt(await toBegin());
const store = await openStore({ databaseUrl });
const { steps } = stepsOn({ endpoint, region, store });
await startOperationEngine({
  databaseUrl,
  store: withMoments(store, moment),
  work: operationWork(withMomentsAroundWrites(steps, moment)),
  version: 'test',
  sweepMs: 250,
  retryMs: 20,
  onProblem: (problem) => process.stderr.write(`${problem instanceof Error ? problem.stack : String(problem)}\n`),
});
process.send?.('ready');
