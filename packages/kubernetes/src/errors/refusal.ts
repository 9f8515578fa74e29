import { PodpassError } from '@podpass/inventory';
import { z } from 'zod';
import type { HttpAnswer } from '../calls/connection.ts';
import type { KubernetesCall } from '../calls/kubernetes-call.ts';

/** `metav1.Status`: what the API answers instead of an object. */
const Status = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** What an answer with an error status means, in our closed union. */
export function refusal(cluster: string, call: KubernetesCall, answer: HttpAnswer): PodpassError {
  const { resource, name, verb } = call;
  const { message, reason } = statusOf(answer);
  const detail = message ?? `It answered ${answer.status} without a reason.`;
  switch (answer.status) {
    case 401:
      return new PodpassError('kubernetes-unauthorized', { cluster });
    case 403:
      return new PodpassError(isAdmission(detail) ? 'kubernetes-not-admitted' : 'kubernetes-forbidden', {
        cluster,
        verb,
        resource,
        detail,
      });
    case 404:
      return new PodpassError('kubernetes-not-found', { cluster, resource, name });
    case 409:
      return new PodpassError(reason === 'AlreadyExists' ? 'kubernetes-exists' : 'kubernetes-conflict', {
        cluster,
        resource,
        name,
      });
    default:
      return answer.status < 500 && answer.status !== 429
        ? new PodpassError('kubernetes-invalid', { cluster, detail })
        : new PodpassError('kubernetes-unreachable', { cluster, detail: `It answered ${answer.status}: ${detail}` });
  }
}

/**
 * The caller has the right, but a quota, a limit range, Pod Security or a namespace that is being deleted stands against
 * it. Status and reason are those of a missing right; an authorizer, though, names the user first (`apiserver/pkg/
 * endpoints/handlers/responsewriters`, `forbiddenMessage`).
 */
function isAdmission(detail: string): boolean {
  return /\bis forbidden: (?!User ")/.test(detail);
}

/** Seconds in `Retry-After`, as milliseconds; undefined when there is none (Kubernetes sends no dates). */
export function retryAfterMs({ headers }: HttpAnswer): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function statusOf({ text }: HttpAnswer): { message?: string | undefined; reason?: string | undefined } {
  try {
    const parsed = Status.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    // A load balancer in front answers with HTML; its status is all there is.
    return {};
  }
}
