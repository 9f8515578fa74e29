// How long it takes to say everything about a configuration of 5,000 lines, as the editor does after each pause in typing.
// Prints one line per figure; `--json` prints one JSON document instead. Ends with 1 when the 95th percentile is over the bar.
//   pnpm bench:diagnostics [--lines 5000] [--runs 40] [--json]
import { parseArgs } from 'node:util';
import { openClusterConfig } from '@podpass/cluster-config';

const barOfMilliseconds = 100;
/** A worker is warm after a few checks; the first one is reported by itself. */
const warmUps = 10;

const HEAD = `# The cluster of the shop
kind: Cluster
metadata:
  name: shop
  project: defaultproject
spec:
  blueprint: minimal
  blueprintversion: 2.9.0
  cloudprovider: shop-eks
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
  version: "1.31"
  tags: {team: platform, 'cost-centre': "4711"}
addons:
- name: eks-pod-identity-agent
  version: latest
- name: vpc-cni # with its own identity
  version: latest
  podIdentityAssociations:
  - namespace: kube-system
    serviceAccountName: aws-node
    permissionPolicyARNs: [arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy]
vpc:
  cidr: 10.0.0.0/16
  nat: {gateway: Single}
iam:
  withOIDC: true`.split('\n');

main();

function main() {
  const { lines, runs, json } = readSettings();
  const text = configOf(lines);
  const first = timeOf(text);
  for (let run = 0; run < warmUps; run += 1) timeOf(variantOf(text, run));
  const times = Array.from({ length: runs }, (_, run) => timeOf(variantOf(text, warmUps + run))).toSorted(
    (a, b) => a - b,
  );
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  report({ json }, { lines: text.split('\n').length, ...opened(text), runs, first, median: at(0.5), p95: at(0.95) });
}

function readSettings() {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '5000' },
      runs: { type: 'string', default: '40' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (value) => {
    const read = Number(value);
    if (!Number.isInteger(read) || read < 1) throw new Error(`must be a whole number from 1: ${value}`);
    return read;
  };
  return { lines: number(values.lines), runs: number(values.runs), json: values.json };
}

function timeOf(text) {
  const startedAt = performance.now();
  openClusterConfig(text);
  return performance.now() - startedAt;
}

function opened(text) {
  const { model, diagnostics } = openClusterConfig(text);
  if (model === undefined) throw new Error('the configuration of the benchmark could not be read');
  return {
    associations: model.associations.length,
    nodeGroups: model.nodeGroups.length,
    diagnostics: diagnostics.length,
  };
}

/** No two checked texts are the same, as when somebody types. */
function variantOf(text, run) {
  return text.replace('# The cluster of the shop', `# The cluster of the shop ${run}`);
}

/** Two documents with so many lines: associations and node groups by the hundred, comments, anchors, and a few mistakes. */
function configOf(lines) {
  const associations = [];
  const accounts = [];
  const groups = [];
  const managed = [];
  const count = () => HEAD.length + associations.length + accounts.length + groups.length + managed.length + 4;
  for (let index = 0; count() < lines; index += 1) {
    associations.push(...associationLines(index));
    if (index % 3 === 0) managed.push(...managedLines(index));
    if (index % 8 === 0) groups.push(...groupLines(index));
    if (index % 10 === 0) accounts.push(...accountLines(index));
  }
  return [
    ...HEAD,
    '  podIdentityAssociations:',
    ...associations,
    '  serviceAccounts:',
    ...accounts,
    'managedNodeGroups:',
    ...managed,
    'nodeGroups:',
    ...groups,
    '',
  ].join('\n');
}

function associationLines(index) {
  const lines = [
    `  - namespace: team-${index % 40}`,
    `    serviceAccountName: app-${index}${index % 5 === 0 ? ' # of the front' : ''}`,
  ];
  if (index % 4 === 0) lines.unshift('  # asked for by the team');
  // Every fiftieth has a mistake: what is wrong must not be slow either.
  if (index % 50 === 49) return [...lines, `    roleArn: arn:aws:iam::111122223333:role/app-${index}`];
  if (index % 3 !== 0) return [...lines, `    roleARN: arn:aws:iam::111122223333:role/app-${index}`];
  return [
    ...lines,
    '    createServiceAccount: true',
    '    permissionPolicy:',
    '      Version: "2012-10-17"',
    '      Statement:',
    '      - Effect: Allow',
    "        Action: ['s3:GetObject', 's3:ListBucket']",
    `        Resource: arn:aws:s3:::bucket-${index}/*`,
    '    tags:',
    `      app: 'app-${index}'`,
  ];
}

function accountLines(index) {
  return [
    '  - metadata:',
    `      name: old-${index}`,
    '      namespace: legacy',
    `    attachRoleARN: arn:aws:iam::111122223333:role/old-${index}`,
  ];
}

function managedLines(index) {
  return [
    `- name: managed-${index}`,
    '  instanceTypes: [m6i.large, m6a.large]',
    '  minSize: 1',
    `  maxSize: ${index % 50 === 48 ? '"6"' : 6}`,
    '  desiredCapacity: 3',
    '  volumeSize: 80',
    '  labels:',
    `    pool: managed-${index}`,
    '  taints:',
    '  - key: dedicated',
    '    value: "yes"',
    '    effect: NoSchedule',
  ];
}

function groupLines(index) {
  return [
    `- name: own-${index} # self-managed`,
    '  instanceType: c6i.xlarge',
    '  privateNetworking: true',
    '  minSize: 0',
    '  maxSize: 4',
    '  iam:',
    '    attachPolicyARNs:',
    '    - arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    '    - arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
  ];
}

function report({ json }, figures) {
  const { lines, associations, nodeGroups, diagnostics, runs, first, median, p95 } = figures;
  const good = p95 <= barOfMilliseconds;
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else
    process.stdout.write(
      [
        `${lines} lines, ${associations} associations, ${nodeGroups} node groups, ${diagnostics} diagnostics, ${runs} runs`,
        `first check             ${first.toFixed(1)} ms (a program that has just started)`,
        `median                  ${median.toFixed(1)} ms`,
        `95th percentile         ${p95.toFixed(1)} ms   ${good ? 'within' : 'OVER'} ${barOfMilliseconds} ms`,
        '',
      ].join('\n'),
    );
  if (!good) process.exitCode = 1;
}
