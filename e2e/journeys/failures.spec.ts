import { expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AccessPage } from '../support/access-page.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { answered } from '../support/browser-problems.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';

test('nobody notices that AWS throttles', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await sandbox.fault(
    { service: 'eks', operation: 'ListPodIdentityAssociations', error: 'ThrottlingException' },
    { service: 'iam', operation: 'CreateRole', times: 2, error: 'Throttling' },
    { service: 'eks', operation: 'CreatePodIdentityAssociation', times: 2, error: 'ThrottlingException' },
  );
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'storefront');
  await form.newRole();
  await form.enter('Role name', 'journey-throttled');
  await form.addPolicyArn('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
  await form.save('shop/storefront has its association');
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toHaveLength(1);
  expect(await sandbox.pendingFaults()).toEqual([]);
});

test('takes back what it made when the association cannot be made, and loses nothing of the form', async ({
  page,
  sandbox,
}) => {
  const form = new AssociationFormPage(page);
  await sandbox.fault({
    service: 'eks',
    operation: 'CreatePodIdentityAssociation',
    times: 1_000,
    error: 'ResourceLimitExceededException',
  });
  await form.openAdd(cluster);
  await form.serviceAccount('refunds', 'worker');
  await page.getByRole('checkbox', { name: 'Create service account' }).check();
  await form.newRole();
  await form.enter('Role name', 'journey-taken-back');
  await form.addPolicyArn('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
  await form.previewed();
  await form.saveButton.click();
  await expect(page.getByText('Nothing of it is left in the account or the cluster.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/quota|limit/i).first()).toBeVisible();
  await expect(page.getByText('Taken back').first()).toBeVisible();
  await expectAccessibleInBothModes(page);
  expect(await sandbox.role('journey-taken-back')).toBeUndefined();
  expect(await sandbox.hasObject(cluster, 'v1/serviceaccounts', 'refunds/worker')).toBe(false);
  expect(await sandbox.hasObject(cluster, 'v1/namespaces', 'refunds')).toBe(false);

  await sandbox.clearFaults();
  await expect(page.getByRole('combobox', { name: 'Namespace' })).toHaveValue('refunds');
  await expect(page.getByRole('textbox', { name: 'Role name' })).toHaveValue('journey-taken-back');
  await page.getByRole('button', { name: 'Change and try again' }).click();
  await form.save('refunds/worker has its association');
  const associations = await sandbox.associations(cluster, 'refunds');
  expect(associations).toHaveLength(1);
  expect(associations[0]?.roleArn).toBe((await sandbox.role('journey-taken-back'))?.arn);
});

test('keeps what a lost answer has made, without making it twice', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await sandbox.fault(
    { service: 'iam', operation: 'CreateRole', error: 'disconnect', phase: 'after' },
    { service: 'eks', operation: 'CreatePodIdentityAssociation', error: 'disconnect', phase: 'after' },
  );
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'storefront');
  await form.newRole();
  await form.enter('Role name', 'journey-lost-answer');
  await form.addPolicyArn('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
  await form.save('shop/storefront has its association');
  const [association, ...more] = await sandbox.associations(cluster, 'shop', 'storefront');
  expect(more).toEqual([]);
  expect(association?.roleArn).toBe((await sandbox.role('journey-lost-answer'))?.arn);
});

test('shows what AWS says while the Kubernetes API of a cluster cannot be reached', async ({
  page,
  sandbox,
  problems,
}) => {
  problems.expect(answered(424, 'api/v1/clusters'));
  const access = new AccessPage(page);
  await sandbox.fault({ service: 'kubernetes', operation: '*', times: 100_000, error: 'disconnect' });
  // What was seen of the cluster just before is still shown for a moment.
  await page.waitForTimeout(3_500);
  await access.open(cluster);
  await expect(access.row('shop/checkout')).toContainText('shop-checkout');
  await expect(access.row('shop/checkout')).toContainText('Trusted');
  await expect(access.row('shop/checkout')).toContainText('Not known');
  await expect(page.getByText('What the other sources say is shown below.').first()).toBeVisible();
  await expectAccessibleInBothModes(page);

  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'storefront');
  await form.pickRole('demo-eks-full');
  await expect(page.getByText('The trust policy lets these pods use the role')).toBeVisible();
});

test('says why clusters cannot be listed, and tries again', async ({ page, sandbox, problems }) => {
  problems.expect(answered(403, 'api/v1/clusters'), answered(424, 'api/v1/clusters'));
  await sandbox.fault({ service: 'eks', operation: 'ListClusters', times: 100, error: 'AccessDeniedException' });
  await page.goto('/clusters');
  await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await expect(page.getByText(/eks:ListClusters|not allowed|denied/i).first()).toBeVisible();
  await expectAccessibleInBothModes(page);
  await sandbox.clearFaults();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByRole('link', { name: 'demo-eks-cluster' })).toBeVisible();
});
