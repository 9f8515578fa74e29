import type { ListExportsInput, ListExportsOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../world.ts';
import { exportsOf } from '../engine/exports.ts';
import { pageOf } from '../pages.ts';

const PAGE = 100;

export function listExports({ NextToken }: ListExportsInput, { world, region }: CallContext): ListExportsOutput {
  const sorted = exportsOf(world, region).toSorted((left, right) => (left.exportName < right.exportName ? -1 : 1));
  const paging = { list: 'exports', token: NextToken, size: PAGE };
  const { items, ...rest } = pageOf(sorted, ({ exportName }) => exportName, paging);
  return {
    Exports: items.map(({ stackId, exportName, value }) => ({
      ExportingStackId: stackId,
      Name: exportName,
      Value: value,
    })),
    ...rest,
  };
}
