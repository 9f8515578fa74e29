import { expectAccessible } from '../support/accessibility.ts';
import { demoConfig } from '../support/demo-config.ts';
import type { Locator } from '@playwright/test';
import { expect, type Page, test } from '../support/test.ts';

test('an error that is typed is marked at its place, and its quick fix mends it', async ({ page }) => {
  await page.goto('/clusters/new');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await pasteText(dialog.getByRole('textbox', { name: 'Or paste the text' }), 'a: b\n'.repeat(2_000_000));
  await expect(dialog.getByText('The text is larger than 1 MiB')).toBeVisible();
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'demo.yml', mimeType: 'application/yaml', buffer: Buffer.from(demoConfig) });
  await expect(dialog.getByText('The file is read')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByRole('button', { name: 'Save & Customize' }).click();

  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('EKS no longer supports Kubernetes 1.29');
  const editor = page.getByRole('textbox', { name: 'Cluster configuration' });
  await editor.focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 6; line += 1) await page.keyboard.press('ArrowDown');
  for (let column = 1; column < 9; column += 1) await page.keyboard.press('ArrowRight');
  await timeUntilMarked(page);
  await page.keyboard.press('Delete');
  await expect(problems).toContainText('blueprnt');
  const marked = await page.evaluate(() => (globalThis as unknown as { marked: Promise<number> }).marked);
  // A figure to look at; how fast it has to be is for a quiet machine to say.
  test.info().annotations.push({ type: 'marked after', description: `${Math.round(marked)} ms` });
  console.log(`marked ${Math.round(marked)} ms after the key`);

  await page.keyboard.press('Control+Home');
  await problems.getByRole('button', { name: 'Line 6:3, go to: The key' }).click();
  await expect(editor).toBeFocused();
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').getByText('Change to blueprint').first().click();
  await expect(page.getByRole('main').getByText(/blueprnt/)).toHaveCount(0);
  await expect(page.locator('.view-lines').first()).toContainText('blueprint: minimal');
  await page.keyboard.press('Control+z');
  await expect(problems).toContainText('blueprnt');

  // Another Kubernetes version has other add-ons, which are looked up then.
  await problems.getByRole('button', { name: 'Change to 1.33 (line' }).click();
  await problems
    .getByRole('button', { name: 'go to: coredns has no version v1.11.1-eksbuild.4 for Kubernetes' })
    .click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+Space');
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });
  await expect(suggestions.getByRole('listitem', { name: /^v1\.12\.4-eksbuild\.1/ })).toBeVisible();
});

test('the editor offers the fields that belong here, and their values', async ({ page, problems }) => {
  problems.expect(/ERR_FAILED/);
  await page.route(/\/catalogue\/kubernetes-versions/, (route) => route.abort('failed'));
  await page.goto('/clusters/new');
  await page.getByRole('button', { name: 'Save & Customize' }).click();
  const editor = page.getByRole('textbox', { name: 'Cluster configuration' });
  await editor.focus();
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nautoMode');
  await page.keyboard.press('Control+Space');
  await expect(suggestions.getByRole('listitem', { name: /^autoModeConfig/ })).toBeVisible();
  await page.keyboard.press('Enter');
  // A field that is required comes along.
  await expect(page.locator('.view-lines').first()).toContainText('enabled:');
  await page.keyboard.press('Control+Space');
  await expect(suggestions.getByRole('listitem', { name: /^true/ })).toBeVisible();
  await expect(suggestions.getByRole('listitem', { name: /^false/ })).toBeVisible();
  await expect(page.getByText('Versions of Kubernetes and add-ons are not checked against EKS:')).toBeVisible();
});

/** As a browser does it: what nobody refuses is put into the field. */
async function pasteText(field: Locator, text: string): Promise<void> {
  await field.evaluate((element: HTMLTextAreaElement, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (element.dispatchEvent(event)) element.setRangeText(pasted);
  }, text);
}

/** Notes when the first error is underlined after the next input. */
async function timeUntilMarked(page: Page): Promise<void> {
  await page.evaluate(() => {
    const marked = new Promise<number>((resolve) => {
      let typed: number | undefined;
      document.addEventListener('keydown', () => (typed = performance.now()), true);
      const start = performance.now();
      new MutationObserver(() => {
        if (document.querySelector('.squiggly-error') !== null) resolve(performance.now() - (typed ?? start));
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    Object.assign(globalThis, { marked });
  });
}
