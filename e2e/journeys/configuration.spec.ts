import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { ConfigurationPage } from '../support/configuration-page.ts';
import { expect, type Page, test } from '../support/test.ts';

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

/** What is kept outlives the tests of this worker: each begins without it. */
async function forgetConfigurations(page: Page, origin = ''): Promise<void> {
  const api = `${origin}/api/v1/cluster-configs`;
  const { items } = (await (await page.request.get(api)).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    expect((await page.request.delete(`${api}/${id}`, { headers: { origin } })).ok(), 'is deleted').toBe(true);
  }
}

test('a configuration is imported, mended and saved', async ({ page, baseURL }) => {
  const cluster = 'demo-eks-cluster';
  const tab = new ConfigurationPage(page);
  await forgetConfigurations(page, baseURL);
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
});

test('ingress controller and agent: one press makes the blueprint that the cluster needs', async ({
  page,
  baseURL,
}) => {
  const cluster = 'demo-eks-cluster';
  const tab = new ConfigurationPage(page);
  await forgetConfigurations(page, baseURL);
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
