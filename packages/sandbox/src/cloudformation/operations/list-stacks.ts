import type { ListStacksInput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { stacksOf } from '../find-stack.ts';
import { pageOf } from '../pages.ts';
import { stackSummary } from '../views/stack-view.ts';

const PAGE = 100;
/** Deleted stacks are listed this long (ListStacks reference). */
const DELETED_ARE_SHOWN_MS = 90 * 86_400_000;

/** Stacks of the wanted statuses, newest first; without a filter all, deleted ones included. */
export function listStacks({ NextToken, StackStatusFilter }: ListStacksInput, call: CallContext): ListStacksOutput {
  const wanted = new Set<string>(StackStatusFilter ?? []);
  const since = call.world.now() - DELETED_ARE_SHOWN_MS;
  const found = stacksOf(call)
    .filter(({ status, deletedAt }) => (wanted.size === 0 || wanted.has(status)) && (deletedAt ?? since) >= since)
    .toReversed();
  const { items, ...rest } = pageOf(found, ({ id }) => id, { list: 'summaries', token: NextToken, size: PAGE });
  return { StackSummaries: items.map(stackSummary), ...rest };
}
