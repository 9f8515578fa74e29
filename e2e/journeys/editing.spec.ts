import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AccessPage, runDialog } from '../support/access-page.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';

test('edits role, tags, session tags, session policy and target role, and clears them again', async ({
  page,
  sandbox,
}) => {
  const form = new AssociationFormPage(page);
  const [before] = await sandbox.associations(cluster, 'shop', 'checkout');
  const id = before?.associationId ?? '';
  const targetRoleArn = 'arn:aws:iam::444455556666:role/data-lake-writer';
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };

  await form.openEdit(cluster, id);
  await expect(page.getByText('3 pods of Deployment checkout')).toBeVisible();
  await form.pickRole('demo-eks-full');
  await form.openSessionSettings();
  await form.enter('Target role ARN', targetRoleArn);
  await page.getByRole('checkbox', { name: 'Disable session tags' }).check();
  await form.writePolicy('session policy', policy);
  await form.addTag('cost', '42');
  await form.previewed();
  await expectAccessibleInBothModes(page);
  await form.save('The association of shop/checkout is updated');
  const [edited] = await sandbox.associations(cluster, 'shop', 'checkout');
  expect(edited).toMatchObject({
    associationId: id,
    roleArn: 'arn:aws:iam::111122223333:role/demo-eks-full',
    targetRoleArn,
    disableSessionTags: true,
    tags: { team: 'shop', cost: '42' },
  });
  expect(JSON.parse(edited?.policy ?? '')).toEqual(policy);

  await form.openEdit(cluster, id);
  await form.enter('Target role ARN', '');
  await page.getByRole('button', { name: 'Remove session policy' }).click();
  await page.getByRole('checkbox', { name: 'Disable session tags' }).uncheck();
  await page.getByRole('button', { name: 'Remove tag cost' }).click();
  await form.save('The association of shop/checkout is updated');
  const [cleared] = await sandbox.associations(cluster, 'shop', 'checkout');
  expect(cleared).toMatchObject({ disableSessionTags: false, tags: { team: 'shop' } });
  expect(cleared?.targetRoleArn ?? '').toBe('');
  expect(cleared?.policy ?? '').toBe('');
});

test('deletes an association after showing which pods use it', async ({ page, sandbox }) => {
  const access = new AccessPage(page);
  await access.open(cluster);
  await access.select('shop/checkout');
  await access.button('Delete').click();
  const dialog = access.dialog('Delete association shop/checkout?');
  await expect(dialog).toContainText('3 running pods use it now');
  await expectAccessibleInBothModes(page);
  await runDialog(dialog, 'Delete');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(access.row('shop/checkout')).toBeHidden();
  expect(await sandbox.associations(cluster, 'shop', 'checkout')).toEqual([]);
  expect(await sandbox.credentials(cluster, 'shop', 'checkout')).toContainEqual(
    expect.objectContaining({ kind: 'if-created-now', mechanism: 'node' }),
  );
});

test('locks an association that belongs to an add-on', async ({ page, sandbox }) => {
  const access = new AccessPage(page);
  await access.open(cluster);
  const row = access.row('kube-system/ebs-csi-controller-sa');
  await expect(row).toContainText('aws-ebs-csi-driver');
  await access.select('kube-system/ebs-csi-controller-sa');
  await expect(access.button('Edit')).toHaveAttribute('aria-disabled', 'true');
  await access.button('Delete').hover();
  await expect(
    page
      .getByText(/belongs to the add-on aws-ebs-csi-driver/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await access.button('Delete').click({ force: true });
  await expect(page.getByRole('dialog', { name: /Delete/ })).toBeHidden();
  await expectAccessible(page);
  expect(await sandbox.associations(cluster, 'kube-system', 'ebs-csi-controller-sa')).toHaveLength(1);
});

test('fixes the trust policy of an association from the list', async ({ page, sandbox }) => {
  const access = new AccessPage(page);
  await access.open(cluster);
  await expect(access.row('analytics/reporter')).toContainText('Not trusted');
  await access.select('analytics/reporter');
  await access.action('Fix trust policy');
  const dialog = access.dialog('Fix the trust policy of analytics-reporter');
  await expect(dialog.getByRole('button', { name: 'Write trust policy' })).toBeEnabled();
  await expectAccessibleInBothModes(page);
  await runDialog(dialog, 'Write trust policy');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(access.row('analytics/reporter')).toContainText('Trusted');
  const pods = await sandbox.credentials(cluster, 'analytics', 'reporter');
  expect(pods.every(({ allowed }) => allowed)).toBe(true);
});
