import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  ListAddonsCommand,
  ListClustersCommand,
  ListNodegroupsCommand,
} from '@aws-sdk/client-eks';
import { expectAccessible } from '../support/accessibility.ts';
import { demoConfig } from '../support/demo-config.ts';
import { startAccount, startPodpass } from '../support/podpass-process.ts';
import { Sandbox } from '../support/sandbox.ts';
import { expect, type Page, test } from '../support/test.ts';

const cluster = 'example-eks-cluster';
/** The feature page's example beside the demo's cluster; its versions of add-ons, nodes and images are those of today. */
const example = demoConfig
  .replaceAll('demo-eks-cluster', cluster)
  .replaceAll('679196758854', '111122223333')
  .replaceAll(/version: v1\..*/g, 'version: latest')
  .replace('AmazonLinux2', 'AmazonLinux2023')
  .replace('  version: "1.29"\n  volumeSize', '  volumeSize');

test('a cluster is provisioned from its configuration, over a crash of the server, and deleted', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const account = await startAccount();
  const podpass = await startPodpass(account.variables);
  const sandbox = new Sandbox(podpass);
  const context = await browser.newContext({ baseURL: podpass.origin });
  try {
    await sandbox.control('PUT', 'transitions', { cluster: 4_000, addon: 500, nodegroup: 1_000, stack: 300, pod: 200 });
    const before = await sandbox.everything();
    const page = await context.newPage();
    await page.goto(await podpass.signInLink());

    await imported(page, example);
    await expect(page).toHaveURL(/\/clusters\/new\/[0-9a-f-]{36}/);
    await page.goto(`${page.url()}?step=review`);
    await expect(page.getByText('EKS makes no clusters of Kubernetes 1.29.')).toBeVisible({ timeout: 30_000 });
    await expect(button(page, 'Save and provision')).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    await button(page, /^Use Kubernetes 1/).click();
    await expect(button(page, 'Save and provision')).toBeEnabled({ timeout: 30_000 });
    await expect(page.getByText(/\d+ steps, \d+ calls, usually about \d+ min in all/)).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Save and provision').dblclick();

    await expect(page).toHaveURL(/\/operations\//);
    await expect(page.getByRole('heading', { level: 1, name: `Provision ${cluster}` })).toBeVisible();
    await expect(page.locator('.podpass-step[data-state=running]').first()).toBeVisible();
    await expect.poll(async () => await clusters(sandbox)).toContain(cluster);
    await podpass.crash();
    const address = page.url();
    await page.close();
    const again = await context.newPage();
    await again.goto(address);
    await expect(state(again, 'Done')).toBeVisible({ timeout: 90_000 });
    await expect(again.locator('.podpass-step[data-state=failed]')).toHaveCount(0);
    await expectAccessible(again);
    await asConfigured(sandbox);

    await again.goto('/operations');
    await expect(again.getByRole('row', { name: new RegExp(`Provision ${cluster}`) })).toHaveCount(1);
    await again.goto(`/clusters/${cluster}/access`);
    await expect(
      again.getByRole('link', { name: 'rafay-demo3' }).or(again.getByText('rafay-demo3')).first(),
    ).toBeVisible();

    await again.goto(`/clusters/${cluster}`);
    await button(again, 'Delete cluster').click();
    const dialog = again.getByRole('dialog');
    await dialog.getByRole('textbox').fill(cluster);
    await expect(dialog.getByRole('button', { name: 'Delete cluster' })).toBeEnabled({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Delete cluster' }).click();
    await expect(again).toHaveURL(/\/operations\//);
    await expect(state(again, 'Done')).toBeVisible({ timeout: 90_000 });
    expect(await sandbox.everything()).toEqual(before);
  } finally {
    sandbox.close();
    await context.close();
    await podpass.stop();
    await account.stop();
  }
});

async function imported(page: Page, text: string): Promise<void> {
  await page.goto('/clusters/new');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'cluster.yml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect(dialog.getByText('The file is read')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveValue(cluster);
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('main').getByRole('button', { name });
}

/** The steps say "Done", too: what counts is the state of the whole. */
function state(page: Page, words: string) {
  return page.getByRole('main').getByRole('definition').first().getByText(words, { exact: true });
}

async function clusters({ eks }: Sandbox): Promise<string[]> {
  return (await eks.send(new ListClustersCommand({}))).clusters ?? [];
}

/** Read back past the console. */
async function asConfigured(sandbox: Sandbox): Promise<void> {
  const { eks } = sandbox;
  const made = (await eks.send(new DescribeClusterCommand({ name: cluster }))).cluster;
  expect(made).toMatchObject({
    status: 'ACTIVE',
    tags: { email: 'demo@rafay.co', env: 'dev' },
    resourcesVpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false },
  });
  const { addons = [] } = await eks.send(new ListAddonsCommand({ clusterName: cluster }));
  expect(addons.toSorted()).toEqual(
    ['aws-ebs-csi-driver', 'coredns', 'eks-pod-identity-agent', 'kube-proxy', 'vpc-cni'].toSorted(),
  );
  expect((await eks.send(new ListNodegroupsCommand({ clusterName: cluster }))).nodegroups).toEqual(['ng-51ada954']);
  const { nodegroup } = await eks.send(
    new DescribeNodegroupCommand({ clusterName: cluster, nodegroupName: 'ng-51ada954' }),
  );
  expect(nodegroup).toMatchObject({
    status: 'ACTIVE',
    version: made?.version,
    instanceTypes: ['t3.xlarge'],
    scalingConfig: { minSize: 0, maxSize: 2, desiredSize: 2 },
  });
  for (const name of ['rafay-demo', 'rafay-demo2', 'rafay-demo3']) {
    expect(await sandbox.associations(cluster, 'rafay-demo', name)).toHaveLength(1);
    expect(await sandbox.hasObject(cluster, 'v1/serviceaccounts', `rafay-demo/${name}`)).toBe(true);
    expect(await sandbox.credentials(cluster, 'rafay-demo', name)).toMatchObject([
      { mechanism: 'pod-identity', allowed: true },
    ]);
  }
}
