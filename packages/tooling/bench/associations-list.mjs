// How long a person waits for the list of associations with their roles, against the bound that the account's rate
// limit sets, and how long the second time. Prints one line per figure; `--json` prints one JSON document instead.
//   pnpm bench:associations [--associations 2000] [--roles 200] [--per-second 10] [--latency 60] [--json]
import { parseArgs } from 'node:util';
import { createAssociationReader, createAwsGateways, createRoleReader, defaultBudgets } from '@podpass/aws';
import { ADMIN_ACCESS_KEY, demoState, startSandbox } from '@podpass/sandbox';

const burst = 10;
const pageOfAssociations = 100;
const barOfRatio = 1.3;
const barOfSecondView = 200;

await main();

async function main() {
  const settings = readSettings();
  const { region, state } = await accountWith(settings);
  const sandbox = await startSandbox({ state });
  const gateways = createAwsGateways({
    homeRegion: region,
    regions: [region],
    endpoint: sandbox.url,
    credentials: ADMIN_ACCESS_KEY,
    budget: { eks: { ...defaultBudgets.eks, perSecond: settings.perSecond } },
  });
  try {
    const reader = createAssociationReader({ eks: gateways.eks });
    const roles = createRoleReader({ iam: gateways.iam });
    const { ref } = await gateways.eks.describeCluster('bench');
    const first = await view(reader, roles, ref);
    const second = await view(reader, roles, ref);
    report(settings, first, second);
  } finally {
    gateways.close();
    await sandbox.close();
  }
}

function readSettings() {
  const number = (value) => {
    const read = Number(value);
    if (!Number.isInteger(read) || read < 1) throw new Error(`must be a whole number from 1: ${value}`);
    return read;
  };
  const { values } = parseArgs({
    options: {
      associations: { type: 'string', default: '2000' },
      roles: { type: 'string', default: '200' },
      'per-second': { type: 'string', default: '10' },
      latency: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    associations: number(values.associations),
    roles: number(values.roles),
    perSecond: number(values['per-second']),
    latency: number(values.latency),
    json: values.json,
  };
}

/** The demo account with one more cluster, which has so many associations and nothing else. */
async function accountWith({ associations, roles, perSecond, latency }) {
  const state = await demoState();
  const region = state.defaultRegion;
  const { clusters } = state.eks[region];
  const [model] = Object.values(clusters);
  const [modelRole] = Object.values(state.iam.roles);
  const arn = `arn:${state.partition}:eks:${region}:${state.account}:cluster/bench`;
  const nothing = { addons: {}, nodegroups: {}, fargateProfiles: {}, associations: {}, updates: {} };
  const bench = { ...model, ...nothing, name: 'bench', arn, accessEntries: {} };
  state.iam.quotas.rolesPerAccount += roles;
  for (let index = 0; index < roles; index += 1) {
    const name = `bench-${index}`;
    const roleArn = `arn:${state.partition}:iam::${state.account}:role/${name}`;
    state.iam.roles[name] = {
      ...modelRole,
      name,
      path: '/',
      arn: roleArn,
      id: `AROABENCH${String(index).padStart(12, '0')}`,
    };
  }
  for (let index = 0; index < associations; index += 1) {
    const id = `a-${String(index).padStart(17, '0')}`;
    bench.associations[id] = {
      id,
      arn: arn.replace(':cluster/', ':podidentityassociation/').concat(`/${id}`),
      namespace: `team-${index % 40}`,
      serviceAccount: `app-${index}`,
      roleArn: state.iam.roles[`bench-${index % roles}`].arn,
      disableSessionTags: false,
      tags: {},
      createdAt: bench.createdAt,
      modifiedAt: bench.createdAt,
      visibleAt: bench.createdAt,
    };
  }
  clusters.bench = bench;
  state.settings.latency = { eks: latency, iam: 40 };
  state.settings.rateLimits = { eks: { perSecond, burst }, iam: { perSecond, burst } };
  return { region, state };
}

/** Reads the list as a page does: rows as listed, then each with its role and the role's trust policy. */
async function view(reader, roles, cluster) {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const times = { firstRows: 0, allRows: 0, allRoles: 0 };
  let rows = 0;
  let described = 0;
  const trusts = [];
  for await (const batch of reader.rows(cluster)) {
    if (batch.kind === 'summaries') {
      times.firstRows ||= elapsed();
      rows += batch.items.length;
      times.allRows = elapsed();
    }
    if (batch.kind === 'described') {
      described += batch.items.length;
      trusts.push(...batch.items.map(({ roleArn }) => roles.byArn(roleArn)));
    }
  }
  const found = (await Promise.all(trusts)).filter((role) => role !== undefined).length;
  times.allRoles = elapsed();
  if (rows !== described || found !== described)
    throw new Error(`${rows} rows, ${described} described, ${found} roles`);
  return { rows, ...times };
}

function report({ associations, perSecond, latency, json }, first, second) {
  const calls = associations + Math.ceil(associations / pageOfAssociations);
  const bound = ((calls - burst) / perSecond) * 1000;
  const ratio = first.allRoles / bound;
  const result = { associations, perSecond, latency, bound, first, ratio, second };
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } else {
    const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
    const verdict = (good) => (good ? 'within' : 'OVER');
    process.stdout.write(
      [
        `${associations} associations, EKS ${perSecond} calls/s (burst ${burst}), ${latency} ms each: ${calls} calls, bound ${seconds(bound)}`,
        `first rows after        ${seconds(first.firstRows)}`,
        `all rows after          ${seconds(first.allRows)}`,
        `all with roles after    ${seconds(first.allRoles)}   ${ratio.toFixed(3)} times the bound, ${verdict(ratio <= barOfRatio)} ${barOfRatio}`,
        `second view after       ${second.allRoles.toFixed(1)} ms   ${verdict(second.allRoles <= barOfSecondView)} ${barOfSecondView} ms`,
        '',
      ].join('\n'),
    );
  }
  if (ratio > barOfRatio || second.allRoles > barOfSecondView) process.exitCode = 1;
}
