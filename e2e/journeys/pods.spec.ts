import { DescribeAddonCommand } from '@aws-sdk/client-eks';
import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AccessPage, runDialog } from '../support/access-page.ts';
import { expect, test } from '../support/test.ts';

test('moves exactly the restarted pods from IRSA to Pod Identity', async ({ page, sandbox }) => {
  const cluster = 'demo-eks-cluster';
  const access = new AccessPage(page);
  const before = await sandbox.mechanisms(cluster);
  await access.open(cluster);
  await expect(access.row('shop/catalog')).toContainText('2 on IRSA');
  await access.select('shop/catalog');
  await access.action('Restart workloads');
  const dialog = access.dialog('Restart the workloads of shop/catalog');
  await expect(dialog.getByRole('button', { name: 'Restart', exact: true })).toBeEnabled();
  await expectAccessibleInBothModes(page);
  await runDialog(dialog, 'Restart');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(access.row('shop/catalog')).toContainText('2 on Pod Identity');

  const after = await sandbox.mechanisms(cluster);
  const isCatalog = (pod: string) => pod.startsWith('catalog-');
  const others = (pods: typeof before) =>
    [...pods].filter(([pod]) => !isCatalog(pod)).map(([pod, { mechanism }]) => `${pod}: ${mechanism}`);
  expect(others(after).toSorted()).toEqual(others(before).toSorted());
  const catalog = [...after.values()].filter(({ pod = '' }) => isCatalog(pod));
  expect(catalog).toHaveLength(2);
  expect(catalog.every(({ mechanism, allowed }) => mechanism === 'pod-identity' && allowed)).toBe(true);
  expect(catalog.some(({ pod = '' }) => before.has(pod))).toBe(false);
});

test('says that the agent is missing, and installs it', async ({ page, sandbox }) => {
  const cluster = 'legacy-prod';
  const access = new AccessPage(page);
  await access.open(cluster);
  await expect(page.getByText('The pod identity agent is missing')).toBeVisible();
  await expect(page.getByText('No pod identity associations yet')).toBeVisible();
  await expectAccessibleInBothModes(page);
  await access.button('Install the agent add-on').click();
  const dialog = access.dialog('Install the pod identity agent');
  await expect(dialog.getByRole('button', { name: 'Install', exact: true })).toBeEnabled();
  await expectAccessible(page);
  await runDialog(dialog, 'Install');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('The pod identity agent is missing')).toBeHidden();
  const { addon } = await sandbox.eks.send(
    new DescribeAddonCommand({ clusterName: cluster, addonName: 'eks-pod-identity-agent' }),
  );
  expect(addon?.status).toBe('ACTIVE');
});
