import { readFile } from 'node:fs/promises';
import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { expect, type Page, test } from '../support/test.ts';

const account = '111122223333';

/** Two documents, as people keep them: with comments. */
const kept = `# Kept by the platform team.
kind: Cluster
metadata:
  name: journey-advanced
  project: default
spec:
  blueprint: minimal
  cloudprovider: default
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: journey-advanced
  region: us-west-2
  version: "1.33"
addons:
- name: coredns
  version: latest # follows the cluster
iam:
  withOIDC: true # two old charts need it
  podIdentityAssociations:
  # the shop
  - namespace: shop
    serviceAccountName: web
    roleARN: arn:aws:iam::${account}:role/web # asked for in June
  serviceAccounts:
  - metadata:
      name: reports
      namespace: shop
    attachRoleARN: arn:aws:iam::${account}:role/reports
managedNodeGroups:
- name: workers
  instanceTypes:
  - t3.large
`;

async function openAdvanced(page: Page): Promise<void> {
  await page.goto('/clusters/new?step=advanced');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Or paste the text' }).fill(kept);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('row', { name: /shop\/web/ })).toBeVisible();
}

/** The text as it is kept, byte for byte. */
async function textOf(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  return await readFile(await (await downloading).path(), 'utf8');
}

test('picks add-ons by keyboard, with the permissions that EKS recommends, and is told of the agent', async ({
  page,
}) => {
  await openAdvanced(page);
  await expect(page.getByText('The agent is missing')).toBeVisible();
  await expectAccessibleInBothModes(page);
  await page.getByRole('button', { name: 'Add eks-pod-identity-agent' }).first().press('Enter');
  await expect(page.getByText('The agent is missing')).toBeHidden();

  await page.getByRole('button', { name: /^Managed Addons/ }).press('Enter');
  await page
    .getByRole('searchbox', { name: 'Find an add-on' })
    .or(page.getByPlaceholder('Find an add-on'))
    .first()
    .fill('ebs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const driver = page.getByRole('row', { name: /aws-ebs-csi-driver/ });
  await expect(driver).toContainText('Recommended, by Pod Identity');

  await driver.getByRole('button', { name: 'Edit add-on aws-ebs-csi-driver' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Edit aws-ebs-csi-driver' });
  await expect(dialog.getByText('ebs-csi-controller-sa: ')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Configuration values/ }).fill('{"noSuchSetting": true}');
  await expect(dialog.getByText(/^Against its schema/)).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Configuration values/ }).fill('');
  await expectAccessibleInBothModes(page);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Add add-on' }).press('Enter');
  const naming = page.getByRole('dialog', { name: 'Add an add-on' });
  await naming.getByRole('combobox', { name: 'Name', exact: true }).fill('acme cni');
  await naming.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(naming.getByText(/must be the name of an EKS add-on/)).toBeVisible();
  await expectAccessible(page);
  await naming.getByRole('combobox', { name: 'Name', exact: true }).fill('acme-cni');
  await expect(naming.getByText(/EKS may refuse it/)).toBeVisible();
  await naming.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(page.getByRole('row', { name: /acme-cni/ })).toBeVisible();

  const text = await textOf(page);
  expect(text).toContain('  version: latest # follows the cluster\n- name: eks-pod-identity-agent\n');
  expect(text).toMatch(
    /- name: aws-ebs-csi-driver\n {2}version: v[\d.]+-eksbuild\.\d+\n {2}useDefaultPodIdentityAssociations: true\n- name: acme-cni\n {2}version: latest\niam:\n/,
  );
});

test('adds, edits, moves and removes identities by form, and every comment stays', async ({ page }) => {
  await openAdvanced(page);
  await page.getByRole('button', { name: 'Add association', exact: true }).click();
  const adding = page.getByRole('dialog', { name: 'Add pod identity association' });
  await adding.getByRole('textbox', { name: 'Namespace' }).fill('Shop');
  await adding.getByRole('textbox', { name: 'Service Account' }).fill('checkout');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding.getByText(/cannot name a namespace/)).toBeVisible();
  await expect(adding.getByText(/^Needs a roleARN/)).toBeVisible();
  await expectAccessibleInBothModes(page);
  await adding.getByRole('textbox', { name: 'Namespace' }).fill('shop');
  await adding.getByLabel('Create Service Account').check();
  await adding.getByRole('textbox', { name: 'Role ARN', exact: true }).fill(`arn:aws:iam::${account}:role/checkout`);
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('row', { name: /shop\/checkout/ })).toBeVisible();

  await page.getByRole('button', { name: 'Edit association shop/web' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit shop/web' });
  await editing.getByRole('textbox', { name: 'Role ARN', exact: true }).fill(`arn:aws:iam::${account}:role/web-2`);
  await editing.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Move shop/reports to Pod Identity' }).click();
  await expect(page.getByText('No IRSA service account yet')).toBeVisible();
  await page.getByRole('button', { name: 'Remove association shop/checkout' }).click();
  await page.getByRole('button', { name: 'Add eks-pod-identity-agent' }).first().click();

  const text = await textOf(page);
  const expected = kept
    .replace('role/web # asked', 'role/web-2 # asked')
    .replace(/ {2}serviceAccounts:\n[^]*role\/reports\n/, '');
  for (const line of expected.split('\n')) expect(text.split('\n')).toContain(line);
  expect(text).toContain('# the shop\n  - namespace: shop\n    serviceAccountName: web\n');
  expect(text).toContain(`serviceAccountName: reports\n    createServiceAccount: true\n    roleARN: `);
  expect(text).not.toContain('checkout');

  await page.getByRole('button', { name: 'Save & Customize' }).click();
  await expect(page.getByRole('heading', { name: 'YAML' })).toBeVisible();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('# Kept by the platform team.');
});
