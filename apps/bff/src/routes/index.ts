import { api } from './api.ts';
import { associations } from './associations.ts';
import { audit } from './audit.ts';
import { blueprints } from './blueprints.ts';
import { catalogue } from './catalogue.ts';
import { changes } from './changes.ts';
import { operations } from './operations.ts';
import { configs } from './cluster-configs.ts';
import { clusters } from './clusters.ts';
import { iam } from './iam.ts';
import { provisioning } from './provisioning.ts';
import { serviceAccounts } from './service-accounts.ts';
import { session } from './session.ts';

/** Every route of the contract; one that is missing does not compile. */
export const router = api.router({
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
});
