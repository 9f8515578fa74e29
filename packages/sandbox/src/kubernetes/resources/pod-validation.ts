import type { Cause } from '../api/api-error.ts';
import type { Container, LabelSelector, PodSpec, PodTemplate } from '../objects/kinds.ts';
import { labelValueProblem, nameProblem, qualifiedNameProblem } from '../objects/names.ts';
import { matchesSelector } from '../objects/selectors.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const SELECTOR_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** What is wrong with a pod spec. `path` is where it stands, for example `spec.template.spec`. */
export function podSpecProblems(spec: PodSpec | undefined, path: string): Cause[] {
  if (spec === undefined || (spec.containers ?? []).length === 0) {
    return [missing(`${path}.containers`)];
  }
  const problems = [
    ...containerProblems(spec.containers, `${path}.containers`),
    ...containerProblems(spec.initContainers ?? [], `${path}.initContainers`),
  ];
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map((container) => container.name);
  for (const name of new Set(names.filter((one, index) => one !== undefined && names.indexOf(one) !== index))) {
    problems.push({
      reason: 'FieldValueDuplicate',
      field: `${path}.containers`,
      message: `Duplicate value: "${name}"`,
    });
  }
  if (spec.restartPolicy !== undefined && !RESTART_POLICIES.includes(spec.restartPolicy)) {
    problems.push(unsupported(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES));
  }
  const account = spec.serviceAccountName;
  if (account !== undefined && account !== '') {
    const problem = nameProblem(account, 'subdomain');
    if (problem !== undefined) problems.push(invalidValue(`${path}.serviceAccountName`, account, problem));
  }
  return [...problems, ...volumeProblems(spec, path)];
}

/** What is wrong with the selector and the template of a workload. */
export function templateProblems(selector: LabelSelector | undefined, template: PodTemplate | undefined): Cause[] {
  const problems = selectorProblems(selector, 'spec.selector');
  const labels = template?.metadata?.labels;
  if (selector !== undefined && problems.length === 0 && !matchesSelector(selector, labels)) {
    problems.push({
      reason: 'FieldValueInvalid',
      field: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(labels ?? null)}: \`selector\` does not match template \`labels\``,
    });
  }
  problems.push(...labelProblems(labels, 'spec.template.metadata.labels'));
  return [...problems, ...podSpecProblems(template?.spec, 'spec.template.spec')];
}

export function selectorProblems(selector: LabelSelector | undefined, path: string): Cause[] {
  if (selector === undefined) return [missing(path)];
  const expressions = selector.matchExpressions ?? [];
  if (Object.keys(selector.matchLabels ?? {}).length === 0 && expressions.length === 0) {
    return [invalidValue(path, '{}', 'empty selector is invalid for deployment')];
  }
  const problems = labelProblems(selector.matchLabels, `${path}.matchLabels`);
  expressions.forEach((expression, index) => {
    const at = `${path}.matchExpressions[${index}]`;
    if (!SELECTOR_OPERATORS.includes(expression.operator)) {
      problems.push(invalidValue(`${at}.operator`, expression.operator, 'not a valid selector operator'));
    } else if (expression.operator.endsWith('In') && (expression.values ?? []).length === 0) {
      problems.push({
        ...missing(`${at}.values`),
        message: "Required value: must be specified when `operator` is 'In' or 'NotIn'",
      });
    }
  });
  return problems;
}

export function labelProblems(labels: Record<string, string> | undefined, path: string): Cause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const ofKey = qualifiedNameProblem(key);
    const ofValue = labelValueProblem(value);
    return [
      ...(ofKey === undefined ? [] : [invalidValue(path, key, ofKey)]),
      ...(ofValue === undefined ? [] : [invalidValue(path, value, ofValue)]),
    ];
  });
}

export function missing(field: string): Cause {
  return { reason: 'FieldValueRequired', field, message: 'Required value' };
}

export function invalidValue(field: string, value: unknown, why: string): Cause {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}

export function unsupported(field: string, value: string, supported: readonly string[]): Cause {
  const list = supported.map((one) => JSON.stringify(one)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    field,
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`,
  };
}

export function immutable(field: string, value: unknown): Cause {
  return invalidValue(field, value, 'field is immutable');
}

function containerProblems(containers: readonly Container[], path: string): Cause[] {
  return containers.flatMap((container, index) => {
    const at = `${path}[${index}]`;
    const problems: Cause[] = [];
    const name = container.name ?? '';
    const wrongName = nameProblem(name, 'label');
    if (name === '') problems.push(missing(`${at}.name`));
    else if (wrongName !== undefined) problems.push(invalidValue(`${at}.name`, name, wrongName));
    if ((container.image ?? '') === '') problems.push(missing(`${at}.image`));
    (container.env ?? []).forEach((variable, position) => {
      if ((variable.name ?? '') === '') problems.push(missing(`${at}.env[${position}].name`));
      else if (variable.value !== undefined && variable.value !== '' && variable.valueFrom !== undefined) {
        problems.push(
          invalidValue(`${at}.env[${position}].valueFrom`, '', 'may not be specified when `value` is not empty'),
        );
      }
    });
    (container.ports ?? []).forEach((port, position) => {
      if (!(port.containerPort >= 1 && port.containerPort <= 65_535)) {
        problems.push(
          invalidValue(
            `${at}.ports[${position}].containerPort`,
            port.containerPort,
            'must be between 1 and 65535, inclusive',
          ),
        );
      }
    });
    return problems;
  });
}

function volumeProblems(spec: PodSpec, path: string): Cause[] {
  const volumes = new Set((spec.volumes ?? []).map((volume) => volume.name));
  const problems: Cause[] = [];
  (spec.volumes ?? []).forEach((volume, index) => {
    const problem = nameProblem(volume.name ?? '', 'label');
    if ((volume.name ?? '') === '') problems.push(missing(`${path}.volumes[${index}].name`));
    else if (problem !== undefined) problems.push(invalidValue(`${path}.volumes[${index}].name`, volume.name, problem));
  });
  for (const field of ['containers', 'initContainers'] as const) {
    (spec[field] ?? []).forEach((container, index) => {
      (container.volumeMounts ?? []).forEach((mount, position) => {
        if (volumes.has(mount.name)) return;
        problems.push({
          reason: 'FieldValueNotFound',
          field: `${path}.${field}[${index}].volumeMounts[${position}].name`,
          message: `Not found: ${JSON.stringify(mount.name)}`,
        });
      });
    });
  }
  return problems;
}
