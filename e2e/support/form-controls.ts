import { expect, type Locator, type Page } from '@playwright/test';

/** How a person sees one value in the forms, and makes another one of it. */
export interface FormControl {
  /** What is written then, quotes included. */
  becomes: (value: string) => string;
  /** Sees that it shows the value, and changes it. */
  use(form: Locator, value: string): Promise<void>;
}

/** A line of text or a number, with or without suggestions. */
export function field(label: string, next: string, written = next): FormControl {
  return {
    becomes: () => written,
    async use(form, value) {
      const input = form.getByLabel(named(label));
      await expect(input).toHaveValue(value);
      await input.fill(next);
    },
  };
}

/** Has changed along with the value before it, which the same field shows. */
export function along(label: string, next: string): FormControl {
  return {
    becomes: () => next,
    use: async (form) => await expect(form.getByLabel(named(label))).toHaveValue(next),
  };
}

export function toggle(label: string): FormControl {
  return {
    becomes: (value) => (value === 'true' ? 'false' : 'true'),
    async use(form, value) {
      const input = form.getByRole('checkbox', { name: label, exact: true });
      await expect(input).toBeChecked({ checked: value === 'true' });
      await input.setChecked(value !== 'true');
    },
  };
}

export function choice(label: string, next: string): FormControl {
  return {
    becomes: () => next,
    async use(form, value) {
      const button = form.getByRole('button', { name: new RegExp(`^${label} `) });
      await expect(button).toContainText(value);
      // A list that is drawn anew amid the click, as when a draft was saved, closes without a choice: then once more.
      await expect(async () => {
        await button.click();
        await form.page().getByRole('option', { name: next }).click({ timeout: 3_000 });
        await expect(button).toContainText(next, { timeout: 3_000 });
      }).toPass({ timeout: 30_000 });
    },
  };
}

/** One of a list: another is added, then it is taken out. */
export function listed(label: string, next: string, removing = ''): FormControl {
  return {
    becomes: () => next,
    async use(form, value) {
      const remove = form.getByRole('button', { name: `Remove ${removing}${value}`, exact: true });
      await expect(remove).toBeVisible();
      const input = form.getByRole('combobox', { name: named(label) });
      await input.fill(next);
      await input.press('Enter');
      await remove.click();
    },
  };
}

/** Shown and explained, for there is no other value that it could have. */
export function fixed(label: string): FormControl {
  return {
    becomes: (value) => value,
    async use(form, value) {
      const input = form.getByRole('textbox', { name: label, exact: true });
      await expect(input).toHaveValue(value);
      await expect(input).not.toBeEditable();
      await expect(input).toHaveAccessibleDescription(/it stays/);
    },
  };
}

/** Opens whatever a step keeps folded. */
export async function unfold(page: Page): Promise<void> {
  const folded = page.getByRole('main').locator('[aria-expanded=false]:not([aria-haspopup]):not([role=combobox])');
  while ((await folded.count()) > 0) await folded.first().click();
}

function named(label: string): RegExp {
  return new RegExp(`^${label.replaceAll(/[()]/g, '\\$&')}( - optional)?$`);
}
