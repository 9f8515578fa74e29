import { UpdateClusterConfigCommand, waitUntilClusterActive } from '@aws-sdk/client-eks';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { answered } from '../support/browser-problems.ts';
import { provision, smallConfig } from '../support/cluster-to-make.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';
const roleName = 'journey-operation';
/** Milliseconds before each answer, until what runs was looked at. */
const slow = { iam: 3_000, eks: 3_000 };
/** Milliseconds until what AWS makes is there. */
const fast = { cluster: 200, addon: 100, nodegroup: 100, stack: 100, pod: 50 };

test('an operation is watched from another page, on its own page and over a reload, and is undone', async ({
  page,
  sandbox,
}) => {
  await startAssociation(page, async () => await sandbox.control('PUT', 'latency', slow));
  await page.goto('/blueprints');
  await expect(page).toHaveTitle(/^\(1 running\) Blueprints/);
  // By keyboard: the menu opens with Enter, and its link leads to the operation.
  await page.getByRole('button', { name: '1 running' }).focus();
  await page.keyboard.press('Enter');
  const link = page.getByRole('dialog', { name: 'Running now' }).getByRole('link', { name: /shop\/storefront/ });
  await expectAccessible(page);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\//);
  await expect(state(page, 'Running')).toBeVisible();
  const step = lastStep(page);
  await expect(page.locator('.podpass-step[data-state=running]').first()).toBeVisible();
  await expect(step).toHaveAttribute('data-state', 'waiting');
  await page.reload();
  await expect(state(page, 'Running')).toBeVisible();
  await sandbox.control('PUT', 'latency', {});
  await expect(step).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await expect(state(page, 'Done')).toBeVisible();
  await expect(page).toHaveTitle(/^Done · /);

  await step.getByRole('button').first().press('Enter');
  await expect(step).toContainText(/AWS request \S{8}/);
  await expect(step).toContainText('aws eks create-pod-identity-association');
  await expect(step.getByRole('button', { name: /^Copy the command/ }).first()).toBeVisible();
  await expect(step.getByRole('heading', { name: 'Documents' })).toBeVisible();
  await expectAccessibleInBothModes(page);
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toHaveLength(1);

  await confirm(page, 'Undo');
  await expect(state(page, 'Undone')).toBeVisible({ timeout: 30_000 });
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toEqual([]);
  expect(await sandbox.role(roleName)).toBeUndefined();
  await page.goto(`/clusters/${cluster}/activity`);
  await expect(page.getByRole('row', { name: /shop\/storefront.*Undone/ }).first()).toBeVisible();
});

test('two operations of a cluster take turns; each tab is told of what it does not show itself', async ({
  page,
  context,
  sandbox,
}) => {
  const other = await context.newPage();
  const second = await fillIn(other, 'catalogue');
  await startAssociation(page, async () => await sandbox.control('PUT', 'latency', { iam: 4_000 }));
  await save(second);
  await page.goto('/operations');
  await expect(page).toHaveTitle(/^\(2 running\) Operations/);
  await expect(other).toHaveTitle(/^\(2 running\) /);
  await page
    .getByRole('link', { name: /shop\/catalogue/ })
    .first()
    .click();
  await expect(page.getByText('It waits for its turn')).toBeVisible();
  await page
    .getByRole('main')
    .getByRole('link', { name: /shop\/storefront/ })
    .click();
  await confirm(page, 'Cancel operation');
  await sandbox.control('PUT', 'latency', {});
  await expect(state(page, 'Cancelled')).toBeVisible({ timeout: 30_000 });
  await expect(lastStep(page)).toContainText('Not done');
  await expect(notice(page, /Done: .*shop\/catalogue/)).toBeVisible({ timeout: 30_000 });
  await expectAccessibleInBothModes(page);
  await expect(other).toHaveTitle(/^(?!\(\d)/);
  // Two notices lie on a pile, which shows the last of them.
  await other.getByRole('button', { name: 'All notifications' }).click();
  await expect(notice(other, /Cancelled: .*shop\/storefront/)).toBeVisible();
  // Its own page says how that ended, and a notice would say the same twice.
  await expect(notice(other, /Done: /)).toHaveCount(0);
  await expectAccessible(other);
});

test('deleting a protected cluster asks for that and for its name, after what outlives it', async ({
  page,
  sandbox,
  problems,
}) => {
  // A page that still shows the cluster when it is gone asks for it once more.
  problems.expect(answered(404, `/clusters/${cluster}`));
  await sandbox.eks.send(new UpdateClusterConfigCommand({ name: cluster, deletionProtection: true }));
  await waitUntilClusterActive({ client: sandbox.eks, maxWaitTime: 30, minDelay: 1 }, { name: cluster });
  await page.goto(`/clusters/${cluster}`);
  await page.getByRole('button', { name: 'Delete cluster' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete cluster ${cluster}?` });
  await expect(dialog.getByText(/was not made from a configuration here/)).toBeVisible();
  const button = dialog.getByRole('button', { name: 'Delete cluster' });
  await expect(dialog.getByText('protected against deletion').first()).toBeVisible();
  await dialog.getByRole('textbox').fill(cluster);
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expectAccessibleInBothModes(page);
  await dialog.getByRole('checkbox', { name: 'Turn off its deletion protection first' }).check();
  await expect(dialog.getByRole('heading', { name: /^\d+ steps?, \d+ calls?/ })).toBeVisible();
  await dialog.getByRole('textbox').fill('');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox').fill(cluster);
  await expect(button).toBeEnabled();
  await dialog.getByRole('textbox').press('Enter');
  await expect(page).toHaveURL(/\/operations\//);
  await expect(page.getByRole('heading', { level: 1, name: `Delete cluster ${cluster}` })).toBeVisible();
  await expect(state(page, 'Done')).toBeVisible({ timeout: 60_000 });
  await page.goto('/clusters');
  await expect(page.getByRole('link', { name: cluster, exact: true })).toBeHidden();
});

test('provisioning that failed half-way is found in the list of clusters, and goes on once its cause is gone', async ({
  page,
  sandbox,
}) => {
  const name = 'journey-retried';
  await sandbox.control('PUT', 'transitions', fast);
  await sandbox.fault({
    service: 'eks',
    operation: 'CreateNodegroup',
    times: 50,
    error: 'ResourceLimitExceededException',
  });
  await page.goto('/clusters');
  await provision(page, smallConfig(name));
  const row = clusterRow(page, name);
  await expect(row).toContainText('Provisioning failed', { timeout: 30_000 });
  await expect(row).toContainText('At: Create node group ng-1');
  await expectAccessible(page);
  await page.goto(`/clusters/${name}`);
  await expect(page.getByText('At the step “Create node group ng-1”. A quota of eks is used up.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Access' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the operation' }).click();

  await expect(state(page, 'Failed')).toBeVisible();
  // Each line of the alert stands in a row of its own.
  const outcome = page.getByRole('main').getByText('At the step: Create node group ng-1').locator('../..');
  await expect(outcome).toContainText('What to do: Remove what is not needed, or ask AWS for a higher quota.');
  await expect(outcome).toContainText(/AWS request \S{8}/);
  await expectAccessibleInBothModes(page);
  await sandbox.clearFaults();
  await confirm(page, 'Retry');
  await expect(state(page, 'Done')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.podpass-step:not([data-state=done]):not([data-state=already-so])')).toHaveCount(0);
  expect(await sandbox.associations(name, 'app', 'reader')).toHaveLength(1);
  expect(await sandbox.calls('CreateCluster'), 'nothing is made twice').toHaveLength(1);
  await page.goto('/clusters');
  await expect(row).toContainText('Active');
});

test('provisioning that failed before EKS knew of the cluster is undone, and leaves nothing', async ({
  page,
  sandbox,
  problems,
}) => {
  const name = 'journey-undone';
  // The page asks EKS for a cluster that it does not have.
  problems.expect(answered(404, `/clusters/${name}`));
  await sandbox.control('PUT', 'transitions', fast);
  await sandbox.fault({ service: 'eks', operation: 'CreateCluster', times: 50, error: 'AccessDeniedException' });
  const before = await sandbox.everything();
  await page.goto('/clusters');
  await provision(page, smallConfig(name));
  const row = clusterRow(page, name);
  await expect(row).toContainText(`At: Create cluster ${name}`, { timeout: 30_000 });
  await row.getByRole('link', { name }).first().click();
  await expect(page.getByText('EKS has no cluster of this name in this region.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the configuration' })).toBeVisible();
  await expectAccessible(page);
  expect(await sandbox.everything(), 'something was made').not.toEqual(before);
  await page.getByRole('link', { name: 'Open the operation' }).click();
  await expect(state(page, 'Failed')).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
  const undoing = page.getByRole('dialog', { name: /^Undo/ });
  await expectAccessibleInBothModes(page);
  await expect(undoing.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await undoing.getByLabel(`type the cluster’s name: ${name}`).fill(name);
  await undoing.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(state(page, 'Undone')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^\d steps were taken back$/)).toBeVisible();
  await expectAccessibleInBothModes(page);
  expect(await sandbox.everything()).toEqual(before);
  expect(
    (await sandbox.calls('CreateCluster')).filter(({ status }) => status === 200),
    'it only goes back',
  ).toEqual([]);
  await page.goto(`/clusters/${name}`);
  await expect(page.getByText('Provisioning undone')).toBeVisible();
});

/** Fills in a new association, makes its way hard by `trouble`, and saves it. */
async function startAssociation(page: Page, trouble: () => Promise<void>): Promise<void> {
  const form = await fillIn(page, 'storefront');
  await trouble();
  await save(form);
}

/** A new association of an account in `shop`, with a new role, previewed. */
async function fillIn(page: Page, account: string): Promise<AssociationFormPage> {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await form.serviceAccount('shop', account);
  await form.newRole();
  await form.enter('Role name', account === 'storefront' ? roleName : `${roleName}-${account}`);
  await form.addPolicyArn('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
  await form.previewed();
  return form;
}

async function save(form: AssociationFormPage): Promise<void> {
  await form.saveButton.click();
  await expect(form.page.getByRole('heading', { name: 'Progress' })).toBeVisible();
}

function clusterRow(page: Page, name: string): Locator {
  return page.getByRole('grid', { name: 'Clusters' }).getByRole('row', { name });
}

/** What the bar above the page says of an operation that has ended. */
function notice(page: Page, words: RegExp): Locator {
  return page.getByRole('list', { name: 'Notifications' }).getByRole('listitem').filter({ hasText: words });
}

/** The operation's state, as its page tells it. */
function state(page: Page, words: string): Locator {
  return page.getByRole('definition').first().getByText(words, { exact: true });
}

/** The last step: the association, which needs all others. */
function lastStep(page: Page): Locator {
  return page.locator('.podpass-step').last();
}

async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: verb, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
}
