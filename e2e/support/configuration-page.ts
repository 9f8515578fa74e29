import { expect, type Locator, type Page } from '@playwright/test';

/** The tab on which a cluster's configuration is kept. */
export class ConfigurationPage {
  readonly page: Page;
  readonly editor: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.locator('main .monaco-editor').first();
  }

  async open(cluster: string): Promise<void> {
    await this.page.goto(`/clusters/${cluster}/configuration`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Pastes a text as a new configuration, which opens for editing. */
  async importText(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Or paste its text' }).fill(text);
    await this.button('Import').click();
  }

  /** Types at the end of the text. */
  async append(text: string): Promise<void> {
    await this.editor.locator('.view-lines').click();
    await expect(this.page.locator('.monaco-editor.focused')).toBeVisible();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.insertText(text);
  }

  async draftSaved(): Promise<void> {
    await expect(this.page.getByText('Draft saved')).toBeVisible();
  }

  /** Saves what is edited as a revision. */
  async saveRevision(note: string): Promise<Locator> {
    await expect(this.button('Save revision')).toBeEnabled();
    await this.button('Save revision').click();
    const dialog = this.dialog('Save a revision');
    await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
    return dialog;
  }

  async confirm(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: 'Save revision' }).click();
    await expect(dialog).toBeHidden();
  }

  /** The same while somebody else has saved a revision meanwhile: another question takes the dialog's place. */
  async confirmWithConflict(note: string): Promise<void> {
    const dialog = await this.saveRevision(note);
    await dialog.getByRole('button', { name: 'Save revision' }).click();
  }

  revision(number: number): Locator {
    return this.page.getByRole('button', { name: `Revision ${number}: what it changed` });
  }
}
