import { expectAccessible, expectAccessibleInBothModes } from '../support/accessibility.ts';
import { AccessPage } from '../support/access-page.ts';
import { expect, test } from '../support/test.ts';

const cluster = 'demo-eks-cluster';

test('every screen has its title and no accessibility violation, light and dark', async ({ page }) => {
  test.slow();
  const screens = [
    { path: '/clusters', title: 'Clusters · Podpass', shows: 'demo-eks-cluster' },
    { path: `/clusters/${cluster}`, title: `Overview · ${cluster} · Podpass`, shows: 'How pods get AWS credentials' },
    { path: `/clusters/${cluster}/access`, title: `Access · ${cluster} · Podpass`, shows: 'shop-checkout' },
    {
      path: `/clusters/${cluster}/access/service-accounts`,
      title: `Service accounts · Access · ${cluster} · Podpass`,
      shows: 'shop-media',
    },
    {
      path: `/clusters/${cluster}/access/entries`,
      title: `Access entries · Access · ${cluster} · Podpass`,
      shows: 'AmazonEKSAdminViewPolicy',
    },
    { path: `/clusters/${cluster}/activity`, title: `Activity · ${cluster} · Podpass`, shows: 'Operations' },
    { path: '/audit', title: 'Audit log · Podpass', shows: 'Audit log' },
    { path: '/nowhere', title: 'Page not found · Podpass', shows: 'Page not found' },
  ];
  for (const { path, title, shows } of screens) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page).toHaveTitle(title);
      await expect(page.getByRole('main').getByText(shows).first()).toBeVisible();
      await expect(page.getByRole('main').getByText('Loading')).toHaveCount(0);
      await expectAccessibleInBothModes(page);
    });
  }
});

test('a link restores the tab, the filter and the open association', async ({ page, sandbox }) => {
  const [checkout] = await sandbox.associations(cluster, 'shop', 'checkout');
  const access = new AccessPage(page);
  await access.open(cluster, `?f=namespace=shop&association=${checkout?.associationId ?? ''}`);
  await expect(page.getByRole('tab', { name: 'Pod identity associations' })).toHaveAttribute('aria-selected', 'true');
  await expect(access.row('shop/catalog')).toBeVisible();
  await expect(access.row('analytics/exporter')).toBeHidden();
  const details = page.getByRole('complementary', { name: 'shop/checkout' });
  await expect(details).toContainText('Deployment');
  await expectAccessibleInBothModes(page);
  await details.getByRole('button', { name: 'Close details' }).click();
  await expect(details).toBeHidden();
  await expect(page).not.toHaveURL(/association=/);
  await page.reload();
  await expect(access.row('shop/catalog')).toBeVisible();
  await expect(access.row('analytics/exporter')).toBeHidden();
});

test('puts the focus into the filter with /, and filters by what is typed', async ({ page }) => {
  const access = new AccessPage(page);
  await access.open(cluster);
  await expect(access.row('shop/checkout')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Find associations' })).toBeFocused();
  await page.keyboard.type('exporter');
  await page.keyboard.press('Enter');
  await expect(access.row('analytics/exporter')).toBeVisible();
  await expect(access.row('shop/checkout')).toBeHidden();
  await expect(page).toHaveURL(/f=%3Aexporter/);
  await page.keyboard.press('Escape');
  await page.getByRole('main').click({ position: { x: 1, y: 1 } });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
});

test('remembers dark and compact', async ({ page }) => {
  await page.goto('/clusters');
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Display and help' }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
  };
  await choose('Dark');
  await choose('Compact');
  const dark = page.locator('body.awsui-dark-mode');
  await expect(dark).toBeVisible();
  await page.reload();
  await expect(dark).toBeVisible();
  await expect(page.locator('body.awsui-compact-mode')).toBeVisible();
  await expect(page.getByRole('link', { name: 'demo-eks-cluster' })).toBeVisible();
  await expectAccessible(page);
});
