import type { AddonFact, ConfigFacts } from '../config-parts.ts';
import type { ObjectField, TextField } from './field.ts';

type Keywords = Readonly<Record<string, unknown>>;

/** Values to choose from, as far as they are known: as examples, for what EKS offers changes and is never insisted on. */
export function offeredKeywords({ offered }: TextField, facts: ConfigFacts): Keywords {
  switch (offered) {
    case undefined:
      return {};
    case 'kubernetes-versions':
      return examples(facts.kubernetesVersions?.filter(({ status }) => status !== 'unsupported').map(versionOf));
    case 'addons':
      return examples(addonsOf(facts).map(({ name }) => name));
  }
}

/** The versions of each add-on, beside its name. */
export function offeredVersions({ offered }: ObjectField, facts: ConfigFacts): Keywords {
  const addons = addonsOf(facts);
  if (offered === undefined || addons.length === 0) return {};
  return {
    allOf: addons.map(({ name, versions }) => ({
      if: { properties: { name: { const: name } }, required: ['name'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: {
        properties: {
          version: examples(['latest', ...versions.filter(({ compatible }) => compatible !== false).map(versionOf)]),
        },
      },
    })),
  };
}

function addonsOf({ addonCatalogues = [] }: ConfigFacts): AddonFact[] {
  return addonCatalogues.flatMap(({ items }) => items);
}

function versionOf({ version }: { readonly version: string }): string {
  return version;
}

function examples(values: readonly string[] = []): Keywords {
  return values.length === 0 ? {} : { examples: values };
}
