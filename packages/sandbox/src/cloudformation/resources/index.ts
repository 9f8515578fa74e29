import { ec2Eip } from './ec2-eip.ts';
import { ec2InternetGateway } from './ec2-internet-gateway.ts';
import { ec2LaunchTemplate } from './ec2-launch-template.ts';
import { ec2NatGateway } from './ec2-nat-gateway.ts';
import { ec2RouteTable } from './ec2-route-table.ts';
import { ec2Route } from './ec2-route.ts';
import { ec2SecurityGroupEgress, ec2SecurityGroupIngress } from './ec2-security-group-rules.ts';
import { ec2SecurityGroup } from './ec2-security-group.ts';
import { ec2SubnetRouteTableAssociation } from './ec2-subnet-route-table-association.ts';
import { ec2Subnet } from './ec2-subnet.ts';
import { ec2VpcEndpoint } from './ec2-vpc-endpoint.ts';
import { ec2VpcGatewayAttachment } from './ec2-vpc-gateway-attachment.ts';
import { ec2Vpc } from './ec2-vpc.ts';
import { eksAccessEntry } from './eks-access-entry.ts';
import { eksAddon } from './eks-addon.ts';
import { eksCluster } from './eks-cluster.ts';
import { eksNodegroup } from './eks-nodegroup.ts';
import { eksPodIdentityAssociation } from './eks-pod-identity-association.ts';
import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import type { ResourceType } from './resource-type.ts';

/** Every resource type that a template may have. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::EC2::EIP': ec2Eip,
  'AWS::EC2::InternetGateway': ec2InternetGateway,
  'AWS::EC2::LaunchTemplate': ec2LaunchTemplate,
  'AWS::EC2::NatGateway': ec2NatGateway,
  'AWS::EC2::Route': ec2Route,
  'AWS::EC2::RouteTable': ec2RouteTable,
  'AWS::EC2::SecurityGroup': ec2SecurityGroup,
  'AWS::EC2::SecurityGroupEgress': ec2SecurityGroupEgress,
  'AWS::EC2::SecurityGroupIngress': ec2SecurityGroupIngress,
  'AWS::EC2::Subnet': ec2Subnet,
  'AWS::EC2::SubnetRouteTableAssociation': ec2SubnetRouteTableAssociation,
  'AWS::EC2::VPC': ec2Vpc,
  'AWS::EC2::VPCEndpoint': ec2VpcEndpoint,
  'AWS::EC2::VPCGatewayAttachment': ec2VpcGatewayAttachment,
  'AWS::EKS::AccessEntry': eksAccessEntry,
  'AWS::EKS::Addon': eksAddon,
  'AWS::EKS::Cluster': eksCluster,
  'AWS::EKS::Nodegroup': eksNodegroup,
  'AWS::EKS::PodIdentityAssociation': eksPodIdentityAssociation,
  'AWS::IAM::ManagedPolicy': iamManagedPolicy,
  'AWS::IAM::Policy': iamPolicy,
  'AWS::IAM::Role': iamRole,
};
