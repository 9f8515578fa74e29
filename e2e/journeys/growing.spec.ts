import { ListNodegroupsCommand } from '@aws-sdk/client-eks';
import type { Page } from '@playwright/test';
import { expectAccessibleInBothModes } from '../support/accessibility.ts';
import { provision, smallConfig } from '../support/cluster-to-make.ts';
import { expect, test } from '../support/test.ts';

const name = 'journey-growing';

test('a changed configuration adds to its cluster; what stays otherwise than it says is told before', async ({
  page,
  sandbox,
}) => {
  await sandbox.control('PUT', 'transitions', { cluster: 200, addon: 100, nodegroup: 100, stack: 100, pod: 50 });
  await page.goto('/clusters');
  const first = await provision(page, smallConfig(name));
  await page.goto(`/operations/${first}`);
  await expect(state(page, 'Done')).toBeVisible({ timeout: 60_000 });

  const added = 'managedNodeGroups:\n- {name: added, instanceType: m5.large, desiredCapacity: 1}\n';
  const grown = smallConfig(name).replace('managedNodeGroups:\n', added).replace('maxSize: 2', 'maxSize: 5');
  await saveRevision(page, grown);
  await page.goto(`/clusters/${name}/configuration`);
  await page.getByRole('main').getByRole('button', { name: 'Provision' }).click();
  const dialog = page.getByRole('dialog', { name: /^Provision/ });
  await expect(
    dialog.getByText(/The node group ng-1 exists and is not changed: .*maximum size 2 \(configured: 5\)/),
  ).toBeVisible();
  await expect(dialog.getByText(/of which \d+ only look at what is there/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cluster (2, all there)' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Nodes (4, 2 there)' })).toBeVisible();
  await dialog.getByRole('button', { name: /^Network and roles \(1\)/ }).click();
  await expect(dialog.getByText(/^Change stack .*: add NodeRoleadded\w+, LaunchTemplateadded\w+$/)).toBeVisible();
  await expectAccessibleInBothModes(page);

  await dialog.getByRole('button', { name: 'Provision', exact: true }).click();
  await expect(page).toHaveURL(/\/operations\//);
  await expect(state(page, 'Done')).toBeVisible({ timeout: 60_000 });
  const { nodegroups } = await sandbox.eks.send(new ListNodegroupsCommand({ clusterName: name }));
  expect(nodegroups?.toSorted()).toEqual(['added', 'ng-1']);
});

async function saveRevision(page: Page, text: string): Promise<void> {
  const { items } = (await (await page.request.get('/api/v1/cluster-configs')).json()) as {
    items: { id: string; name: string }[];
  };
  const { id } = items.find((config) => config.name === name) ?? { id: '' };
  const response = await page.request.post(`/api/v1/cluster-configs/${id}/revisions`, {
    data: { text, basedOn: 1 },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(response.ok(), await response.text()).toBe(true);
}

function state(page: Page, words: string) {
  return page.getByRole('definition').first().getByText(words, { exact: true });
}
