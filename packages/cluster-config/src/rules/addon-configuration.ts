import { parseDocument } from 'yaml';
import { itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { inputFindings } from '../read/input-limits.ts';
import { finding, maps, type RuleInput } from './rule.ts';

/** EKS refuses longer settings; a text of this size is safe to parse. */
const LIMIT = 20_000;
/** Settings that nest deeper are an attack on the parser, not settings. */
const MAX_BRACKETS = 500;

/** `configurationValues` is one text that holds JSON or YAML (reference §1.4); whether the add-on knows its keys is EKS's to say. */
export function addonConfiguration({ config }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'addons')).flatMap((addon) => {
    const value = valueAt(addon, 'configurationValues');
    const written = textAt(value);
    if (value === undefined || written === undefined || written.trim() === '') return [];
    const problem = problemOf(written);
    return problem === undefined ? [] : [finding('addon-configuration-invalid', 'error', problem, value.span)];
  });
}

function problemOf(written: string): string | undefined {
  if (written.length > LIMIT) return `The settings have ${written.length} characters; the limit is ${LIMIT}`;
  const brackets = written.match(/[[{]|- /g)?.length ?? 0;
  if (inputFindings(written).length > 0 || brackets > MAX_BRACKETS) return 'The settings are not plain JSON or YAML';
  const document = parseDocument(written, { prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) return `The settings are neither JSON nor YAML: ${error.message}`;
  const { contents } = document;
  return contents !== null && 'items' in contents ? undefined : 'The settings must be a mapping, as JSON or YAML';
}
