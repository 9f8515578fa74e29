import { associations } from './routes/associations.ts';
import { audit } from './routes/audit.ts';
import { catalogue } from './routes/catalogue.ts';
import { blueprints } from './routes/blueprints.ts';
import { changes } from './routes/changes.ts';
import { operations } from './routes/operations.ts';
import { configs } from './routes/cluster-configs.ts';
import { clusters } from './routes/clusters.ts';
import { iam } from './routes/iam.ts';
import { provisioning } from './routes/provisioning.ts';
import { serviceAccounts } from './routes/service-accounts.ts';
import { session } from './routes/session.ts';

/** The whole HTTP API, under {@link apiPrefix}. */
export const contract = {
  session,
  clusters,
  associations,
  serviceAccounts,
  iam,
  changes,
  operations,
  configs,
  provisioning,
  blueprints,
  audit,
  catalogue,
};
export type Contract = typeof contract;

export const apiPrefix = '/api/v1';
