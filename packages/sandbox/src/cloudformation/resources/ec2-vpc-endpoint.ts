import { createVpcEndpoint, deleteVpcEndpoint } from '../../ec2/resources/endpoints.ts';
import { permitted } from './permitted.ts';
import { optionalText, stackMarks, tagsOf, text, texts } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

export const ec2VpcEndpoint: ResourceType = {
  required: ['ServiceName', 'VpcId'],
  optional: [
    ...['PolicyDocument', 'PrivateDnsEnabled', 'RouteTableIds', 'SecurityGroupIds', 'SubnetIds', 'Tags'],
    'VpcEndpointType',
  ],
  attributes: ['Id'],
  replacing: [],
  create(request) {
    const { properties } = request;
    const { id } = createVpcEndpoint(permitted(request, 'CreateVpcEndpoint'), {
      vpcId: text(properties, 'VpcId'),
      serviceName: text(properties, 'ServiceName'),
      type: optionalText(properties, 'VpcEndpointType') ?? 'Gateway',
      subnetIds: texts(properties, 'SubnetIds'),
      securityGroupIds: texts(properties, 'SecurityGroupIds'),
      routeTableIds: texts(properties, 'RouteTableIds'),
      tags: { ...tagsOf(request), ...stackMarks(request) },
    });
    return { physicalId: id, attributes: { Id: id } };
  },
  remove(request, { physicalId }) {
    deleteVpcEndpoint(permitted(request, 'DeleteVpcEndpoints'), physicalId);
  },
};
