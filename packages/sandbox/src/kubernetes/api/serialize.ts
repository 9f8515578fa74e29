import type { KubernetesObject } from '../../state/kubernetes-state.ts';
import type { ApiAnswer } from './request.ts';

// Stored objects never change, so their text can be kept as long as they live.
const texts = new WeakMap<KubernetesObject, string>();

/** An object as the API shows it. */
export function objectText(object: KubernetesObject): string {
  const head = `{"kind":${JSON.stringify(object.kind)},"apiVersion":${JSON.stringify(object.apiVersion)}`;
  const rest = itemText(object);
  return rest === '{}' ? `${head}}` : `${head},${rest.slice(1)}`;
}

/** An object as it stands in a list: without kind and version, which the list has. */
export function itemText(object: KubernetesObject): string {
  const known = texts.get(object);
  if (known !== undefined) return known;
  const { apiVersion: _, kind: __, ...rest } = object;
  const text = JSON.stringify(rest);
  texts.set(object, text);
  return text;
}

export function objectAnswer(object: KubernetesObject, status = 200): ApiAnswer {
  return { status, contentType: 'application/json', body: `${objectText(object)}\n` };
}
