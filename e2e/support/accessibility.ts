import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 A and AA in what is on the screen now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, (axe) =>
    axe.options({ runOnly: { type: 'tag', values: standards }, resultTypes: ['violations'] }),
  );
}

/** The same in the dark, leaving the page light again. Of all rules only the one on contrast reads colours. */
export async function expectAccessibleInBothModes(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolation(page, (axe) =>
    axe.options({ runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] }),
  );
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNoViolation(page: Page, rules: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  await atRest(page);
  // There are no frames of other origins, for which axe would open a page of its own; and what passes is not reported.
  const { violations } = await rules(new AxeBuilder({ page }).setLegacyMode()).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary, html }) => ({ id, help, where: target.join(' '), html, failureSummary })),
  );
  expect(found, 'accessibility violations').toEqual([]);
}

/** Colours that are still fading would be measured half-way. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const finite = document
      .getAnimations()
      .filter(({ effect }) => effect !== null && effect.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
}
