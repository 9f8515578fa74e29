import type { Plugin } from 'vite';

/** Components that this console does not use; their texts are a third of all. */
const unused = [
  '[charts]',
  'annotation-context',
  'app-layout',
  'area-chart',
  'calendar',
  'date-picker',
  'date-range-picker',
  'features-notification-drawer',
  'panel-resize-handle',
  'pie-chart',
  'prompt-input',
  's3-resource-selector',
  'slider',
  'split-panel',
  'tree-view',
  'tutorial-panel',
];

/** Leaves the texts of unused components out of Cloudscape's catalogue. */
export function cloudscapeMessages(): Plugin {
  return {
    name: 'podpass-cloudscape-messages',
    apply: 'build',
    transform(code, id) {
      if (!/@cloudscape-design[/+]components.*i18n\/messages\/all\.en\.js$/.test(id)) return undefined;
      const start = code.indexOf('{');
      const catalogue = JSON.parse(code.slice(start, code.lastIndexOf('}') + 1)) as Record<
        string,
        Record<string, Record<string, unknown>>
      >;
      const components = catalogue['cloudscape-design-components']?.['en'];
      if (components === undefined) this.error('the catalogue of messages has another layout than expected');
      for (const name of unused) delete components[name];
      return { code: `export default ${JSON.stringify(catalogue)}`, map: null };
    },
  };
}
