import { readFile } from 'node:fs/promises';
import { answered } from '../support/browser-problems.ts';
import { valuesOf, type WrittenValue } from '../support/config-values.ts';
import { demoConfig } from '../support/demo-config.ts';
import { exampleForms, type FormVisit } from '../support/example-controls.ts';
import { unfold } from '../support/form-controls.ts';
import { expect, type Page, test } from '../support/test.ts';

const values = new Map(valuesOf(demoConfig).map((value) => [value.name, value]));

test('every value of the example is shown by a control, which changes its bytes and no others', async ({
  page,
  problems,
}) => {
  // Every value is waited for once: a busy machine may take its time.
  test.slow();
  const shown = Object.values(exampleForms).flatMap((visits) => visits.flatMap(namesIn));
  expect(shown.toSorted(), 'no value is forgotten').toEqual([...values.keys()].toSorted());

  // The account knows one region; the text may name another.
  problems.expect(answered(400, '/api/v1/catalogue/'));
  await importExample(page);
  const changes = new Map<string, string>();
  for (const [step, visits] of Object.entries(exampleForms)) {
    if (step !== 'General') await page.getByRole('button', { name: 'Next', exact: true }).click();
    await expect(page.getByRole('heading', { name: step, exact: true }).first()).toBeVisible();
    await unfold(page);
    for (const visit of visits) {
      await test.step(namesIn(visit).join(', '), async () => {
        await makeVisit(page, visit);
        for (const [name, { becomes }] of Object.entries(visit.controls))
          changes.set(name, becomes(valueOf(name).value));
        expect(await textOf(page)).toBe(exampleWith(changes));
      });
    }
  }
});

async function importExample(page: Page): Promise<void> {
  await page.goto('/clusters/new');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Or paste the text' }).fill(demoConfig);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
}

/** Sees that each control shows its value, and changes it there. */
async function makeVisit(page: Page, { dialog, controls }: FormVisit): Promise<void> {
  if (dialog !== undefined) await page.getByRole('button', { name: dialog, exact: true }).click();
  const form = dialog === undefined ? page.getByRole('main') : page.getByRole('dialog');
  for (const [name, control] of Object.entries(controls)) await control.use(form, valueOf(name).value);
  if (dialog === undefined) return;
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toBeHidden();
}

function namesIn({ controls }: FormVisit): string[] {
  return Object.keys(controls);
}

function valueOf(name: string): WrittenValue {
  const value = values.get(name);
  if (value === undefined) throw new Error(`the example has no ${name}`);
  return value;
}

/** Its text with other bytes for some values, and every other byte as it was. */
function exampleWith(changes: ReadonlyMap<string, string>): string {
  return [...changes]
    .map(([name, bytes]) => ({ ...valueOf(name), bytes }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, bytes }) => text.slice(0, start) + bytes + text.slice(end), demoConfig);
}

/** As the forms have it now. */
async function textOf(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  return await readFile(await (await downloading).path(), 'utf8');
}
