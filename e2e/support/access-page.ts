import { expect, type Locator, type Page } from '@playwright/test';

/** The list of a cluster's associations. */
export class AccessPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(cluster: string, search = ''): Promise<void> {
    await this.page.goto(`/clusters/${cluster}/access/associations${search}`);
    await expect(this.page.getByRole('heading', { level: 2, name: 'Pod identity associations' })).toBeVisible();
  }

  row(subject: string): Locator {
    return this.page.getByRole('row', { name: `Select ${subject} `, exact: false });
  }

  async select(...subjects: string[]): Promise<void> {
    for (const subject of subjects) {
      await this.page.getByRole('checkbox', { name: `Select ${subject}`, exact: true }).check();
    }
  }

  button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  async action(name: string): Promise<void> {
    await this.button('Actions').click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }
}

/** Presses the button that starts the change of a dialog, and waits for its end. */
export async function runDialog(dialog: Locator, verb: string): Promise<void> {
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog.getByRole('link', { name: 'Open the operation' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Go on in the background' })).toBeHidden({ timeout: 30_000 });
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeHidden();
}
