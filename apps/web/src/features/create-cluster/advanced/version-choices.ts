import type { OfferedAddon } from '@podpass/contract';

export interface VersionChoice {
  value: string;
  label: string;
  description?: string;
  labelTag?: string;
}

/** The versions of an add-on that fit the Kubernetes version; `latest` alone while the catalogue has none for it. */
export function versionChoices(addon: OfferedAddon | undefined): VersionChoice[] {
  return [
    { value: 'latest', label: 'latest', description: 'The newest that fits when the cluster is made' },
    ...(addon?.versions ?? [])
      .filter(({ compatible }) => compatible)
      .map((one) => ({ value: one.version, label: one.version, ...(one.default ? { labelTag: 'default' } : {}) })),
  ];
}
