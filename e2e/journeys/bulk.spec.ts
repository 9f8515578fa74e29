import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';
const roleArn = 'arn:aws:iam::111122223333:role/demo-eks-full';
const header = 'namespace,serviceAccountName,roleARN,createServiceAccount,tags';
const fifty = Array.from({ length: 50 }, (_none, index) => `bulk,worker-${index + 1},${roleArn},yes,batch=${index}`);

test('adds 50 associations from CSV, once every row is right', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await page.goto(`/clusters/${cluster}/access/bulk`);
  const text = page.getByRole('textbox', { name: 'CSV or YAML' });
  await text.fill([header, ...fifty, 'bulk,Not A Name,not-an-arn,yes,'].join('\n'));
  await expect(page.getByText('1 is not right')).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('serviceAccount');
  await expect(rows.nth(1)).toContainText('roleArn');
  await expect(page.getByText('Some rows are not right')).toBeVisible();
  await expectAccessibleInBothModes(page);
  await form.saveButton.click();
  expect(await sandbox.calls('CreatePodIdentityAssociation')).toEqual([]);

  await text.fill([header, ...fifty].join('\n'));
  await expect(page.getByText('All are readable')).toBeVisible();
  await form.previewed();
  await expect(page.getByText(/^101 steps/)).toBeVisible();
  await form.saveButton.click();
  await expect(page.getByText('50 associations are in place', { exact: true })).toBeVisible({ timeout: 60_000 });
  const created = await sandbox.associations(cluster, 'bulk');
  expect(created).toHaveLength(50);
  expect(created.every((each) => each.roleArn === roleArn)).toBe(true);
  expect(await sandbox.hasObject(cluster, 'v1/serviceaccounts', 'bulk/worker-50')).toBe(true);
});

test('adds associations from the YAML of a cluster configuration', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await page.goto(`/clusters/${cluster}/access/bulk`);
  await page.getByRole('textbox', { name: 'CSV or YAML' }).fill(`iam:
  podIdentityAssociations:
    - namespace: shop
      serviceAccountName: storefront
      roleARN: ${roleArn}
    - namespace: media
      serviceAccountName: encoder
      createServiceAccount: true
      roleName: journey-encoder
      permissionPolicyARNs:
        - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
      tags:
        team: media
`);
  await expect(page.getByText('All are readable')).toBeVisible();
  await form.previewed();
  await expectAccessible(page);
  await form.save('2 associations are in place');
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toHaveLength(1);
  const [encoder] = await sandbox.associations(cluster, 'media', 'encoder');
  expect(encoder).toMatchObject({ tags: { team: 'media' }, roleArn: (await sandbox.role('journey-encoder'))?.arn });
});
