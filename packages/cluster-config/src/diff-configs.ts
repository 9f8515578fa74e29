import type { ConfigData } from './config-value.ts';
import { isRecord } from './edit/edit-data.ts';
import { sameData } from './edit/same-data.ts';
import type { ConfigModel } from './model.ts';

export interface ConfigChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly subject: 'association' | 'service-account' | 'addon' | 'node-group' | 'setting';
  /** Of the thing that changed: `dev/nginx`, `vpc-cni`, `vpc.nat.gateway`. */
  readonly name: string;
  /** Top-level fields of the thing that differ; empty for settings and for what was added or removed. */
  readonly fields: readonly string[];
  readonly before?: ConfigData;
  readonly after?: ConfigData;
}

type Named = readonly (readonly [string, ConfigData])[];

/** What differs between two configurations, in the words of the domain. The order of lists of named things is no difference. */
export function diffConfigs(before: ConfigModel, after: ConfigModel): ConfigChange[] {
  const named = (subject: ConfigChange['subject'], list: (model: ConfigModel) => Named): ConfigChange[] =>
    diffNamed(subject, list(before), list(after));
  return [
    ...named('association', (model) =>
      model.associations.map((one) => [`${one.namespace}/${one.serviceAccountName}`, one.data]),
    ),
    ...named('service-account', (model) =>
      model.serviceAccounts.map((one) => [`${one.namespace}/${one.name}`, one.data]),
    ),
    ...named('addon', (model) => model.addons.map((one) => [String(one.name), one.data])),
    ...named('node-group', (model) => model.nodeGroups.map((one) => [String(one.name), one.data])),
    ...diffSettings('cluster', before.cluster, after.cluster),
    ...diffSettings('', settingsOf(before.config), settingsOf(after.config)),
  ];
}

/** A change in one line: `association dev/nginx: roleARN changed`. */
export function changeInWords(change: ConfigChange): string {
  const what = `${change.subject} ${change.name}`;
  return change.fields.length === 0 ? `${what}: ${change.kind}` : `${what}: ${change.fields.join(', ')} changed`;
}

function diffNamed(subject: ConfigChange['subject'], before: Named, after: Named): ConfigChange[] {
  const old = new Map(before);
  const now = new Map(after);
  const changes: ConfigChange[] = [];
  for (const [name, was] of old) {
    const is = now.get(name);
    if (is === undefined) changes.push({ kind: 'removed', subject, name, fields: [], before: was });
    else if (!sameData(was, is))
      changes.push({ kind: 'changed', subject, name, fields: differing(was, is), before: was, after: is });
  }
  for (const [name, is] of now) {
    if (!old.has(name)) changes.push({ kind: 'added', subject, name, fields: [], after: is });
  }
  return changes;
}

function differing(before: ConfigData, after: ConfigData): string[] {
  if (!isRecord(before) || !isRecord(after)) return [];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !sameData(before[key], after[key]));
}

/** Without the lists that are compared by name. */
function settingsOf(config: ConfigData): ConfigData {
  if (!isRecord(config)) return config;
  const { addons: _addons, managedNodeGroups: _managed, nodeGroups: _own, iam, ...rest } = config;
  if (!isRecord(iam)) return iam === undefined ? rest : { ...rest, iam };
  const { podIdentityAssociations: _associations, serviceAccounts: _accounts, ...roles } = iam;
  return Object.keys(roles).length === 0 ? rest : { ...rest, iam: roles };
}

function diffSettings(name: string, before: ConfigData | undefined, after: ConfigData | undefined): ConfigChange[] {
  if (sameData(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => diffSettings(name === '' ? key : `${name}.${key}`, before[key], after[key]));
  }
  if (before === undefined)
    return after === undefined ? [] : [{ kind: 'added', subject: 'setting', name, fields: [], after }];
  if (after === undefined) return [{ kind: 'removed', subject: 'setting', name, fields: [], before }];
  return [{ kind: 'changed', subject: 'setting', name, fields: [], before, after }];
}
