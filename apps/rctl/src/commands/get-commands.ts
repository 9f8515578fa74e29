import type { AssociationRow } from '@podpass/inventory';
import { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { type OutputFormat, printDocument, printItems } from '../report/print-result.ts';
import { tellProblems } from '../report/tell-problems.ts';
import { everyPage } from './every-page.ts';
import { outputOption, type OutputFlags } from './output-option.ts';

/** `rctl get …`: what there is. */
export function getCommands(): Command {
  const get = new Command('get').description(
    'List clusters, add-ons, associations, service accounts, operations or blueprints',
  );
  get.addCommand(getClusters());
  get.addCommand(getAddons());
  get.addCommand(getAssociations());
  get.addCommand(getServiceAccounts());
  get.addCommand(getOperations());
  get.addCommand(getBlueprints());
  return get;
}

function getClusters(): Command {
  return new Command('clusters')
    .alias('cluster')
    .description('Clusters of all regions, or one with all that EKS says of it')
    .argument('[name]', 'cluster, or name@region')
    .addOption(outputOption())
    .action(async (name: string | undefined, { output }: OutputFlags) => {
      const { client } = await connect();
      if (name !== undefined) {
        printOne(await client.clusters.get({ cluster: name }), output);
        return;
      }
      const { clusters, problems } = await client.clusters.list();
      tellProblems(problems.map((problem) => ({ ...problem, what: `${problem.region}: ${problem.what}` })));
      printItems(
        clusters,
        [
          { header: 'NAME', value: ({ ref }) => ref.key },
          { header: 'STATUS', value: ({ status, problem }) => status ?? problem?.code ?? '' },
          { header: 'KUBERNETES', value: ({ kubernetesVersion }) => kubernetesVersion ?? '' },
          { header: 'REGION', value: ({ ref }) => ref.region },
          { header: 'AUTO MODE', value: ({ autoMode }) => (autoMode ? 'yes' : '') },
          { header: 'OPERATION', value: ({ operation }) => (operation ? `${operation.kind}: ${operation.state}` : '') },
        ],
        output,
      );
    });
}

interface ClusterFlags extends OutputFlags {
  cluster: string;
}

function getAddons(): Command {
  return new Command('addons')
    .alias('addon')
    .description('Add-ons of a cluster, with their health')
    .requiredOption('--cluster <name>', 'cluster, or name@region')
    .addOption(outputOption())
    .action(async ({ cluster, output }: ClusterFlags) => {
      const { client } = await connect();
      const { items, problems } = await client.clusters.addons({ cluster });
      tellProblems(problems);
      printItems(
        items,
        [
          { header: 'NAME', value: (item) => item.name },
          { header: 'VERSION', value: (item) => item.version ?? '' },
          { header: 'STATUS', value: (item) => item.status },
          { header: 'IRSA ROLE', value: (item) => item.serviceAccountRoleArn ?? '' },
          { header: 'ASSOCIATIONS', value: (item) => String(item.associationArns.length) },
          { header: 'ISSUES', value: (item) => item.issues.map(({ code }) => code).join(', ') },
        ],
        output,
      );
    });
}

interface NamespaceFlags extends ClusterFlags {
  namespace?: string;
}

function getAssociations(): Command {
  return new Command('associations')
    .alias('association')
    .description('Pod identity associations of a cluster, with all that EKS describes')
    .requiredOption('--cluster <name>', 'cluster, or name@region')
    .option('-n, --namespace <name>', 'only of this namespace')
    .addOption(outputOption())
    .action(async ({ cluster, namespace, output }: NamespaceFlags) => {
      const { client } = await connect();
      const { items, problems } = await client.associations.list({ cluster, ...(namespace ? { namespace } : {}) });
      tellProblems(problems);
      printItems(
        (items as AssociationRow[]).map(describedAssociation),
        [
          { header: 'NAMESPACE', value: (item) => item.namespace },
          { header: 'SERVICE ACCOUNT', value: (item) => item.serviceAccount },
          { header: 'ROLE', value: (item) => item.roleArn ?? '' },
          { header: 'TRUST', value: (item) => item.trust },
          { header: 'ID', value: (item) => item.associationId },
        ],
        output,
      );
    });
}

/** The shape that scripts rely on: what EKS describes, by its names, plus what the cluster and IAM say of it. */
export function describedAssociation({ details, trust, cluster, ...summary }: AssociationRow) {
  const { sessionPolicy, ...described } = details ?? {};
  return {
    clusterName: /:podidentityassociation\/([^/]+)\//.exec(summary.associationArn)?.[1],
    ...summary,
    ...described,
    ...(sessionPolicy === undefined ? {} : { policy: sessionPolicy }),
    ...(cluster === undefined
      ? {}
      : { namespaceExists: cluster.namespaceExists, serviceAccountExists: cluster.serviceAccountExists }),
    trust: trust.status === 'pending' ? ('unknown' as const) : trust.status,
  };
}

interface ServiceAccountFlags extends NamespaceFlags {
  irsaOnly?: true;
}

function getServiceAccounts(): Command {
  return new Command('service-accounts')
    .alias('service-account')
    .description('Service accounts of a cluster and how their pods get credentials')
    .requiredOption('--cluster <name>', 'cluster, or name@region')
    .option('-n, --namespace <name>', 'only of this namespace')
    .option('--irsa-only', 'only those with an IRSA link')
    .addOption(outputOption())
    .action(async ({ cluster, namespace, irsaOnly, output }: ServiceAccountFlags) => {
      const { client } = await connect();
      const query = { cluster, ...(namespace ? { namespace } : {}), ...(irsaOnly ? { irsaOnly: 'true' } : {}) };
      const { items, problems } = await client.serviceAccounts.list(query);
      tellProblems(problems);
      printItems(
        items,
        [
          { header: 'NAMESPACE', value: (item) => item.namespace },
          { header: 'NAME', value: (item) => item.name },
          { header: 'IRSA ROLE', value: (item) => item.irsa?.roleArn ?? '' },
          { header: 'ASSOCIATION', value: (item) => item.associationId ?? '' },
          { header: 'PODS (PI/IRSA/NONE)', value: ({ pods }) => `${pods.podIdentity}/${pods.irsa}/${pods.none}` },
        ],
        output,
      );
    });
}

interface OperationFlags extends OutputFlags {
  cluster?: string;
  active?: true;
  limit: string;
}

function getOperations(): Command {
  return new Command('operations')
    .alias('operation')
    .description('Operations, the newest first, or one with its plan and events')
    .argument('[id]', 'operation')
    .option('--cluster <name>', 'only of this cluster')
    .option('--active', 'only those that wait or run')
    .option('--limit <number>', 'at most as many, 1 to 200', '50')
    .addOption(outputOption())
    .action(async (id: string | undefined, { cluster, active, limit, output }: OperationFlags) => {
      const { client } = await connect();
      if (id !== undefined) {
        printOne(await client.operations.get({ id }), output);
        return;
      }
      const query = { limit, ...(cluster ? { cluster } : {}), ...(active ? { active: 'true' } : {}) };
      const { items } = await client.operations.list(query);
      printItems(
        items,
        [
          { header: 'ID', value: (item) => item.id },
          { header: 'CLUSTER', value: (item) => item.clusterKey },
          { header: 'OPERATION', value: (item) => item.title },
          { header: 'STATE', value: (item) => item.state },
          { header: 'BY', value: (item) => item.requestedBy },
          { header: 'STARTED', value: (item) => item.startedAt },
        ],
        output,
      );
    });
}

function getBlueprints(): Command {
  return new Command('blueprints')
    .alias('blueprint')
    .description('Blueprints, or one with its versions')
    .argument('[name]', 'blueprint')
    .addOption(outputOption())
    .action(async (name: string | undefined, { output }: OutputFlags) => {
      const { client } = await connect();
      if (name !== undefined) {
        printOne(await client.blueprints.get({ name }), output);
        return;
      }
      const items = await everyPage((after: string | undefined) =>
        client.blueprints.list({ limit: 200, ...(after === undefined ? {} : { after }) }),
      );
      printItems(
        items,
        [
          { header: 'NAME', value: (item) => item.name },
          { header: 'LATEST', value: (item) => item.latest },
          { header: 'BUILT IN', value: ({ builtIn }) => (builtIn ? 'yes' : '') },
          { header: 'DESCRIPTION', value: (item) => item.description },
        ],
        output,
      );
    });
}

/** One thing has more than a row holds: people read it as YAML. */
function printOne(value: unknown, format: OutputFormat): void {
  printDocument(value, format === 'table' ? 'yaml' : format);
}
