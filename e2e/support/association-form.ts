import { expect, type Locator, type Page } from '@playwright/test';

/** The forms that add or edit an association, as a person fills them in. */
export class AssociationFormPage {
  readonly page: Page;
  readonly preview: Locator;
  readonly saveButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.preview = page.getByRole('heading', { name: /^\d+ steps?, \d+ calls?/ });
    this.saveButton = page.getByRole('button', { name: 'Save', exact: true });
  }

  async openAdd(cluster: string): Promise<void> {
    await this.page.goto(`/clusters/${cluster}/access/add`);
    await expect(this.page.getByRole('heading', { level: 1, name: 'Add Pod Identity' })).toBeVisible();
  }

  async openEdit(cluster: string, associationId: string): Promise<void> {
    await this.page.goto(`/clusters/${cluster}/access/associations/${associationId}/edit`);
    await expect(this.page.getByRole('heading', { level: 1, name: 'Edit association' })).toBeVisible();
    await expect(this.roleArn).toBeVisible();
  }

  async serviceAccount(namespace: string, name: string): Promise<void> {
    await this.enter('Namespace', namespace);
    await this.enter('Service account', name);
  }

  get roleArn(): Locator {
    return this.page.getByRole('combobox', { name: /^Role ARN/ });
  }

  /** Finds a role by a part of its name and picks it from the suggestions. */
  async pickRole(name: string): Promise<void> {
    await this.roleArn.fill(name);
    // Its ARN is in the suggestion's description; the entry that takes the text as it is has none.
    await this.page
      .getByRole('option', { name: `/${name}` })
      .first()
      .click();
    await expect(this.roleArn).toHaveValue(new RegExp(`role/(.*/)?${name}$`));
  }

  async newRole(): Promise<void> {
    await this.page.getByRole('radio', { name: 'New role' }).check();
  }

  async enter(field: string, text: string): Promise<void> {
    const input = this.page.getByRole('combobox', { name: field }).or(this.page.getByRole('textbox', { name: field }));
    await input.first().fill(text);
    // Leaves the field, and with it its suggestions.
    await input.first().blur();
  }

  async addPolicyArn(arn: string): Promise<void> {
    const input = this.page.getByRole('combobox', { name: /^Permission policy ARNs/ });
    await input.fill(arn);
    await input.press('Enter');
    await expect(this.page.getByRole('button', { name: `Remove ${arn}` })).toBeVisible();
  }

  async chooseWellKnown(title: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^Well-known policies/ }).click();
    await this.page.getByRole('option', { name: title }).click();
    await this.page.keyboard.press('Escape');
  }

  /** Writes a policy into its editor in place of the template. */
  async writePolicy(name: 'permission policy' | 'session policy', document: object): Promise<void> {
    const open = this.page.getByRole('button', { name: `Write ${name}` });
    const remove = this.page.getByRole('button', { name: `Remove ${name}` });
    await open.or(remove).first().waitFor();
    if (await open.isVisible()) await open.click();
    const editor = this.page.locator('.monaco-editor').first();
    await editor.locator('.view-lines').click();
    await expect(this.page.locator('.monaco-editor.focused')).toBeVisible();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    // The editor closes brackets and quotes itself, and takes a closing one that is typed all the same.
    await this.page.keyboard.type(JSON.stringify(document));
    await expect(editor.locator('.view-line')).toHaveText([JSON.stringify(document)]);
  }

  async openSessionSettings(): Promise<void> {
    const header = this.page.getByRole('button', { name: 'Target role and session' });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  async addTag(key: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add tag' }).click();
    await this.page.getByRole('textbox', { name: /^Key/ }).last().fill(key);
    await this.page
      .getByRole('textbox', { name: /^Value/ })
      .last()
      .fill(value);
  }

  /** Waits until the preview is the one for what is filled in now. */
  async previewed(): Promise<void> {
    await expect(this.preview).toBeVisible();
    await expect(this.saveButton).toBeEnabled();
  }

  /** Saves and waits for the word that it is done. */
  async save(done: string): Promise<void> {
    await this.previewed();
    await this.saveButton.click();
    // Screen readers are told the same, for a moment, with a word before it.
    await expect(this.page.getByText(done, { exact: true })).toBeVisible({ timeout: 30_000 });
  }
}
