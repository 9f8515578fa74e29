import type {
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  RouteTable,
  RouteTableAssociation,
} from '@aws-sdk/client-ec2';
import type { RouteTableState } from '../../state/ec2-state.ts';
import type { CallContext } from '../../world.ts';
import { networksOf, tagList } from '../region.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<RouteTableState> = {
  missing: 'InvalidRouteTableID.NotFound',
  kind: 'routeTable',
  idOf: ({ id }) => id,
  tagsOf: ({ tags }) => tags,
  filters: {
    'route-table-id': ({ id }) => [id],
    'vpc-id': ({ vpcId }) => [vpcId],
    'association.main': ({ main }) => [String(main)],
    'association.subnet-id': ({ subnetIds }) => subnetIds,
    'route.gateway-id': ({ routes }) => ['local', ...routes.flatMap(({ gatewayId }) => gatewayId ?? [])],
    'route.nat-gateway-id': ({ routes }) => routes.flatMap(({ natGatewayId }) => natGatewayId ?? []),
  },
};

/** Without a page size the list is whole, as of the other kinds. */
export function describeRouteTables(input: DescribeRouteTablesRequest, call: CallContext): DescribeRouteTablesResult {
  const { routeTables, vpcs } = networksOf(call);
  const { items, ...rest } = select(Object.values(routeTables), selection, {
    ...input,
    ids: input.RouteTableIds,
    filters: input.Filters,
  });
  const { account } = call.world.state;
  return { RouteTables: items.map((table) => view(table, vpcs[table.vpcId]?.cidr, account)), ...rest };
}

function view(table: RouteTableState, localCidr: string | undefined, account: string): RouteTable {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: account,
    Associations: associations(table),
    PropagatingVgws: [],
    Routes: [
      { DestinationCidrBlock: localCidr, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
      ...table.routes.map(({ destination, gatewayId, natGatewayId }) => ({
        DestinationCidrBlock: destination,
        GatewayId: gatewayId,
        NatGatewayId: natGatewayId,
        Origin: 'CreateRoute' as const,
        State: 'active' as const,
      })),
    ],
    Tags: tagList(table.tags),
  };
}

function associations({ id, main, subnetIds }: RouteTableState): RouteTableAssociation[] {
  const common = { RouteTableId: id, AssociationState: { State: 'associated' as const } };
  return [
    ...(main ? [{ ...common, Main: true, RouteTableAssociationId: `rtbassoc-${id.slice('rtb-'.length)}` }] : []),
    ...subnetIds.map((SubnetId) => ({
      ...common,
      Main: false,
      SubnetId,
      RouteTableAssociationId: `rtbassoc-${SubnetId.slice('subnet-'.length)}`,
    })),
  ];
}
