import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AccessPage } from '../support/access-page.ts';
import { AssociationFormPage } from '../support/association-form.ts';
import { answered } from '../support/browser-problems.ts';
import { expect, type Page, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';

async function actAs(page: Page, role: 'viewer' | 'operator' | 'admin'): Promise<void> {
  await page.getByRole('button', { name: / · (viewer|operator|admin)$/ }).click();
  await page.getByRole('menuitemcheckbox', { name: `Act as ${role}` }).click();
  await expect(page.getByRole('button', { name: new RegExp(` · ${role}$`) })).toBeVisible();
}

test('signs in with the printed link, which works once', async ({ browser, baseURL, signInLink, sandbox: _resets }) => {
  const link = await signInLink();
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page).toHaveURL(/\/clusters$/);
  await expect(page.getByRole('link', { name: 'demo-eks-cluster' })).toBeVisible();
  await context.clearCookies();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'demo-eks-cluster' })).toBeHidden();
  await expectAccessibleInBothModes(page);
  await context.close();
});

test('says how to sign in when the session has ended, also amid work', async ({ page, context, problems }) => {
  problems.expect(answered(401, 'api/v1'));
  await page.goto('/clusters');
  await expect(page.getByRole('link', { name: 'demo-eks-cluster' })).toBeVisible();
  await context.clearCookies();
  // Nobody has to press anything: the page looks for operations all the time, and finds the session gone.
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
  await expect(page).toHaveTitle('Signed out · Podpass');
  await expectAccessibleInBothModes(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});

test('signs out', async ({ page, problems }) => {
  problems.expect(answered(401, 'api/v1'));
  await page.goto('/clusters');
  await page.getByRole('button', { name: / · admin$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});

test('a viewer sees everything, and why nothing can be changed', async ({ page }) => {
  const access = new AccessPage(page);
  await access.open(cluster);
  await actAs(page, 'viewer');
  await access.select('shop/checkout');
  for (const name of ['Add Pod Identity', 'Edit', 'Delete']) {
    await expect(access.button(name)).toHaveAttribute('aria-disabled', 'true');
  }
  await access.button('Add Pod Identity').focus();
  await expect(
    page
      .getByText(/This needs the role operator or higher/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto('/clusters/legacy-prod/access/associations');
  await expect(access.button('Install the agent add-on')).toHaveAttribute('aria-disabled', 'true');
  await page.goto('/audit');
  await expect(page.getByText('You may not read the audit log.')).toBeVisible();
  await expectAccessible(page);
});

test('an operator adds with an existing role, but makes none', async ({ page, sandbox }) => {
  const form = new AssociationFormPage(page);
  await form.openAdd(cluster);
  await actAs(page, 'operator');
  await form.serviceAccount('shop', 'storefront');
  await form.newRole();
  await form.addPolicyArn('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
  await expect(form.preview).toBeVisible();
  await expect(form.saveButton).toHaveAttribute('aria-disabled', 'true');
  await form.saveButton.hover();
  await expect(
    page
      .getByText(/This needs the role admin/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Existing role' }).check();
  await form.pickRole('demo-eks-full');
  await form.save('shop/storefront has its association');
  expect(await sandbox.associations(cluster, 'shop', 'storefront')).toHaveLength(1);
});
