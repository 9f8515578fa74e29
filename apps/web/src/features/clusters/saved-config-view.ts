import type { ConfigSummary } from '@podpass/inventory';

/** A configuration as the table sorts, filters and exports it. */
export interface SavedConfigView {
  id: string;
  name: string;
  state: string;
  version: string;
  region: string;
  project: string;
  problems: string;
  updated: string;
  by: string;
  config: ConfigSummary;
}

export function toSavedConfigView(config: ConfigSummary): SavedConfigView {
  return {
    id: config.id,
    name: config.name || 'Without a name',
    state: stateInWords(config),
    version: config.kubernetesVersion ?? 'default',
    region: config.region,
    project: config.project,
    problems: problemsInWords(config),
    updated: config.updatedAt,
    by: config.updatedBy,
    config,
  };
}

function stateInWords({ state, unsaved, head }: ConfigSummary): string {
  if (state === 'draft') return 'Draft';
  return unsaved ? `Revision ${head}, with a draft` : `Revision ${head}`;
}

function problemsInWords({ problems: { errors, warnings } }: ConfigSummary): string {
  if (errors > 0) return errors === 1 ? '1 error' : `${errors} errors`;
  if (warnings === 0) return 'None';
  return warnings === 1 ? '1 warning' : `${warnings} warnings`;
}
