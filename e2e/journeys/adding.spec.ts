import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { answered } from '../support/browser-problems.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';
const account = '111122223333';

test('adds an association with a role that trusts the pods already', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'storefront');
  await form.pickRole('demo-eks-full');
  await expect(page.getByText('The trust policy lets these pods use the role')).toBeVisible();
  await form.previewed();
  await expectAccessibleInBothModes(page);
  await form.save('shop/storefront has its association');

  await expect(page.getByRole('row', { name: 'Select shop/storefront' })).toContainText('Trusted');
  const [association] = await sandbox.associations(cluster, 'shop', 'storefront');
  expect(association?.roleArn).toBe(`arn:aws:iam::${account}:role/demo-eks-full`);
  const credentials = await sandbox.credentials(cluster, 'shop', 'storefront');
  expect(credentials.find(({ kind }) => kind === 'if-created-now')).toMatchObject({
    mechanism: 'pod-identity',
    allowed: true,
  });
});

test('fixes a trust policy, showing line by line what is written', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'log-shipper');
  await form.pickRole('invoices-reader');
  await expect(page.getByText('The trust policy does not let these pods use the role')).toBeVisible();
  await page.getByRole('button', { name: 'Fix trust policy' }).click();
  const diff = page.getByRole('region', { name: 'Trust policy, line by line' }).first();
  await expect(diff).toContainText('pods.eks.amazonaws.com');
  await expect(diff).toContainText('lambda.amazonaws.com');
  await form.previewed();
  await expectAccessibleInBothModes(page);
  await form.save('shop/log-shipper has its association');

  const role = await sandbox.role('invoices-reader');
  expect(role?.trustPolicy.Statement).toHaveLength(2);
  expect(role?.trustPolicy.Statement).toContainEqual(
    expect.objectContaining({ Principal: { Service: 'pods.eks.amazonaws.com' } }),
  );
  expect(role?.trustPolicy.Statement).toContainEqual(
    expect.objectContaining({ Principal: { Service: 'lambda.amazonaws.com' } }),
  );
  expect(await sandbox.credentials(cluster, 'shop', 'log-shipper')).toContainEqual(
    expect.objectContaining({ kind: 'if-created-now', mechanism: 'pod-identity', allowed: true }),
  );
});

test('makes a new role with policies, a preset, an inline policy and a boundary', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
  const boundary = `arn:aws:iam::${account}:policy/workload-boundary`;
  const inline = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ['*'] }],
  };
  await form.openAdd(cluster);
  await form.serviceAccount('shop', 'storefront');
  await form.newRole();
  await form.enter('Role name', 'journey-storefront');
  await form.enter('Path', '/journeys/');
  await form.addPolicyArn(readOnly);
  await form.chooseWellKnown(/cert-manager/i);
  await form.writePolicy('permission policy', inline);
  await form.enter('Permission boundary ARN', boundary);
  await form.addTag('team', 'shop');
  await form.previewed();
  await expectAccessibleInBothModes(page);
  await form.save('shop/storefront has its association');

  const role = await sandbox.role('journey-storefront');
  expect(role).toMatchObject({ path: '/journeys/', boundary, attached: expect.arrayContaining([readOnly]) });
  expect(role?.inline).toContainEqual(inline);
  const permissions = JSON.stringify([role?.attached, role?.inline]);
  expect(permissions).toContain('route53');
  expect(JSON.stringify(role?.trustPolicy)).toContain('storefront');
  const [association] = await sandbox.associations(cluster, 'shop', 'storefront');
  expect(association).toMatchObject({ roleArn: role?.arn, tags: { team: 'shop' } });
});

test('creates the service account and its namespace', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.serviceAccount('loyalty', 'points');
  await page.getByRole('checkbox', { name: 'Create service account' }).check();
  await form.pickRole('demo-eks-full');
  await form.previewed();
  await expect(page.getByText('Create namespace loyalty', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await form.save('loyalty/points has its association');

  expect(await sandbox.hasObject(cluster, 'v1/namespaces', 'loyalty')).toBe(true);
  expect(await sandbox.hasObject(cluster, 'v1/serviceaccounts', 'loyalty/points')).toBe(true);
  expect(await sandbox.credentials(cluster, 'loyalty', 'points')).toContainEqual(
    expect.objectContaining({ kind: 'if-created-now', mechanism: 'pod-identity', allowed: true }),
  );
});

test('says what is missing or wrong at its field, and changes nothing', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.saveButton.click();
  await expect(page.getByText('Namespace is needed', { exact: true })).toBeVisible();
  await expect(page.getByText('Service account is needed', { exact: true })).toBeVisible();
  await expect(page.getByText('Role ARN is needed', { exact: true })).toBeVisible();
  await expectAccessibleInBothModes(page);
  await form.serviceAccount('Not_A_Namespace', 'storefront');
  await form.enter('Role ARN', 'arn:aws:iam::1:role/x');
  await expect(page.getByText(/^Namespace must/)).toBeVisible();
  await expect(page.getByText(/^Role ARN must/)).toBeVisible();
  await expect(form.preview).toBeHidden();
  expect(await sandbox.calls('CreatePodIdentityAssociation')).toEqual([]);
});

test('adds an association by keyboard alone', async ({ page, sandbox, problems }) => {
  // Whoever pauses amid an ARN asks for a role that is not there.
  problems.expect(answered(404, 'api/v1/clusters/demo-eks-cluster/trust-check'));
  await page.goto(`/clusters/${cluster}/access/associations`);
  await expect(page.getByRole('row', { name: 'Select shop/checkout' })).toBeVisible();
  const { keyboard } = page;
  const focused = page.locator(':focus');
  const tabTo = async (name: RegExp, role: 'link' | 'combobox' | 'button') => {
    const target = page.getByRole(role, { name }).first();
    for (let presses = 0; presses < 80; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`${role} ${String(name)} is not reached by Tab; the focus is at ${await focused.ariaSnapshot()}`);
  };
  await tabTo(/^Add Pod Identity/, 'link');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Add Pod Identity' })).toBeFocused();
  await tabTo(/^Namespace/, 'combobox');
  await keyboard.type('sho');
  await expect(page.getByRole('option', { name: 'shop' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Namespace' })).toHaveValue('shop');
  await tabTo(/^Service account/, 'combobox');
  await keyboard.type('storefront');
  await keyboard.press('Enter');
  await tabTo(/^Role ARN/, 'combobox');
  await keyboard.type(`arn:aws:iam::${account}:role/demo-eks-full`);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^\d+ steps?, \d+ calls?/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await tabTo(/^Save$/, 'button');
  await keyboard.press('Enter');
  await expect(page.getByText('shop/storefront has its association', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toHaveLength(1);
});
