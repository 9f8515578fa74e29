import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { demoState } from '../../src/index.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { type Kubectl, kubectlWith } from './kubectl.ts';
import { type StandAloneSandbox, startStandAlone } from './stand-alone-sandbox.ts';
import { findTools } from './tools.ts';

const found = await findTools();

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1" }] }
`;

/** What kubectl does to one deployment, in this order. */
const COMMANDS: { args: string[]; stdin?: string; prints: RegExp }[] = [
  { args: ['version'], prints: /Server Version: v1\.33/ },
  { args: ['api-resources'], prints: /deployments +deploy +apps\/v1 +true +Deployment/ },
  { args: ['explain', 'pod.spec.serviceAccountName'], prints: /FIELD: serviceAccountName <string>/ },
  { args: ['get', 'nodes'], prints: /Ready/ },
  { args: ['get', 'pods', '--all-namespaces'], prints: /kube-system +eks-pod-identity-agent-\w+ +1\/1 +Running/ },
  { args: ['get', 'serviceaccounts', '-n', 'shop', '-o', 'name'], prints: /^serviceaccount\/catalog\n/ },
  { args: ['get', 'deployments', '-n', 'shop', '-o', 'wide'], prints: /NAME +READY +UP-TO-DATE +AVAILABLE/ },
  { args: ['get', 'pods', '-n', 'shop', '--chunk-size=2', '-o', 'name'], prints: /(pod\/.*\n){5}/ },
  {
    args: ['apply', '--dry-run=server', '-f', '-'],
    stdin: WEB,
    prints: /deployment.apps\/web created \(server dry run\)/,
  },
  { args: ['apply', '-f', '-'], stdin: WEB, prints: /deployment.apps\/web created/ },
  { args: ['apply', '-f', '-'], stdin: WEB, prints: /deployment.apps\/web unchanged/ },
  { args: ['wait', '--for=condition=Available', 'deployment/web', '--timeout=20s'], prints: /condition met/ },
  { args: ['rollout', 'status', 'deployment/web', '--timeout=20s'], prints: /successfully rolled out/ },
  { args: ['describe', 'deployment', 'web'], prints: /Replicas: +2 desired \| 2 updated \| 2 total \| 2 available/ },
  { args: ['describe', 'pods', '-l', 'app=web'], prints: /Service Account: +default/ },
  { args: ['describe', 'serviceaccount', 'default'], prints: /Name: +default/ },
  { args: ['annotate', 'deployment', 'web', 'note=first'], prints: /annotated/ },
  { args: ['annotate', 'deployment', 'web', 'note-'], prints: /annotated/ },
  { args: ['label', 'deployment', 'web', 'team=shop'], prints: /labeled/ },
  { args: ['patch', 'deployment', 'web', '-p', '{"spec":{"replicas":3}}'], prints: /patched/ },
  {
    args: ['patch', 'deployment', 'web', '--type=merge', '-p', '{"metadata":{"labels":{"team":null}}}'],
    prints: /patched/,
  },
  {
    args: ['patch', 'deployment', 'web', '--type=json', '-p', '[{"op":"test","path":"/spec/replicas","value":3}]'],
    prints: /patched \(no change\)/,
  },
  { args: ['rollout', 'restart', 'deployment/web'], prints: /restarted/ },
  { args: ['rollout', 'status', 'deployment/web', '--timeout=20s'], prints: /successfully rolled out/ },
  { args: ['rollout', 'history', 'deployment/web'], prints: /^2 /m },
  { args: ['scale', 'deployment/web', '--replicas=1'], prints: /scaled/ },
  { args: ['apply', '--server-side', '--force-conflicts', '-f', '-'], stdin: WEB, prints: /serverside-applied/ },
  { args: ['diff', '-f', '-'], stdin: WEB, prints: /^$/ },
  { args: ['auth', 'can-i', 'delete', 'pods', '-n', 'shop'], prints: /^yes/ },
  { args: ['auth', 'can-i', '--list'], prints: /Resources/ },
  { args: ['create', 'serviceaccount', 'made'], prints: /serviceaccount\/made created/ },
  { args: ['create', 'configmap', 'made', '--from-literal=a=b'], prints: /configmap\/made created/ },
  { args: ['create', 'token', 'made', '--duration=600s'], prints: /^ey[\w-]+\.[\w-]+\.[\w-]+\n?$/ },
  {
    args: ['create', 'deployment', 'quick', '--image=nginx:1', '--replicas=2'],
    prints: /deployment.apps\/quick created/,
  },
  { args: ['rollout', 'status', 'deployment/quick', '--timeout=20s'], prints: /successfully rolled out/ },
  {
    args: ['create', 'job', 'now', '--from=cronjob/nightly-report', '-n', 'analytics'],
    prints: /job.batch\/now created/,
  },
  { args: ['get', 'events', '--field-selector=reason=Scheduled'], prints: /Successfully assigned/ },
  { args: ['logs', 'deployment/web'], prints: /web started/ },
  { args: ['delete', 'deployment', 'web', 'quick', '--timeout=20s'], prints: /"web" deleted(.|\n)*"quick" deleted/ },
  { args: ['wait', '--for=delete', 'pods', '-l', 'app=web', '--timeout=20s'], prints: /.*/ },
];

/** What the API server refuses, in kubectl's words. */
const REFUSED: { args: string[]; says: RegExp }[] = [
  { args: ['get', 'pod', 'nobody'], says: /\(NotFound\): pods "nobody" not found/ },
  { args: ['get', 'unicorns'], says: /the server doesn't have a resource type "unicorns"/ },
  { args: ['create', 'serviceaccount', 'default'], says: /serviceaccounts "default" already exists/ },
  { args: ['create', 'serviceaccount', 'x', '-n', 'nowhere'], says: /namespaces "nowhere" not found/ },
  { args: ['patch', 'serviceaccount', 'default', '-p', '{"secrets":3}'], says: /./ },
  { args: ['create', 'serviceaccount', 'Not_A_Name'], says: /Invalid value|invalid/ },
  { args: ['delete', 'namespace', 'kube-system'], says: /forbidden/i },
];

describe.skipIf('missing' in found)('kubectl', () => {
  let sandbox: StandAloneSandbox;
  let aws: AwsCli;
  let kubectl: Kubectl;

  beforeAll(async () => {
    if ('missing' in found) return;
    sandbox = await startStandAlone(await demoState());
    aws = startAwsCli(found.tools, sandbox.env, sandbox.folder);
    kubectl = kubectlWith(found.tools, sandbox.env, sandbox.folder, await kubeconfigFor('admin', {}));
  });

  afterAll(async () => {
    aws?.stop();
    await sandbox?.stop();
  });

  it.each(COMMANDS)('$args', async ({ args, stdin, prints }) => {
    expect(await kubectl.text(args, stdin)).toMatch(prints);
  });

  it.each(REFUSED)('refuses $args', async ({ args, says }) => {
    const { code, stderr } = await kubectl.run(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(1);
  });

  it('a watch sees what happens meanwhile', async () => {
    const watching = kubectl.text([
      'get',
      'configmaps',
      '-n',
      'search',
      '--watch',
      '--request-timeout=3s',
      '-o',
      'name',
    ]);
    await kubectl.text(['create', 'configmap', 'seen', '-n', 'search']);
    expect(await watching).toContain('configmap/seen');
  });

  describe('as a developer who may edit one namespace', () => {
    let developer: Kubectl;

    beforeAll(async () => {
      if ('missing' in found) return;
      const assume = ['sts', 'assume-role', '--role-arn', 'arn:aws:iam::111122223333:role/shop-developers'];
      const { Credentials } = await aws.answer([...assume, '--role-session-name', 'ana']);
      const session = {
        AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
        AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
        AWS_SESSION_TOKEN: Credentials.SessionToken,
      };
      const kubeconfig = await kubeconfigFor('developer', session);
      developer = kubectlWith(found.tools, sandbox.env, sandbox.folder, kubeconfig);
    });

    it.each([
      { args: ['list', 'pods', '-n', 'shop'], answer: 'yes' },
      { args: ['patch', 'deployments', '-n', 'shop'], answer: 'yes' },
      { args: ['patch', 'deployments', '-n', 'search'], answer: 'no' },
      { args: ['delete', 'nodes'], answer: 'no' },
    ])('auth can-i $args: $answer', async ({ args, answer }) => {
      const { stdout, code } = await developer.run(['auth', 'can-i', ...args]);
      expect(stdout.trim()).toMatch(new RegExp(`^${answer}`));
      expect(code).toBe(answer === 'yes' ? 0 : 1);
    });

    it('is refused elsewhere, and told why', async () => {
      const { code, stderr } = await developer.run(['delete', 'pods', '--all', '-n', 'search']);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /forbidden: User ".*" cannot list resource "pods" in API group "" in the namespace "search"/,
      );
    });
  });

  /** A configuration with a token of the AWS CLI: quicker than asking its plug-in at each command. */
  async function kubeconfigFor(user: string, session: Record<string, string>): Promise<string> {
    const file = `${sandbox.folder}/kubeconfig-${user}`;
    const { cluster } = await aws.answer(['eks', 'describe-cluster', '--name', 'demo-eks-cluster']);
    const { status } = await aws.answer(['eks', 'get-token', '--cluster-name', 'demo-eks-cluster'], session);
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'demo',
          cluster: { server: cluster.endpoint, 'certificate-authority-data': cluster.certificateAuthority.data },
        },
      ],
      users: [{ name: user, user: { token: status.token } }],
      contexts: [{ name: 'demo', context: { cluster: 'demo', user } }],
      'current-context': 'demo',
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  }
});
