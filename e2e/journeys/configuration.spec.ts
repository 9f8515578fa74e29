import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { answered } from '../support/browser-problems.ts';
import { ConfigurationPage } from '../support/configuration-page.ts';
import { expect, test } from '../support/test.ts';

const configuration = (cluster: string, blueprint: string) => `kind: Cluster
metadata:
  name: ${cluster}
  project: default
spec:
  blueprint: ${blueprint} # agreed with the platform team
  cloudprovider: default
  type: eks
---
apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: ${cluster}
  region: us-west-2
  version: "1.33"
addons:
- name: eks-pod-identity-agent
`;

// On one line: the editor indents what follows a line break itself.
const association =
  'iam: {podIdentityAssociations: [{namespace: dev, serviceAccountName: nginx, roleARN: arn:aws:iam::111122223333:role/nginx}]}\n';

test('a configuration is imported, mended, saved, compared and restored', async ({ page }) => {
  const cluster = 'demo-eks-cluster';
  const tab = new ConfigurationPage(page);
  await tab.open(cluster);
  await expect(page.getByRole('heading', { name: 'No configuration of this cluster is kept here yet' })).toBeVisible();
  await expectAccessibleInBothModes(page);

  await tab.importText(configuration('another', 'minimal'));
  await expect(page.getByText('This is the configuration of another in us-west-2')).toBeVisible();
  await tab.button(`Import it for ${cluster} in us-west-2`).click();
  await expect(tab.editor.locator('.view-lines')).toContainText('agreed with the platform team');
  await tab.confirm(await tab.saveRevision('as it was in the repository'));

  await expect(tab.revision(1)).toBeVisible();
  await tab.button('Edit').click();
  await tab.append(`${association}managedNodeGroup: []\n`);
  await expect(page.getByText(/The key "managedNodeGroup" is not known here/).first()).toBeVisible();
  await expect(tab.button('Save revision')).toHaveAttribute('aria-disabled', 'true');
  await tab.draftSaved();
  await expectAccessibleInBothModes(page);

  // The work survives, and says whose it is.
  await page.reload();
  await expect(page.getByText('There is a draft with changes that are not saved')).toBeVisible();
  await expectAccessible(page);
  await tab.button('Continue draft').click();
  await tab
    .button(/^Change to managedNodeGroups/)
    .first()
    .click();
  await expect(page.getByText(/The key "managedNodeGroup" is not known here/)).toBeHidden();
  const saving = await tab.saveRevision('nginx of dev');
  await expect(saving.getByRole('list', { name: 'Changes' })).toContainText('association dev/nginx: added');
  await tab.confirm(saving);

  await expect(tab.revision(2)).toBeVisible();
  await tab.revision(2).focus();
  await page.keyboard.press('Enter');
  const compared = tab.dialog('Revisions 1 and 2 compared');
  await expect(compared.getByRole('list', { name: 'Changes' })).toContainText('association dev/nginx: added');
  // One below the other where the window is narrow.
  await page.setViewportSize({ width: 1024, height: 768 });
  await expectAccessibleInBothModes(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  // Closed amid its change of layout, it leaves no error behind.
  await page.keyboard.press('Escape');
  await expect(compared).toBeHidden();
  await tab.revision(2).focus();
  await page.keyboard.press('Enter');
  await compared.getByRole('button', { name: 'Restore revision 1' }).click();
  const restoring = tab.dialog('Restore revision 1?');
  await expect(restoring.getByRole('list', { name: 'Changes' })).toContainText('association dev/nginx: removed');
  await expect(page.locator('.monaco-diff-editor .line-delete').first()).toBeVisible();
  await expectAccessibleInBothModes(page);
  await tab.confirm(restoring);
  await expect(tab.revision(3)).toBeVisible();
  await expect(page.getByText('Restores revision 1').first()).toBeVisible();
  const { items } = (await (await page.request.get('/api/v1/cluster-configs')).json()) as {
    items: { id: string; head: number }[];
  };
  expect(items.map(({ head }) => head)).toEqual([3]);
  const kept = await page.request.get(`/api/v1/cluster-configs/${items[0]?.id}/revisions/3`);
  expect(((await kept.json()) as { text: string }).text).toBe(
    configuration('another', 'minimal').replaceAll('another', cluster),
  );
});

test('what the server could not be given is kept by the browser, over a reload', async ({ page, problems }) => {
  problems.expect(/ERR_FAILED/);
  const cluster = 'demo-eks-cluster';
  const tab = new ConfigurationPage(page);
  await tab.open(cluster);
  await tab.importText(configuration(cluster, 'minimal'));
  await tab.confirm(await tab.saveRevision(''));
  await tab.button('Edit').click();
  // Saving stays cut until the page has recovered: the next attempt, four seconds later, would win against the reload.
  await page.route('**/cluster-configs/*/draft', async (route) =>
    route.request().method() === 'PUT' ? await route.abort() : await route.continue(),
  );
  await tab.append('# while nobody listens\n');
  await expect(page.getByText('Draft not saved')).toBeVisible();
  await page.reload();
  await tab.button('Edit').click();
  await expect(page.getByText('Your last changes were recovered')).toBeVisible();
  await page.unroute('**/cluster-configs/*/draft');
  await expect(tab.editor.locator('.view-lines')).toContainText('while nobody listens');
  await tab.draftSaved();
});

test('two people edit one configuration, and neither loses anything', async ({ page, context, problems }) => {
  problems.expect(answered(409, 'cluster-configs'));
  const cluster = 'demo-eks-cluster';
  const one = new ConfigurationPage(page);
  await one.open(cluster);
  await one.importText(configuration(cluster, 'minimal'));
  await one.confirm(await one.saveRevision(''));
  const two = new ConfigurationPage(await context.newPage());
  await two.open(cluster);
  await two.button('Edit').click();
  await one.button('Edit').click();
  await one.append('# from the first\n');
  await one.draftSaved();
  await two.append('# from the second\n');
  await expect(two.page.getByText(/changed this draft, too/)).toBeVisible();
  await two.button('Compare and decide').click();
  const dialog = two.dialog('Somebody else changed this draft');
  await expect(dialog.getByText('only comments, order or layout differ')).toBeVisible();
  await dialog.getByRole('button', { name: 'Go on with theirs' }).click();
  await expect(two.editor.locator('.view-lines')).toContainText('from the first');
  await two.button('Put it back').click();
  await expect(two.editor.locator('.view-lines')).toContainText('from the second');
  await two.draftSaved();
  await two.confirm(await two.saveRevision('of the second'));
  await expect(two.revision(2)).toBeVisible();

  // The first still has revision 1 in mind.
  await one.confirmWithConflict('of the first');
  const conflict = one.dialog('Somebody else saved a revision');
  await expect(conflict.getByText(/saved revision 2/)).toBeVisible();
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(one.revision(3)).toBeVisible();
});

test('ingress controller and agent: one press makes the blueprint that the cluster needs', async ({ page }) => {
  const cluster = 'demo-eks-cluster';
  const tab = new ConfigurationPage(page);
  await page.goto('/blueprints');
  await expect(page.getByRole('link', { name: 'default', exact: true })).toBeVisible();
  await expectAccessibleInBothModes(page);
  await tab.open(cluster);
  await tab.importText(configuration(cluster, 'default'));
  await expect(
    page.getByText('The pod identity agent and the ingress controller cannot share a cluster'),
  ).toBeVisible();
  await expect(tab.button('Save revision')).toHaveAttribute('aria-disabled', 'true');
  await tab.button('Create blueprint default-no-ingress and use it').click();
  await expect(tab.editor.locator('.view-lines')).toContainText('blueprint: default-no-ingress # agreed');
  await tab.confirm(await tab.saveRevision('without ingress'));
  await expect(tab.revision(1)).toBeVisible();

  await page.goto('/blueprints/default-no-ingress');
  await expect(page.getByRole('row', { name: /^ingress-controller-v1 Off/ })).toBeVisible();
  await page.getByRole('button', { name: 'New version' }).click();
  const dialog = page.getByRole('dialog', { name: 'New version of default-no-ingress' });
  await expect(dialog.getByRole('button', { name: 'Save version' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('checkbox', { name: 'backup' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('Other than v1: backup: on → off.')).toBeVisible();
  await expectAccessibleInBothModes(page);
  await dialog.getByRole('button', { name: 'Save version' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('checkbox', { name: 'Select version v1' }).check();
  await page.getByRole('checkbox', { name: 'Select version v2' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(
    page.getByRole('dialog', { name: 'v1 and v2 compared' }).getByRole('row', { name: 'backup on off' }),
  ).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expectAccessibleInBothModes(page);

  await page.goto('/blueprints/default');
  await expect(page.getByRole('button', { name: 'New version' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/stays as it is, so that a configuration/)).toBeVisible();
});
