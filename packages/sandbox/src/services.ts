import * as cloudFormationClient from '@aws-sdk/client-cloudformation';
import * as ec2Client from '@aws-sdk/client-ec2';
import * as eksClient from '@aws-sdk/client-eks';
import * as iamClient from '@aws-sdk/client-iam';
import * as stsClient from '@aws-sdk/client-sts';
import { cloudFormationOperations } from './cloudformation/index.ts';
import { ec2Operations } from './ec2/index.ts';
import { eksOperations } from './eks/index.ts';
import { eksAuthOperations } from './eks-auth/index.ts';
import * as eksAuthSchema from './eks-auth/schema.ts';
import { iamOperations } from './iam/index.ts';
import { stsOperations } from './sts/index.ts';
import { EC2_CODES, QUERY_CODES, REST_CODES } from './wire/authenticate.ts';
import { awsQuery } from './wire/aws-query.ts';
import { cloudFormationConstraints } from './wire/constraints/cloudformation.ts';
import { ec2Constraints } from './wire/constraints/ec2.ts';
import { eksConstraints } from './wire/constraints/eks.ts';
import { eksAuthConstraints } from './wire/constraints/eks-auth.ts';
import { iamConstraints } from './wire/constraints/iam.ts';
import { stsConstraints } from './wire/constraints/sts.ts';
import { ec2Query } from './wire/ec2-query.ts';
import { operationSchemas } from './wire/operation-schemas.ts';
import { restJson } from './wire/rest-json.ts';
import type { ServiceTable } from './wire/route.ts';
import { invalidParameter, invalidParameterValue, type Service, validationError } from './wire/service.ts';

/** Every AWS service of the port, by the name that its callers sign for. Further services are further entries. */
export function serviceTable(): ServiceTable {
  return { cloudformation: cloudFormation(), ec2: ec2(), eks: eks(), 'eks-auth': eksAuth(), iam: iam(), sts: sts() };
}

function cloudFormation(): Service {
  const version = '2010-05-15';
  return {
    name: 'cloudformation',
    version,
    protocol: awsQuery(operationSchemas(cloudFormationClient), {
      version,
      xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      serviceNamespace: 'com.amazonaws.cloudformation',
    }),
    codes: QUERY_CODES,
    operations: cloudFormationOperations,
    constraints: cloudFormationConstraints,
    unsigned: new Set(),
    invalidInput: validationError,
  };
}

function ec2(): Service {
  const version = '2016-11-15';
  return {
    name: 'ec2',
    version,
    protocol: ec2Query(operationSchemas(ec2Client), {
      version,
      xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
      serviceNamespace: 'com.amazonaws.ec2',
    }),
    codes: EC2_CODES,
    operations: ec2Operations,
    constraints: ec2Constraints,
    unsigned: new Set(),
    invalidInput: invalidParameterValue,
  };
}

function eks(): Service {
  return {
    name: 'eks',
    protocol: restJson(operationSchemas(eksClient), 'com.amazonaws.eks'),
    codes: REST_CODES,
    operations: eksOperations,
    constraints: eksConstraints,
    unsigned: new Set(),
    invalidInput: invalidParameter,
  };
}

function eksAuth(): Service {
  return {
    name: 'eks-auth',
    protocol: restJson(operationSchemas(eksAuthSchema), 'com.amazonaws.eksauth'),
    codes: REST_CODES,
    operations: eksAuthOperations,
    constraints: eksAuthConstraints,
    unsigned: new Set(),
    invalidInput: invalidParameter,
  };
}

function iam(): Service {
  const version = '2010-05-08';
  return {
    name: 'iam',
    version,
    protocol: awsQuery(operationSchemas(iamClient), {
      version,
      xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      serviceNamespace: 'com.amazonaws.iam',
    }),
    codes: QUERY_CODES,
    operations: iamOperations,
    constraints: iamConstraints,
    unsigned: new Set(),
    invalidInput: validationError,
  };
}

function sts(): Service {
  const version = '2011-06-15';
  return {
    name: 'sts',
    version,
    protocol: awsQuery(operationSchemas(stsClient), {
      version,
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      serviceNamespace: 'com.amazonaws.sts',
    }),
    codes: QUERY_CODES,
    operations: stsOperations,
    constraints: stsConstraints,
    unsigned: new Set(['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML']),
    invalidInput: validationError,
  };
}
