import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/accessibility.ts';
import { answered } from '../support/browser-problems.ts';
import { demoConfig } from '../support/demo-config.ts';
import { startPodpass } from '../support/podpass-process.ts';
import { expect, type Page, test } from '../support/test.ts';

const steps = ['Cluster settings', 'Node groups', 'Advanced', 'Review'];

test('a file is imported, looked at in the forms, saved and downloaded byte for byte', async ({ page }) => {
  await page.goto('/clusters/new');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'demo.yml', mimeType: 'application/yaml', buffer: Buffer.from(demoConfig) });
  await expect(dialog.getByText('The file is read')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveValue('demo-eks-cluster');
  await expect(page.getByText('Draft saved')).toBeVisible();
  for (const step of steps) {
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await expect(page.getByRole('heading', { name: step, exact: true }).first()).toBeVisible();
  }
  await expect(page.getByText('EKS makes no clusters of Kubernetes 1.29.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('textbox', { name: 'Note' }).fill('As the feature page has it');
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await expect(page.getByText('Revision 1 is saved')).toBeVisible();
  expect(await savedText(page)).toBe(demoConfig);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(demoConfig);

  await page.goto('/clusters');
  const table = page.getByRole('grid', { name: 'Saved configurations' });
  await expect(table.getByText('Revision 1')).toBeVisible();
  await table.getByRole('button', { name: 'Delete configuration demo-eks-cluster' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the form is filled by keyboard alone, and every step is accessible', async ({ page }) => {
  await page.goto('/clusters/new');
  await page.getByLabel('Cluster name').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('by-keyboard');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await expectAccessible(page);
  await pressWithKeyboard(page, 'Step 4: Advanced');
  await expect(page.getByRole('heading', { name: 'Advanced', exact: true })).toBeFocused();
  await pressWithKeyboard(page, 'Step 1: General');
  for (const title of steps) {
    await pressWithKeyboard(page, 'Next');
    await expect(page.getByRole('heading', { name: title, exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  }
  await pressWithKeyboard(page, 'Save Changes');
  await expect(page.getByText('Revision 1 is saved')).toBeVisible();
  expect(await savedText(page)).toContain('  name: by-keyboard\n');
});

test('what the forms write keeps comments, and drafts outlive a crash of the server', async ({ browser }) => {
  const podpass = await startPodpass();
  const context = await browser.newContext({ baseURL: podpass.origin });
  try {
    const page = await context.newPage();
    await page.goto(await podpass.signInLink());
    await page.goto('/clusters/new');
    await page.getByLabel('Cluster name').fill('before-the-crash');
    await expect(page.getByText('Draft saved')).toBeVisible();
    const text = await savedText(page);
    expect(text).toContain('# Suggested: hands out the credentials');
    expect(text.match(/name: before-the-crash/g)).toHaveLength(2);

    await page.getByRole('button', { name: 'Save & Customize' }).click();
    await expect(page.getByText('before-the-crash').first()).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Back to the forms' }).click();
    await expect(page.getByLabel('Cluster name')).toHaveValue('before-the-crash');

    await podpass.crash();
    await page.reload();
    await expect(page.getByLabel('Cluster name')).toHaveValue('before-the-crash');
    await page.getByLabel('Cluster name').fill('after-the-crash');
    await expect(page.getByText('Draft saved')).toBeVisible();
    expect(await savedText(page)).toBe(text.replaceAll('before-the-crash', 'after-the-crash'));
  } finally {
    await context.close();
    await podpass.stop();
  }
});

test('somebody else is faster, twice: both texts are compared, and neither is lost', async ({ page, problems }) => {
  problems.expect(answered(409, 'cluster-configs'));
  await page.goto('/clusters/new');
  await page.getByLabel('Cluster name').fill('mine');
  await expect(page.getByText('Draft saved')).toBeVisible();
  const mine = await savedText(page);
  const theirs = mine.replaceAll('name: mine', 'name: theirs');
  await write(page, 'PUT', 'draft', { text: theirs, basedOn: 1 });
  await page.getByLabel('Cluster name').fill('mine-2');
  await page.getByRole('button', { name: 'Compare and decide' }).click();
  const drafts = page.getByRole('dialog', { name: 'Somebody else changed this draft' });
  await expect(drafts.getByRole('list', { name: 'Changes' })).toContainText('metadata.name: changed');
  await expectAccessible(page);
  await drafts.getByRole('button', { name: 'Go on with theirs' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveValue('theirs');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveValue('mine-2');
  await expect(page.getByText('Draft saved')).toBeVisible();

  // A step that was never visited can be opened, and the address keeps it.
  await page.getByRole('button', { name: 'Step 5: Review' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Review', exact: true })).toBeVisible();
  await write(page, 'POST', 'revisions', { text: theirs, basedOn: 0 });
  await page.getByRole('button', { name: 'Save Changes' }).click();
  const revisions = page.getByRole('dialog', { name: 'Somebody else saved a revision' });
  const download = page.waitForEvent('download');
  await revisions.getByRole('button', { name: 'Download mine' }).click();
  const kept = mine.replaceAll('name: mine', 'name: mine-2');
  expect(await readFile(await (await download).path(), 'utf8')).toBe(kept);
  await revisions.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Revision 2 is saved')).toBeVisible();
  expect(await savedText(page)).toBe(kept);
});

/** Somebody else writes the configuration that the address names. */
async function write(page: Page, method: string, what: 'draft' | 'revisions', data: object): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const address = `/api/v1/cluster-configs/${pathname.split('/').at(-1)}/${what}`;
  const answer = await page.request.fetch(address, { method, data, headers: { origin } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** With the tab key from where the focus is, as far as it takes. */
async function pressWithKeyboard(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let tabs = 0; tabs < 120; tabs += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

/** What the server has of the configuration that the address names. */
async function savedText(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/clusters\/new\/[0-9a-f-]{36}/);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await page.request.get(`/api/v1/cluster-configs/${id}`);
  const { draft, revision } = (await answer.json()) as {
    draft: { text: string } | null;
    revision: { text: string } | null;
  };
  return (draft ?? revision)?.text ?? '';
}
